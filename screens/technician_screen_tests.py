"""The tests of the panel itself, and what they have come to in this visit to the room."""

from kivy.uix.widget import Widget

from kiosk.steps.room import ChooseScreenTest, ScreenTest
from screens import tokens
from screens.base import Screen
from screens.parts import health
from screens.parts.box import Column
from screens.parts.tile import Line
from screens.parts.title import title


class ChooseScreenTestScreen(Screen):
    shows = (ChooseScreenTest,)

    def draw(self, width: float, height: float) -> Widget:
        del height
        look, said = self.look, self.words
        head = title(look, said("chooseScreenTest.title"), width)
        made = dict(self.step.made)
        lines = [
            Line(
                look, said(f"screenTest.{test}"),
                health.tested(said, made[test]) if test in made else said(f"screenTest.{test}_how"),
                self.answers(test), width=width, icon="tick" if test in made else "next",
            )
            for test in ScreenTest
        ]  # fmt: skip
        return Column(width, head, *lines, gap=look.mm(tokens.GAP))
