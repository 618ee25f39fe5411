"""Themes or departments, each with how many items it has."""

from kivy.uix.widget import Widget

from kiosk.catalogue.catalogue import Group
from kiosk.loop import Stage
from kiosk.steps.finding import ChooseGroup
from screens import tokens
from screens.base import Screen
from screens.parts.box import Column, grid
from screens.parts.button import QUIET, Pressable
from screens.parts.notice import notice
from screens.parts.pages import below
from screens.parts.terms import group_name
from screens.parts.text import Text, fitted
from screens.parts.title import title


class ChooseGroupScreen(Screen):
    shows = (ChooseGroup,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, gap = self.look, self.look.mm(tokens.GAP)
        head = title(look, self.words(f"chooseGroup.{self.step.by}"), width)
        groups = self.step.catalogue.groups(self.step.by)
        if not groups:
            return Column(width, head, notice(look, self.words("chooseGroup.empty"), width), gap=gap)
        columns = 2 if look.portrait else 3
        each = (width - gap * (columns - 1)) // columns
        cells = [self._cell(group, each) for group in groups]
        rows = [grid(cells[at : at + columns], columns, gap, width) for at in range(0, len(cells), columns)]
        size, apart = (width, height), tokens.TIGHT * 1.5
        return below(look, self.words, [head], rows, size, page=self.page, turned=self._turned, gap=apart)

    def _cell(self, group: Group, width: float) -> Widget:
        look = self.look
        name = group_name(self.words, self.step.catalogue, self.step.by, group.code, group.name)
        count = Text(look, str(group.count), tokens.LARGE, colour=tokens.SOFT)
        room = width - count.width - look.mm(tokens.GAP * 2 + tokens.TIGHT)
        said = fitted(look, name, room, (tokens.LARGE, tokens.BODY, tokens.SMALL), 2, bold=True, colour=tokens.SIGN)
        height = max(look.mm(27), said.height + look.mm(tokens.GAP))
        return Pressable(
            look, said, count, press=self.answers(group.code), kind=QUIET, width=width, height=height, pad=tokens.GAP
        )

    def _turned(self, page: int) -> None:
        self.page = page
