"""The whole guide of one item in five parts, and what can be done with it here and now."""

from kivy.uix.widget import Widget

from kiosk.loop import Stage
from kiosk.steps.finding import ShowGuide
from screens import tokens
from screens.base import Screen
from screens.parts.actions import actions
from screens.parts.box import Column, Row, level
from screens.parts.button import CHOSEN, QUIET, PushButton
from screens.parts.guide_parts import PARTS, Guide
from screens.parts.item_actions import ItemActions
from screens.parts.pages import below
from screens.parts.terms import item_name
from screens.parts.text import Text, fitted

SIDE = 0.3  # of the width is for the buttons on a wide panel


class ShowGuideScreen(Screen):
    shows = (ShowGuide,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.part, self.page = PARTS[0], 0

    def draw(self, width: float, height: float) -> Widget:
        look, gap = self.look, self.look.mm(tokens.GAP)
        choices = ItemActions(self.step.item, self.stage.services, self.words, self.answers)
        if look.portrait:
            foot = self._grid(choices, width)
            return Column(width, self._guide(width, height - foot.height - gap), foot, gap=gap)
        side, listed = round(width * SIDE), [*choices.main(), *choices.more()]
        tall = min(32.0, look.measure.in_mm(height) / max(1, len(listed)) - tokens.GAP - 9) / look.measure.growth
        buttons = actions(look, listed, side, beside=False, height=tall)
        guide = self._guide(width - side - 2 * gap, height)
        return Row(guide, buttons, gap=2 * gap, width=width, height=height, top=True)

    def _grid(self, choices: ItemActions, width: float) -> Widget:
        """The main ones large, the others side by side below."""
        look, main = self.look, choices.main()
        rows = [actions(look, main[::-1], width, beside=True)] if main else []
        more = actions(look, choices.more()[::-1], width, beside=True, height=24.0)
        return Column(width, *rows, more, gap=look.mm(tokens.GAP))

    def _guide(self, width: float, height: float) -> Widget:
        look = self.look
        sizes = (tokens.TITLE, tokens.LARGE, tokens.BODY)
        name = fitted(look, item_name(self.words, self.step.item), width, sizes, 2, bold=True, colour=tokens.SIGN)
        head: list[Widget] = [name]
        if self.step.item.sample:
            head.append(Text(look, self.words("sample.notice"), tokens.SMALL, width=width, colour=tokens.SEAL))
        top = Column(width, *head)
        tabs = self._tabs(width)
        blocks = Guide(look, self.words, self.step.item, self.step.catalogue, width).part(self.part)
        size = (width, height)
        return below(look, self.words, [top, tabs], blocks, size, page=self.page, turned=self._turned)

    def _tabs(self, width: float) -> Widget:
        gap = self.look.mm(tokens.TIGHT)
        each = (width - gap * (len(PARTS) - 1)) // len(PARTS)
        return Row(*level([self._tab(name, each) for name in PARTS]), gap=gap, width=width)

    def _tab(self, name: str, width: float) -> PushButton:
        kind = CHOSEN if name == self.part else QUIET
        text = self.words(f"showGuide.{name}")
        return PushButton(self.look, text, lambda: self._choose(name), width=width, kind=kind, size=tokens.BODY * 1.1)

    def _choose(self, name: str) -> None:
        self.part, self.page = name, 0
        self.redraw()

    def _turned(self, page: int) -> None:
        self.page = page
