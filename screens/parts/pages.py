"""Blocks spread over pages that are turned by large buttons or by a swipe: nothing is ever half on the screen."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts.box import Blank, Column, Row, Spring
from screens.parts.button import QUIET, PushButton
from screens.parts.text import Text

Drawn = TypeVar("Drawn", bound=Widget)
Choice = TypeVar("Choice")
SWIPE = 20.0  # mm that a finger goes up or down to turn the page


class Pages(BoxLayout):
    """A given room, filled page by page. `page` is where it starts; `turned` is told where it goes."""

    def __init__(
        self,
        look: Look,
        words: Words,
        blocks: Sequence[Widget],
        width: float,
        height: float,
        *,
        gap: float = tokens.TIGHT,
        page: int = 0,
        turned: Callable[[int], None] = lambda _: None,
    ) -> None:
        super().__init__(orientation="vertical", size_hint=(None, None), size=(width, height))
        self.look, self.words, self.turned, self.gap = look, words, turned, look.mm(gap)
        self.sheets = self._sheets(blocks, height)
        self.page = min(page, len(self.sheets) - 1)
        self._fill()

    def turn(self, by: int) -> None:
        """Show the page before or after."""
        to = self.page + by
        if 0 <= to < len(self.sheets):
            self.page = to
            self.turned(to)
            self._fill()

    def on_touch_up(self, touch: Any) -> bool:
        distance = touch.y - touch.oy
        if self.collide_point(*touch.opos) and abs(distance) > self.look.mm(SWIPE) > abs(touch.x - touch.ox):
            self.turn(1 if distance > 0 else -1)
            return True
        return super().on_touch_up(touch)

    def wipe(self) -> None:
        """Forget the pages that are not shown, too."""
        self.sheets = [[]]
        self.turned = lambda _: None

    def _sheets(self, blocks: Sequence[Widget], height: float) -> list[list[Widget]]:
        if self._tall(blocks) <= height:
            return [list(blocks)]
        room = height - bar(self.look)
        sheets: list[list[Widget]] = [[]]
        for block in blocks:
            if sheets[-1] and self._tall([*sheets[-1], block]) > room:
                sheets.append([])
            sheets[-1].append(block)
        return sheets

    def _tall(self, blocks: Sequence[Widget]) -> float:
        return stacked(blocks, self.gap)

    def _fill(self) -> None:
        self.clear_widgets()
        blocks = self.sheets[self.page]
        for block in blocks:
            if block.parent:
                block.parent.remove_widget(block)
        self.add_widget(Column(self.width, *blocks, gap=self.gap))
        self.add_widget(Spring())
        if len(self.sheets) > 1:
            self.add_widget(self._bar())

    def _bar(self) -> Widget:
        look, last = self.look, len(self.sheets) - 1
        said = self.words("pages.where", page=self.page + 1, count=last + 1)
        where = Text(look, said, tokens.SMALL if look.crowded else tokens.BODY, colour=tokens.SOFT)
        wide = min(look.mm(76), (self.width - where.width) / 2 - look.mm(tokens.TIGHT))
        return Column(
            self.width,
            Blank(height=look.mm(tokens.TIGHT)),
            Row(
                self._button("pages.before", "up", wide, -1 if self.page else 0),
                Spring(),
                where,
                Spring(),
                self._button("pages.after", "down", wide, 1 if self.page < last else 0),
                width=self.width,
            ),
        )

    def _button(self, key: str, icon: str, wide: float, by: int) -> PushButton:
        press = (lambda: self.turn(by)) if by else None
        return PushButton(self.look, self.words(key), press, width=wide, kind=QUIET, icon=icon, size=tokens.BODY * 1.1)


def below(
    look: Look,
    words: Words,
    head: Sequence[Widget],
    blocks: Sequence[Widget],
    size: tuple[float, float],
    *,
    gap: float = tokens.TIGHT,
    page: int = 0,
    turned: Callable[[int], None] = lambda _: None,
) -> Widget:
    """Pages of blocks under a heading that stays. Where it leaves them no room, it is a part of the first page."""
    (width, height), space = size, look.mm(tokens.GAP)
    left = height - sum(one.height + space for one in head)
    if not fits(look, blocks, left, look.mm(gap)):
        return Pages(look, words, [*head, *blocks], width, height, gap=tokens.GAP, page=page, turned=turned)
    pages = Pages(look, words, blocks, width, left, gap=gap, page=page, turned=turned)
    return Column(width, *head, pages, gap=space) if head else pages


def fits(look: Look, blocks: Sequence[Widget], height: float, gap: float) -> bool:
    """Whether so many pixels are enough, at least page by page."""
    return stacked(blocks, gap) <= height or max((one.height for one in blocks), default=0) <= height - bar(look)


def at_most(most: float, draw: Callable[[Choice], Drawn], choices: Sequence[Choice]) -> Drawn:
    """A block by the first of these choices, such as sizes of type, by which it is no taller; else by the last."""
    for choice in choices[:-1]:
        if (drawn := draw(choice)).height <= most:
            return drawn
    return draw(choices[-1])


def stacked(blocks: Sequence[Widget], gap: float) -> float:
    """The height of blocks below each other."""
    return sum(block.height for block in blocks) + gap * max(0, len(blocks) - 1)


def bar(look: Look) -> float:
    """The height of the buttons that turn pages, and of the room above them."""
    return look.mm(tokens.TARGET) + look.mm(tokens.TIGHT)
