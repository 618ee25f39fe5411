"""A keyboard for addresses and names of machines: every character of them, large and small."""

from collections.abc import Callable
from math import inf

from kivy.uix.widget import Widget

from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts.box import Column, Row, Spring
from screens.parts.button import CHOSEN, SECONDARY, PushButton
from screens.parts.keypad import CLEAR, ERASE, KEY_RATIO, Key

ROWS = ("1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm._/:")
COLUMNS = max(map(len, ROWS))


def typewriter(
    look: Look,
    words: Words,
    width: float,
    pressed: Callable[[str], None],
    shift: Callable[[], None],
    *,
    capitals: bool,
    most: float = 24.0,
    room: float = inf,
) -> Column:
    """`pressed` is told a character, or ERASE or CLEAR; `shift` that letters are to be the other way."""
    gap = look.mm(1.6)
    wide = (width - gap * (COLUMNS - 1)) // COLUMNS
    tall = min(wide * KEY_RATIO, look.mm(most), (room - gap * len(ROWS)) // (len(ROWS) + 1))

    def key(name: str) -> Widget:
        shown = name.upper() if capitals else name
        return Key(look, shown, lambda: pressed(shown), wide, tall)

    def wider(text: str, press: Callable[[], None], *, icon: str = "", chosen: bool = False) -> Widget:
        kind = CHOSEN if chosen else SECONDARY
        size = 3 * wide + 2 * gap
        return PushButton(look, text, press, width=size, height=tall, kind=kind, icon=icon, size=tokens.BODY)

    rows = [_centred(list(map(key, row)), gap, width) for row in ROWS]
    foot = Row(
        wider(words("connectionPage.shift"), shift, chosen=capitals),
        Spring(),
        wider(words("keypad.clear"), lambda: pressed(CLEAR)),
        wider(words("keypad.erase"), lambda: pressed(ERASE), icon="erase"),
        gap=gap,
        width=width,
    )
    return Column(width, *rows, foot, gap=gap)


def _centred(keys: list[Widget], gap: float, width: float) -> Row:
    """A full row has no room for anything beside its keys."""
    side = [] if len(keys) == COLUMNS else [Spring()]
    return Row(*side, *keys, *[Spring() for _ in side], gap=gap, width=width)
