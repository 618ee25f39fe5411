"""Characters and words to choose from: the first ones on a bar, all of them on pages over the keys."""

from collections.abc import Callable, Sequence
from math import ceil

from kivy.uix.widget import Widget

from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts.box import Column, Row, Spring
from screens.parts.button import SECONDARY, PushButton
from screens.parts.keypad import Key
from screens.parts.text import Text

MOST_LETTERS = 8  # of a candidate that is shown; longer ones are rare, and can be written in parts

Choose = Callable[[int], None]


def bar(
    look: Look,
    words: Words,
    candidates: Sequence[str],
    width: float,
    height: float,
    *,
    choose: Choose,
    more: Callable[[], None],
    hint: str,
) -> Widget:
    """As many as fit, and a button for the rest; where there is none, a hint what to do."""
    if not candidates:
        text = Text(look, hint, tokens.BODY, width=width, colour=tokens.SOFT)
        if text.height > height:
            text = Text(look, hint, tokens.SMALL, width=width, colour=tokens.SOFT)
        return Row(text, width=width, height=height)
    gap, side = look.mm(tokens.TIGHT), look.mm(tokens.TALL * 1.2)
    row = _rows(look, candidates, width - side - gap, gap)[0]
    keys = _keys(look, candidates[: len(row)], row, first=0, tall=height, choose=choose)
    rest = more if len(row) < len(candidates) else None
    button = (
        [PushButton(look, words("writing.more"), rest, width=side, height=height, size=tokens.BODY)] if rest else []
    )
    return Row(keys, Spring(), *button, gap=gap, width=width, height=height)


def sheet(
    look: Look,
    words: Words,
    candidates: Sequence[str],
    width: float,
    height: float,
    *,
    page: int,
    choose: Choose,
    turn: Callable[[int], None],
    close: Callable[[], None],
) -> Widget:
    """All of them, page by page, with buttons to turn and to come back to the keys."""
    gap, foot = look.mm(tokens.TIGHT), look.mm(tokens.TARGET * 0.85)
    tall = look.mm(tokens.TARGET * 0.9)
    each = max(1, int((height - foot - gap) // (tall + gap)))
    rows = _rows(look, candidates, width, gap)
    last = (len(rows) - 1) // each
    page = min(page, last)
    shown, number = rows[page * each : (page + 1) * each], sum(map(len, rows[: page * each]))
    lines: list[Widget] = []
    for row in shown:
        texts = candidates[number : number + len(row)]
        lines.append(_keys(look, texts, row, first=number, tall=tall, choose=choose))
        number += len(row)
    wide = (width - 2 * gap) // 3

    def button(key: str, press: Callable[[], None] | None) -> PushButton:
        return PushButton(look, words(key), press, width=wide, height=foot, kind=SECONDARY, size=tokens.BODY)

    buttons = Row(
        button("pages.before", (lambda: turn(page - 1)) if page else None),
        button("writing.back", close),
        button("pages.after", (lambda: turn(page + 1)) if page < last else None),
        gap=gap,
        width=width,
    )
    return Column(width, *lines, Spring(), buttons, gap=gap, height=height)


def _rows(look: Look, candidates: Sequence[str], width: float, gap: float) -> list[list[float]]:
    """How wide each candidate's key is, row by row."""
    rows: list[list[float]] = [[]]
    used = 0.0
    for text in candidates:
        own = min(width, _wide(look, text))
        if rows[-1] and used + own > width:
            rows.append([])
            used = 0.0
        rows[-1].append(own)
        used += own + gap
    return rows


def _wide(look: Look, text: str) -> float:
    """Keys come in steps, so that they stand below each other."""
    step, gap = look.mm(tokens.TARGET), look.mm(tokens.TIGHT)
    needed = look.fonts.width(text[:MOST_LETTERS], look.em(tokens.LARGE), bold=True) + 2 * gap
    steps = max(1, ceil((needed + gap) / (step + gap)))
    return steps * (step + gap) - gap


def _keys(look: Look, texts: Sequence[str], widths: Sequence[float], *, first: int, tall: float, choose: Choose) -> Row:
    """One row. `first` is the number of its first candidate."""

    def key(number: int, text: str, wide: float) -> Key:
        return Key(look, text[:MOST_LETTERS], lambda: choose(number), wide, tall)

    keys = [key(first + at, text, wide) for at, (text, wide) in enumerate(zip(texts, widths, strict=True))]
    return Row(*keys, gap=look.mm(tokens.TIGHT))
