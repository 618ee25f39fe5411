"""The loudspeakers: a tone from the left, from the right and from both, and whether it is heard there."""

from kivy.uix.widget import Widget

from kiosk.steps.hands_on import Listen, Side
from screens import tokens
from screens.base import Screen
from screens.parts.box import Column, Row, Spring
from screens.parts.judge import judge
from screens.parts.tile import Tile
from screens.parts.title import title

ICONS = {Side.LEFT: "back", Side.BOTH: "globe", Side.RIGHT: "next"}


class ListenScreen(Screen):
    shows = (Listen,)

    def draw(self, width: float, height: float) -> Widget:
        look, said, gap = self.look, self.words, self.look.mm(tokens.GAP)
        head = title(look, said("listen.title"), width, said("listen.how"))
        each = (width - 2 * gap) // 3
        tall = min(look.mm(110), height * 0.45)
        tiles = [
            Tile(
                look, icon, said(f"side.{side}"), said("listen.played") if side in self.step.played else "",
                self.answers(side), width=each, height=tall, size=tokens.LARGE,
            )
            for side, icon in ICONS.items()
        ]  # fmt: skip
        foot = judge(look, said, self.answer, width)
        row = Row(*tiles, gap=gap, width=width)
        return Column(width, head, Spring(), row, Spring(), foot, gap=gap, height=height)
