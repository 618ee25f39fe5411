"""Bars of colour and steps of grey: is each one there, and can each be told from its neighbour?"""

from kivy.graphics import Color, Rectangle
from kivy.uix.widget import Widget

from kiosk.steps.hands_on import Colours
from screens import tokens
from screens.base import Screen
from screens.look.palette import rgba
from screens.parts.box import Blank, Column, Spring
from screens.parts.judge import judge
from screens.parts.title import title

BARS = ("#ffffff", "#ffff00", "#00ffff", "#00ff00", "#ff00ff", "#ff0000", "#0000ff", "#000000")
GREYS, FINE = 11, 32  # steps of the coarse and of the fine scale
SHADES = ("#ff0000", "#00ff00", "#0000ff")


class ColoursScreen(Screen):
    shows = (Colours,)

    def draw(self, width: float, height: float) -> Widget:
        look, gap = self.look, self.look.mm(tokens.GAP)
        head = title(look, self.words("colours.title"), width, self.words("colours.how"))
        foot = judge(look, self.words, self.answer, width)
        each = (height - head.height - foot.height - 8 * gap) // 6
        strips = [
            strip([rgba(colour) for colour in BARS], width, each),
            strip([_grey(step / (GREYS - 1)) for step in range(GREYS)], width, each),
            strip([_grey(step / (FINE - 1)) for step in range(FINE)], width, each),
            *(strip(_shades(one), width, each) for one in SHADES),
        ]
        return Column(width, head, *strips, Spring(), foot, gap=gap, height=height)


def _grey(share: float) -> tuple[float, float, float]:
    return share, share, share


def _shades(colour: str) -> list[tuple[float, ...]]:
    """From black to a colour."""
    return [tuple(part * step / (FINE - 1) for part in rgba(colour)[:3]) for step in range(FINE)]


def strip(colours: list[tuple[float, ...]], width: float, height: float) -> Widget:
    """Colours side by side."""
    part = Blank(width, height)
    follow: list[tuple[Rectangle, float]] = []
    with part.canvas:
        for number, colour in enumerate(colours):
            Color(*colour[:3], 1)
            left, right = round(width * number / len(colours)), round(width * (number + 1) / len(colours))
            follow.append((Rectangle(size=(right - left, height)), left))

    def move(*_: object) -> None:
        for rectangle, left in follow:
            rectangle.pos = part.x + left, part.y

    part.bind(pos=move)
    move()
    return part
