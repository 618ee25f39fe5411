"""How the running program is, and what staff do to it: ask the platform now, settings, what was done, its end."""

from kivy.uix.widget import Widget

from drivers import Fault
from kiosk.room.operations import End
from kiosk.steps.operations import OperationsPage, OperationsWish
from screens import tokens
from screens.base import Screen
from screens.parts import health, sheet
from screens.parts.box import Column, grid
from screens.parts.button import DANGER, PRIMARY, SECONDARY, Kind, PushButton
from screens.parts.notice import BAD, GOOD, INFO, WARN, notice
from screens.parts.pages import Pages
from screens.parts.title import title

WISHES: tuple[tuple[OperationsWish | End, str, Kind], ...] = (
    (OperationsWish.SYNC, "globe", PRIMARY),
    (OperationsWish.SETTINGS, "eye", SECONDARY),
    (OperationsWish.LOOSE_ENDS, "warning", SECONDARY),
    (OperationsWish.DEEDS, "list", SECONDARY),
    (End.TRAINING, "people", SECONDARY),
    (End.PROGRAM, "", SECONDARY),
    (End.RESTART, "", SECONDARY),
    (End.OFF, "", DANGER),
)
IN_TRAINING = tuple(one for one in WISHES if one[0] in {OperationsWish.SYNC, OperationsWish.DEEDS, End.PROGRAM})


class OperationsPageScreen(Screen):
    shows = (OperationsPage,)

    def draw(self, width: float, height: float) -> Widget:
        look, gap = self.look, self.look.mm(tokens.GAP)
        head = title(look, self.words("operations.title"), width)
        ways = self._ways(width, 2 if look.portrait else 3)
        told = self._told(width)
        room = height - head.height - ways.height - sum(one.height + gap for one in told) - 2 * gap
        whole = sheet.in_room(look, self._pairs(), width, room)
        blocks = [whole] if whole.height <= room else sheet.told(look, self._pairs(), width, room)
        facts = Pages(look, self.words, blocks, width, room)
        return Column(width, head, *told, facts, ways, gap=gap)

    def _told(self, width: float) -> list[Widget]:
        """What has come of the last wish."""
        look, said, step = self.look, self.words, self.step
        if step.ending is not None:
            return [notice(look, said(f"operations.ending.{step.ending}"), width, INFO)]
        if step.refused is not None:
            return [notice(look, said("operations.refused"), width, BAD, more=said("operations.refused_more"))]
        if step.trouble is not None or (step.synced and step.running.platform.fault is not None):
            return [notice(look, said("operations.not_synced"), width, BAD, more=said("operations.not_synced_more"))]
        if step.synced:
            return [notice(look, said("operations.synced"), width, GOOD)]
        if step.running.unsure:
            return [
                notice(look, said("operations.unsure", count=step.running.unsure), width, WARN,
                       more=said("operations.unsure_more"))
            ]  # fmt: skip
        return []

    def _pairs(self) -> list[tuple[str, str]]:
        said, running = self.words, self.step.running
        fault = running.platform.fault
        reached = "platform_reached" if fault is None else "platform_away"
        if fault is Fault.GARBLED:
            reached = "platform_odd"
        return [
            (said("operations.version"), running.version),
            (said("operations.begun"), health.moment(running.begun)),
            (said("operations.platform"), said(f"operations.{reached}")),
            (said("operations.catalogue"), health.moment(running.catalogue) or said("operations.no_catalogue")),
            (said("operations.waiting"), said("operations.letters", count=running.waiting)),
            (said("operations.not_taken"), said("operations.letters", count=running.refused)),
            (said("operations.put_by"), said("operations.letters", count=running.put_by)),
            (said("operations.unknown"), said("operations.letters", count=running.unsure)),
        ]

    def _ways(self, width: float, columns: int) -> Widget:
        gap = self.look.mm(tokens.TIGHT * 1.5)
        each = (width - gap * (columns - 1)) // columns
        training = self.step.running.training
        buttons = (
            PushButton(
                self.look, self._named(wish, training=training), self.answers(wish), width=each, kind=kind, icon=icon,
                height=self.look.mm(tokens.TARGET), size=tokens.BODY * 1.1,
            )
            for wish, icon, kind in (IN_TRAINING if training else WISHES)
        )  # fmt: skip
        return grid(buttons, columns, gap, width)

    def _named(self, wish: OperationsWish | End, *, training: bool) -> str:
        ends = training and wish is End.PROGRAM
        return self.words("operations.end_training" if ends else f"operationsWish.{wish}")
