"""The ring around what the keys are at: dark and light side by side, so that one of both stands out from any ground."""

from typing import Any

from kivy.graphics import Color, Line
from kivy.uix.widget import Widget
from kivy.utils import get_color_from_hex

from screens import tokens
from screens.look import Look

DARK, LIGHT = "#000000", "#ffd400"  # in every style
WIDE = 1.4  # mm of each


class Ring:
    """Drawn over everything on a frame; follows its item until it is put elsewhere."""

    def __init__(self, look: Look, frame: Widget) -> None:
        self.look, self.item = look, None
        wide = look.mm(WIDE)
        with frame.canvas.after:
            self.inks = [Color(*get_color_from_hex(colour)[:3], 0) for colour in (DARK, LIGHT)]
            self.lines = [Line(width=wide), Line(width=wide / 2)]
        frame.canvas.after.clear()
        for ink, line in zip(self.inks, self.lines, strict=True):
            frame.canvas.after.add(ink)
            frame.canvas.after.add(line)

    def put(self, item: Any) -> None:
        """Around this; None: nowhere."""
        if self.item is not None:
            self.item.unbind(pos=self._follow, size=self._follow)
        self.item = item
        for ink in self.inks:
            ink.a = 0 if item is None else 1
        if item is not None:
            item.bind(pos=self._follow, size=self._follow)
            self._follow()

    def _follow(self, *_: Any) -> None:
        (x, y), (width, height), out = self.item.pos, self.item.size, self.look.mm(WIDE) / 2
        corner = self.look.mm(tokens.RADIUS)
        for line in self.lines:
            line.rounded_rectangle = (x - out, y - out, width + 2 * out, height + 2 * out, corner)
