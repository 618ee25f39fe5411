"""A field in which a finger writes a character: the strokes appear as it moves, and each is told when it is lifted."""

from collections.abc import Callable, Sequence
from typing import Any

from kivy.graphics import Color, InstructionGroup, Line
from kivy.uix.widget import Widget

from kiosk.writing.draft import Point
from screens import tokens
from screens.look import Look
from screens.parts.box import Ground
from screens.parts.press import Press

INK_WIDTH = 1.6  # mm, half of a stroke's breadth


class WritingField(Press, Widget):
    """A square. `written` is told each stroke, in pixels from its upper left corner, and the square's side."""

    def __init__(self, look: Look, side: float, written: Callable[[tuple[Point, ...], int], None]) -> None:
        super().__init__(size_hint=(None, None), size=(side, side))
        self.look, self.written = look, written
        self.ground = Ground(look, self, tokens.CARD, tokens.BLUE)
        self.strokes: list[tuple[Point, ...]] = []
        self.line: Line | None = None  # the one that a finger is drawing
        with self.canvas:
            self.guides = InstructionGroup()
            self.ink = InstructionGroup()
        self.bind(pos=self._draw)
        self._draw()

    def show(self, strokes: Sequence[tuple[Point, ...]], side: int) -> None:
        """These strokes, as they were written in a square of this side."""
        share = self.width / side
        self.strokes = [tuple((round(x * share), round(y * share)) for x, y in stroke) for stroke in strokes]
        self._draw()

    def on_touch_down(self, touch: Any) -> bool:
        if not self.collide_point(*touch.pos):
            return False
        if self.held is None:
            touch.grab(self)
            self.held = touch.uid
            self.line = self._line([*touch.pos, touch.x + 1, touch.y])  # a dot is a stroke, too
            self.ink.add(self.line)
        return True

    def on_touch_move(self, touch: Any) -> bool:
        if touch.grab_current is not self or self.line is None:
            return False
        self.line.points = [*self.line.points, *self._within(touch)]
        return True

    def on_touch_up(self, touch: Any) -> bool:
        if touch.grab_current is not self:
            return super().on_touch_up(touch)
        touch.ungrab(self)
        line = self.line
        self.let_go()
        if line is not None and self.get_parent_window():
            points = line.points
            self.written(tuple(map(self._from_corner, points[::2], points[1::2])), round(self.width))
        return True

    def let_go(self) -> None:
        self.held, self.line = None, None

    def look_pressed(self, down: bool) -> None:
        """The ink shows it."""

    def wipe(self) -> None:
        """Forget what was written."""
        self.strokes, self.line = [], None
        self.ink.clear()

    def _within(self, touch: Any) -> tuple[float, float]:
        return min(max(touch.x, self.x), self.right), min(max(touch.y, self.y), self.top)

    def _from_corner(self, x: float, y: float) -> Point:
        return round(x - self.x), round(self.top - y)

    def _draw(self, *_: Any) -> None:
        (left, right, low, high), (x, y) = (self.x, self.right, self.y, self.top), self.center
        self.guides.clear()
        self.guides.add(Color(*self.look.rgba(tokens.LINE)))
        for points in ((x, low, x, high), (left, y, right, y)):
            self.guides.add(Line(points=points, width=1.1, dash_length=6, dash_offset=6))
        self.ink.clear()
        self.ink.add(Color(*self.look.rgba(tokens.INK)))
        for stroke in self.strokes:
            self.ink.add(self._line([at for px, py in stroke for at in (self.x + px, self.top - py)]))

    def _line(self, points: list[float]) -> Line:
        return Line(points=points, width=self.look.mm(INK_WIDTH), cap="round", joint="round")
