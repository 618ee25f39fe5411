"""The day at a glance: how many came and when, what was done, what failed; to be taken along as a table."""

from io import BytesIO
from pathlib import Path

from kivy.uix.widget import Widget
from PIL import Image

from kiosk.health.today import Day, Deed
from kiosk.loop import Stage
from kiosk.steps.records import SaveTo, TodayPage
from screens import tokens
from screens.base import Screen
from screens.look.pictures import picture
from screens.parts import health, trouble
from screens.parts.actions import Action, actions
from screens.parts.box import Column, Panel, Row, Spring, inner
from screens.parts.button import PRIMARY, SECONDARY
from screens.parts.facts import fact
from screens.parts.icon import Picture
from screens.parts.notice import BAD, GOOD, INFO, notice
from screens.parts.pages import Pages
from screens.parts.text import Text, fitted
from screens.parts.title import title

FOLDERS = 2  # that are offered: a plugged-in stick first
SHARE = 0.48  # of a line, for what it is about
PLOT = 0.34  # of the height of a tall panel
GREAT = ("tickets", "booked", "slips")  # told large, beside the visits


class TodayPageScreen(Screen):
    shows = (TodayPage,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, said, gap, day = self.look, self.words, self.look.mm(tokens.GAP), self.step.day
        head = title(look, said("today.title"), width, said("today.as_of", time=said.clock(day.now.time())))
        told = self._told(width)
        foot = actions(look, self._choices(), width, height=tokens.TARGET)
        left = height - head.height - foot.height - sum(one.height + gap for one in told) - 2 * gap
        return Column(width, head, *told, self._whole(day, width, left), foot, gap=gap)

    def _whole(self, day: Day, width: float, height: float) -> Widget:
        look, gap = self.look, self.look.mm(tokens.GAP)
        if not day.visits and not day.deeds and not day.faults:
            empty = notice(look, self.words("today.nobody"), width, INFO)
            return Column(width, empty, Spring(), height=height)
        if look.portrait:
            great = self._great(day, width)
            plot = self._plot(width, round(height * PLOT))
            lines = self._lines(day, width, height - great.height - sum(one.height + gap for one in plot) - gap)
            return Column(width, great, *plot, lines, gap=gap, height=height)
        half = (width - gap) // 2
        great = self._great(day, half)
        plot = self._plot(half, height - great.height - 2 * gap)
        left = Column(half, great, *plot, Spring(), gap=gap, height=height)
        return Row(left, self._lines(day, half, height), gap=gap, width=width, height=height)

    def _great(self, day: Day, width: float) -> Widget:
        """The numbers that are asked for first."""
        look, said, gap = self.look, self.words, self.look.mm(tokens.GAP)
        done = {deed.what: deed.done for deed in day.deeds}
        told = [("today.visits", day.visits), *((f"deed.{what}", done.get(what, 0)) for what in GREAT)]
        each = (width - gap * (len(told) - 1)) // len(told)
        room = inner(look, each, tokens.TIGHT)
        panels = [
            Panel(
                look,
                each,
                fitted(
                    look,
                    str(count),
                    room,
                    (tokens.GREAT, tokens.TITLE, tokens.LARGE),
                    1,
                    bold=True,
                    colour=tokens.SIGN,
                    align="center",
                ),
                fitted(look, said(key), room, (tokens.BODY, tokens.SMALL), 2, colour=tokens.SOFT, align="center"),
                pad=tokens.TIGHT,
                gap=tokens.TIGHT,
                align="center",
            )
            for key, count in told
        ]
        tall = max(one.height for one in panels)
        for one in panels:
            one.height = tall
        return Row(*panels, gap=gap, width=width)

    def _plot(self, width: float, height: float) -> list[Widget]:
        if not self.step.png or height <= 0:
            return []
        image = Image.open(BytesIO(self.step.png))
        scale = min(width / image.width, height / image.height)
        drawn = Picture(picture(image.resize((int(image.width * scale), int(image.height * scale)))))
        return [Row(Spring(), drawn, Spring(), width=width)]

    def _lines(self, day: Day, width: float, height: float) -> Widget:
        look, said = self.look, self.words
        lines: list[Widget] = [self._deed(deed, width) for deed in day.deeds]
        for role, count in day.faults:
            out = said("today.out", device=health.name(said, role))
            lines.append(fact(look, out, said("today.times", count=count), width, share=SHARE))
        if not day.faults:
            lines.append(Text(look, said("today.sound"), tokens.BODY, width=width, colour=tokens.GOOD))
        return Pages(look, said, lines, width, height, page=self.page, turned=self._turned)

    def _deed(self, deed: Deed, width: float) -> Widget:
        said = self.words
        failed = said("today.of_these_failed", count=deed.failed) if deed.failed else ""
        told = said("list.dot").join(one for one in (said("today.times", count=deed.done), failed) if one)
        return fact(self.look, said(f"deed.{deed.what}"), told, width, share=SHARE)

    def _told(self, width: float) -> list[Widget]:
        look, said, step = self.look, self.words, self.step
        if step.trouble is not None:
            known = isinstance(step.trouble, TimeoutError)
            why = trouble.what(step.trouble, said) if known else said("readinessPage.not_saved")
            return [notice(look, why, width, BAD)]
        if step.saved is not None:
            return [notice(look, said("readinessPage.saved", file=health.shortened(str(step.saved), 90)), width, GOOD)]
        return []

    def _choices(self) -> list[Action]:
        said = self.words
        saves = [
            Action(self._where(folder), self.answers(SaveTo(folder)), SECONDARY)
            for folder in self.step.folders[:FOLDERS]
        ]
        return [Action(said("today.again"), self.answers(None), PRIMARY), *saves]

    def _where(self, folder: Path) -> str:
        return self.words("today.save", folder=health.shortened(folder.name or str(folder), 18))

    def _turned(self, page: int) -> None:
        self.page = page
