"""Days, and the half-hours of a day with what is left of each."""

from collections.abc import Sequence
from datetime import date

from kivy.uix.widget import Widget

from kiosk.loop import Stage
from kiosk.model.appointments import Slot
from kiosk.steps.appointments import ChooseSlot
from screens import tokens
from screens.base import Screen
from screens.parts import trouble
from screens.parts.box import Column, grid
from screens.parts.button import CHOSEN, QUIET, SECONDARY, PushButton, abreast
from screens.parts.notice import WARN, notice
from screens.parts.pages import below
from screens.parts.times import span
from screens.parts.title import title

MOST_DAYS = 10


class ChooseSlotScreen(Screen):
    shows = (ChooseSlot,)

    def begin(self, stage: Stage) -> None:
        """At the day that Back has undone, else the first day with a place."""
        undone = stage.taken_back
        free = [slot.day for slot in stage.step.slots if slot.left]
        self.day = undone.day if isinstance(undone, Slot) else min(free, default=None)
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, said, step, gap = self.look, self.words, self.step, self.look.mm(tokens.GAP)
        head: list[Widget] = [title(look, said("chooseSlot.title"), width, said.name(step.item_name, step.item_names))]
        if step.trouble:
            head.append(
                notice(look, trouble.what(step.trouble, said), width, WARN, more=trouble.you(step.trouble, said))
            )
        days = sorted({slot.day for slot in step.slots})[:MOST_DAYS]
        if not days or self.day is None:
            return Column(
                width,
                *head,
                notice(look, said("chooseSlot.empty"), width, WARN, more=said("chooseSlot.empty_more")),
                gap=gap,
            )
        head.append(self._days(days, width))
        times = self._times([slot for slot in step.slots if slot.day == self.day], width)
        size = (width, height)
        return below(look, said, head, times, size, gap=tokens.GAP, page=self.page, turned=self._turned)

    def _days(self, days: Sequence[date], width: float) -> Widget:
        gap = self.look.mm(tokens.TIGHT)
        most = min(len(days), 5 if self.look.portrait else MOST_DAYS)
        names = [line for day in days for line in self._name(day).split("\n")]
        columns = abreast(self.look, names, width, tokens.BODY, most)
        each = (width - gap * (columns - 1)) // columns
        return grid([self._day(day, each) for day in days], columns, gap, width)

    def _day(self, day: date, width: float) -> PushButton:
        """A day without a place can still be looked at."""
        free = sum(slot.left for slot in self.step.slots if slot.day == day)
        note = "" if free else self.words("chooseSlot.full")
        kind = CHOSEN if day == self.day else QUIET
        height = self.look.mm(30 if self.look.portrait else 28)
        return PushButton(
            self.look,
            self._name(day),
            lambda: self._choose(day),
            width=width,
            height=height,
            kind=kind,
            size=tokens.BODY,
            note=note,
        )

    def _name(self, day: date) -> str:
        return f"{self.words.weekday(day)}\n{self.words.day_of_month(day)}"

    def _choose(self, day: date) -> None:
        self.day, self.page = day, 0
        self.redraw()

    def _times(self, slots: Sequence[Slot], width: float) -> list[Widget]:
        gap, look = self.look.mm(tokens.GAP), self.look
        most = 3 if look.portrait else 5
        columns = abreast(look, [span(slot, self.words) for slot in slots], width, tokens.BODY, most)
        each = (width - gap * (columns - 1)) // columns
        cells = [self._slot(slot, each) for slot in sorted(slots, key=lambda slot: slot.start)]
        return [grid(cells[at : at + columns], columns, gap, width) for at in range(0, len(cells), columns)]

    def _slot(self, slot: Slot, width: float) -> PushButton:
        note = self.words("chooseSlot.left", count=slot.left) if slot.left else self.words("chooseSlot.full")
        press = self.answers(slot) if slot.left else None
        height = self.look.mm(40 if self.look.portrait else 30)
        return PushButton(
            self.look,
            span(slot, self.words),
            press,
            width=width,
            height=height,
            kind=SECONDARY,
            note=note,
            size=tokens.LARGE,
        )

    def _turned(self, page: int) -> None:
        self.page = page
