"""Whole screens of one colour: a dead pixel is one that does not join in. A touch goes on; at the end it is asked."""

from typing import Any

from kivy.graphics import Color, Rectangle
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.widget import Widget

from kiosk.loop import Stage
from kiosk.steps.hands_on import DeadPixels
from screens import tokens
from screens.base import Screen
from screens.look.palette import rgba
from screens.parts.box import Panel, inner
from screens.parts.judge import judge
from screens.parts.text import Text

COLOURS = ("#ffffff", "#000000", "#ff0000", "#00ff00", "#0000ff", "#808080")


class DeadPixelsScreen(Screen):
    shows = (DeadPixels,)
    whole = True

    def begin(self, stage: Stage) -> None:
        del stage
        self.at = 0

    def draw(self, width: float, height: float) -> Widget:
        """The colours; then the question on the last of them."""
        over = self.at >= len(COLOURS)
        sheet = Sheet(COLOURS[-1 if over else self.at], width, height, None if over else self._on)
        if self.at == 0:
            hint = Text(self.look, self.words("deadPixels.how"), tokens.BODY, colour=tokens.SOFT)
            hint.pos_hint = {"center_x": 0.5, "center_y": 0.5}
            sheet.add_widget(hint)
        elif over:
            wide = min(width * 0.9, self.look.mm(230))
            room = inner(self.look, wide)
            asked = Text(self.look, self.words("deadPixels.asked"), tokens.LARGE, width=room, bold=True)
            plate = Panel(self.look, wide, asked, judge(self.look, self.words, self.answer, room), gap=tokens.GAP)
            plate.pos_hint = {"center_x": 0.5, "center_y": 0.5}
            sheet.add_widget(plate)
        return sheet

    def _on(self) -> None:
        self.at += 1
        self.redraw()


class Sheet(FloatLayout):
    """One colour, to the very edge."""

    def __init__(self, colour: str, width: float, height: float, touched: Any) -> None:
        super().__init__(size_hint=(None, None), size=(width, height))
        self.touched = touched
        with self.canvas.before:
            Color(*rgba(colour))
            Rectangle(size=self.size)

    def on_touch_up(self, touch: Any) -> bool:
        if self.touched is not None:
            self.touched()
            return True
        return bool(super().on_touch_up(touch))
