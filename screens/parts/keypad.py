"""A keyboard of letters and digits for pinyin, initials and English, as large as the room allows."""

from collections.abc import Callable
from math import inf

from kivy.uix.widget import Widget

from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts.box import Column, Ground, Row, Spring
from screens.parts.button import QUIET, SECONDARY, PushButton
from screens.parts.press import DRIFT, Press
from screens.parts.text import Text

ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
SPACE, ERASE, CLEAR = " ", "erase", "clear"
KEY_RATIO = 0.96  # a key's height to its width


def typed(before: str, key: str, most: int) -> str:
    """What stands there after a key or a finished text: at most so many characters."""
    if key == CLEAR:
        return ""
    return before[:-1] if key == ERASE else (before + key)[:most]


class Key(Press, Text):
    """One letter that can be pressed. It is no box with a text in it: forty of those take too long to make."""

    def __init__(self, look: Look, letter: str, press: Callable[[], None], width: float, height: float) -> None:
        fits = look.fonts.line(look.em(tokens.LARGE), bold=True) <= height
        size = tokens.LARGE if fits else tokens.SMALL
        super().__init__(look, letter, size, width=width, colour=QUIET.ink, bold=True, align="center")
        self.height = height
        self.on_press, self.drift = press, look.mm(DRIFT)
        self.ground = Ground(look, self, QUIET.ground, QUIET.edge)

    def look_pressed(self, down: bool) -> None:
        self.ground.paint(QUIET.down if down else QUIET.ground)

    def wipe(self) -> None:
        super().wipe()
        self.on_press = None


def keypad(
    look: Look, words: Words, width: float, pressed: Callable[[str], None], *, most: float = 26.0, room: float = inf
) -> Column:
    """`pressed` is told a character, or ERASE or CLEAR. A key is at most `most` mm high, all together `room` pixels."""
    gap = look.mm(1.6)
    wide = (width - gap * (len(ROWS[0]) - 1)) // len(ROWS[0])
    tall = min(wide * KEY_RATIO, look.mm(most), (room - gap * len(ROWS)) // (len(ROWS) + 1))

    def key(name: str) -> Widget:
        return Key(look, name.upper(), lambda: pressed(name), wide, tall)

    def wider(name: str, keys: float, icon: str = "") -> Widget:
        text = words(f"keypad.{'space' if name == SPACE else name}")
        size = keys * wide + (keys - 1) * gap
        return PushButton(
            look, text, lambda: pressed(name), width=size, height=tall, kind=SECONDARY, icon=icon, size=tokens.BODY
        )

    rows = [
        Row(*map(key, ROWS[0]), gap=gap, width=width),
        Row(*map(key, ROWS[1]), gap=gap, width=width),
        Row(Spring(), *map(key, ROWS[2]), Spring(), gap=gap, width=width),
        Row(*map(key, ROWS[3]), Spring(), wider(ERASE, 2.9, "erase"), gap=gap, width=width),
        Row(wider(CLEAR, 2.5), Spring(), wider(SPACE, 7), gap=gap, width=width),
    ]
    return Column(width, *rows, gap=gap)
