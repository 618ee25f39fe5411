"""Boxes: columns and rows that know their size from what is in them, and panels with a ground and an edge."""

from collections.abc import Iterable, Sequence
from typing import Any

from kivy.graphics import Color, SmoothRoundedRectangle
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from screens import tokens
from screens.look import Look


class Spring(Widget):
    """Takes the room that is left."""


class Blank(Widget):
    """Keeps some room free."""

    def __init__(self, width: float = 1, height: float = 1) -> None:
        super().__init__(size_hint=(None, None), size=(width, height))


class Column(BoxLayout):
    """Parts below each other. As high as they are, or of a given height with springs between them."""

    def __init__(
        self,
        width: float,
        *parts: Widget,
        gap: float = 0,
        pad: float = 0,
        height: float | None = None,
        align: str = "left",
    ) -> None:
        tall = sum(part.height for part in parts if part.size_hint_y is None) + gap * max(0, len(parts) - 1) + 2 * pad
        super().__init__(
            orientation="vertical", spacing=gap, padding=pad, size_hint=(None, None), size=(width, height or tall)
        )
        for part in parts:
            part.pos_hint = {"center_x": 0.5} if align == "center" else {"x": 0}
            self.add_widget(part)


class Row(BoxLayout):
    """Parts beside each other, middle on middle. As wide as they are, or of a given width with springs between them."""

    def __init__(
        self,
        *parts: Widget,
        gap: float = 0,
        pad: float = 0,
        width: float | None = None,
        height: float | None = None,
        top: bool = False,
    ) -> None:
        wide = sum(part.width for part in parts if part.size_hint_x is None) + gap * max(0, len(parts) - 1) + 2 * pad
        tall = max((part.height for part in parts if part.size_hint_y is None), default=1) + 2 * pad
        super().__init__(spacing=gap, padding=pad, size_hint=(None, None), size=(width or wide, height or tall))
        for part in parts:
            part.pos_hint = {"top": 1} if top else {"center_y": 0.5}
            self.add_widget(part)


class Ground:
    """A rounded ground with an edge behind a widget, which it follows."""

    def __init__(
        self, look: Look, owner: Widget, colour: str, edge: str | None = None, radius: float = tokens.RADIUS
    ) -> None:
        self.look, self.owner, self.edge_width = look, owner, look.mm(tokens.HAIR) if edge else 0
        corner = look.mm(radius) if radius else 0
        with owner.canvas.before:
            self.edge_colour = Color(*look.rgba(edge or colour))
            self.edge = SmoothRoundedRectangle(radius=[corner])
            self.colour = Color(*look.rgba(colour))
            self.fill = SmoothRoundedRectangle(radius=[max(0, corner - self.edge_width)])
        owner.bind(pos=self._follow, size=self._follow)
        self._follow()

    def paint(self, colour: str) -> None:
        self.colour.rgba = self.look.rgba(colour)
        if not self.edge_width:
            self.edge_colour.rgba = self.look.rgba(colour)

    def _follow(self, *_: Any) -> None:
        (x, y), (width, height), edge = self.owner.pos, self.owner.size, self.edge_width
        self.edge.pos, self.edge.size = (x, y), (width, height)
        self.fill.pos, self.fill.size = (x + edge, y + edge), (max(1, width - 2 * edge), max(1, height - 2 * edge))


class Panel(Column):
    """A column on a ground of its own."""

    def __init__(
        self,
        look: Look,
        width: float,
        *parts: Widget,
        colour: str = tokens.CARD,
        edge: str | None = tokens.LINE,
        gap: float = tokens.TIGHT,
        pad: float = tokens.GAP,
        height: float | None = None,
        align: str = "left",
        radius: float = tokens.RADIUS,
    ) -> None:
        super().__init__(width, *parts, gap=look.mm(gap), pad=look.mm(pad), height=height, align=align)
        self.ground = Ground(look, self, colour, edge, radius)


def inner(look: Look, width: float, pad: float = tokens.GAP) -> float:
    """The width that is left for what stands in a panel."""
    return width - 2 * look.mm(pad)


def level(parts: Sequence[Widget]) -> Sequence[Widget]:
    """The parts, all as high as the highest."""
    tall = max((part.height for part in parts), default=0)
    for part in parts:
        part.height = tall
    return parts


def grid(parts: Iterable[Widget], columns: int, gap: float, width: float) -> Column:
    """Parts of the same width in rows; those in a row become equally high."""
    cells = list(parts)
    for at in range(0, len(cells), columns):
        level(cells[at : at + columns])
    rows = [Row(*cells[at : at + columns], gap=gap, width=width, top=True) for at in range(0, len(cells), columns)]
    for row in rows:
        row.add_widget(Spring())
    return Column(width, *rows, gap=gap)
