"""How a visit goes, for those who are here for the first time: four pictures and a sentence each."""

from kivy.uix.widget import Widget

from kiosk.stage import Stage
from kiosk.steps.help import ShowHelp
from screens import tokens
from screens.base import Screen
from screens.parts.actions import Action, actions
from screens.parts.box import Column, Panel, Row, Spring, inner
from screens.parts.button import PRIMARY
from screens.parts.icon import Icon
from screens.parts.pages import Pages
from screens.parts.text import fitted
from screens.parts.tile import common_size
from screens.parts.title import title

PARTS = (("bring", ("card",)), ("find", ("search",)), ("show", ("card", "next", "reader")), ("take", ("slip",)))
PICTURE = 34.0  # mm
SIZES = (tokens.LARGE, tokens.BODY, tokens.SMALL)


class ShowHelpScreen(Screen):
    shows = (ShowHelp,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, gap = self.look, self.look.mm(tokens.GAP)
        head = title(look, self.words("showHelp.title"), width)
        foot = actions(look, [Action(self.words("showHelp.on"), self.answer, PRIMARY, "tick")], width)
        left = height - head.height - foot.height - 3 * gap
        if look.crowded:
            cards = [self._flat(number, width) for number in range(len(PARTS))]
            pages = Pages(look, self.words, cards, width, left, page=self.page, turned=self._turned)
            return Column(width, head, pages, Spring(), foot, gap=gap, height=height)
        if look.portrait:
            each = (left - gap * (len(PARTS) - 1)) // len(PARTS)
            cards = [self._flat(number, width, each) for number in range(len(PARTS))]
            return Column(width, head, *cards, Spring(), foot, gap=gap, height=height)
        each = (width - gap * (len(PARTS) - 1)) // len(PARTS)
        cards = [self._tall(number, each, left) for number in range(len(PARTS))]
        return Column(width, head, Row(*cards, gap=gap, width=width), Spring(), foot, gap=gap, height=height)

    def _turned(self, page: int) -> None:
        self.page = page

    def _flat(self, number: int, width: float, height: float | None = None) -> Widget:
        """The picture before the words."""
        look, gap = self.look, self.look.mm(tokens.WIDE)
        room, side = inner(look, width), max(self._picture(each).width for each in range(len(PARTS)))
        picture = Row(Spring(), self._picture(number), Spring(), width=side)
        row = Row(picture, self._words(number, room - side - gap), gap=gap)
        return Panel(look, width, Spring(), row, Spring(), height=height) if height else Panel(look, width, row)

    def _tall(self, number: int, width: float, height: float) -> Widget:
        """The picture above the words."""
        look = self.look
        picture, words = self._picture(number), self._words(number, inner(look, width), "center")
        return Panel(look, width, picture, words, Spring(), height=height, gap=tokens.TIGHT, align="center")

    def _picture(self, number: int) -> Widget:
        """What to hold, or what to hold where."""
        _, icons = PARTS[number]
        size = PICTURE if len(icons) == 1 else PICTURE * 0.72
        drawn = [
            Icon(self.look, icon, size * (0.4 if icon == "next" else 1), tokens.SEAL if icon == "next" else tokens.BLUE)
            for icon in icons
        ]
        return Row(*drawn, gap=self.look.mm(tokens.TIGHT), height=self.look.mm(PICTURE))

    def _words(self, number: int, width: float, align: str = "left") -> Column:
        look, said = self.look, self.words
        name, _ = PARTS[number]
        headings = [self._heading(each) for each in range(len(PARTS))]
        size, more = common_size(look, headings, width), said(f"showHelp.{name}_more")
        return Column(
            width,
            fitted(look, headings[number], width, (size,), 2, bold=True, colour=tokens.SIGN, align=align),
            fitted(look, more, width, SIZES if align == "left" and not look.crowded else SIZES[1:], 3, align=align),
            gap=look.mm(tokens.TIGHT),
        )

    def _heading(self, number: int) -> str:
        name, _ = PARTS[number]
        return self.words("showHelp.step", number=number + 1, what=self.words(f"showHelp.{name}"))
