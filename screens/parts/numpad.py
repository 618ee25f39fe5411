"""A keypad of digits, as at a door, with what was typed above it: dots, never the digits."""

from collections.abc import Callable

from kivy.uix.widget import Widget

from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts.box import Column, Panel, Row, Spring
from screens.parts.button import PRIMARY, QUIET, SECONDARY, PushButton
from screens.parts.icon import Icon

KEYS = ("123", "456", "789")
ERASE, ENTER = "erase", "enter"


def numpad(look: Look, words: Words, width: float, height: float, pressed: Callable[[str], None]) -> Column:
    """`pressed` is told a digit, or ERASE or ENTER."""
    gap = look.mm(tokens.GAP * 0.6)
    wide, tall = (width - 2 * gap) // 3, min((height - 3 * gap) // 4, look.mm(34))

    def key(name: str) -> Widget:
        return PushButton(look, name, lambda: pressed(name), width=wide, height=tall, kind=QUIET, size=tokens.TITLE)

    erase = PushButton(
        look, words("keypad.erase"), lambda: pressed(ERASE), width=wide, height=tall, kind=SECONDARY, icon="erase"
    )
    enter = PushButton(
        look, words("enterPin.enter"), lambda: pressed(ENTER), width=wide, height=tall, kind=PRIMARY, icon="tick"
    )
    rows = [Row(*map(key, keys), gap=gap, width=width) for keys in KEYS]
    return Column(width, *rows, Row(erase, key("0"), enter, gap=gap, width=width), gap=gap)


def dots(look: Look, count: int, width: float) -> Panel:
    """How many digits there are, and nothing else about them."""
    size = tokens.BODY
    marks = [Icon(look, "dot", size, tokens.SIGN) for _ in range(count)]
    row = Row(Spring(), *marks, Spring(), gap=look.mm(tokens.TIGHT), height=look.mm(tokens.TALL - 4 * tokens.TIGHT))
    row.width = width - look.mm(4 * tokens.TIGHT)
    return Panel(look, width, row, edge=tokens.BLUE, pad=tokens.TIGHT * 2, height=look.mm(tokens.TALL))
