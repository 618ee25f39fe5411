"""The items of one theme or department."""

from kivy.uix.widget import Widget

from kiosk.catalogue.catalogue import BOOKABLE
from kiosk.loop import Stage
from kiosk.steps.finding import ChooseItem
from screens import tokens
from screens.base import Screen
from screens.parts.box import Column, grid
from screens.parts.notice import notice
from screens.parts.pages import below
from screens.parts.terms import department_name, group_name, item_name
from screens.parts.tile import Line
from screens.parts.title import title


class ChooseItemScreen(Screen):
    shows = (ChooseItem,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, step, gap = self.look, self.step, self.look.mm(tokens.GAP)
        items = step.catalogue.group(step.by, step.group)
        told = "chooseItem.book" if step.by == BOOKABLE else "chooseItem.count"
        head = title(look, self._group(), width, self.words(told, count=len(items)))
        if not items:
            return Column(width, head, notice(look, self.words("chooseItem.empty"), width), gap=gap)
        columns = 1 if look.portrait else 2
        each = (width - gap * (columns - 1)) // columns
        cells = [
            Line(look, item_name(self.words, item), self._more(item), self.answers(item), width=each) for item in items
        ]
        rows = [grid(cells[at : at + columns], columns, gap, width) for at in range(0, len(cells), columns)]
        return below(look, self.words, [head], rows, (width, height), page=self.page, turned=self._turned)

    def _group(self) -> str:
        if self.step.by == BOOKABLE:
            return self.words("chooseItem.bookable")
        catalogue, by = self.step.catalogue, self.step.by
        chinese = next((one.name for one in catalogue.groups(by) if one.code == self.step.group), self.step.group)
        return group_name(self.words, catalogue, by, self.step.group, chinese)

    def _more(self, item: object) -> str:
        return "" if self.step.by == "department" else department_name(self.words, self.step.catalogue, item)

    def _turned(self, page: int) -> None:
        self.page = page
