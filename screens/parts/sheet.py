"""The shape that most screens have: what it is about, what there is to know, what can be done next at the bottom."""

from collections.abc import Sequence

from kivy.uix.widget import Widget

from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts.actions import Action, actions
from screens.parts.box import Column, Panel, Spring, inner
from screens.parts.facts import abreast, fitting, lines
from screens.parts.pages import Pages, bar, stacked


def sheet(
    look: Look,
    words: Words,
    head: Widget,
    parts: Sequence[Widget],
    choices: Sequence[Action],
    *,
    width: float,
    height: float,
    pairs: Sequence[tuple[str, str]] = (),
) -> Column:
    """`choices` stand at the bottom, where the hand is; `pairs` are told as large as the room between allows.

    What does not fit above the choices goes on pages.
    """
    gap = look.mm(tokens.WIDE if look.portrait else tokens.GAP)
    foot = actions(look, choices, width)
    left = height - head.height - foot.height - sum(part.height + gap for part in parts) - 3 * gap
    told = [in_room(look, pairs, width, left)] if pairs else []
    above = [head, *told, *parts]
    if stacked(above, gap) + 2 * gap + foot.height <= height:
        return Column(width, *above, Spring(), foot, gap=gap, height=height)
    gap = look.mm(tokens.GAP)
    room = height - foot.height - gap
    blocks = [head, *lines(look, pairs, width, most=room - bar(look)), *parts]
    pages = Pages(look, words, blocks, width, room, gap=tokens.GAP)
    return Column(width, pages, foot, gap=gap)


def form(look: Look, pairs: Sequence[tuple[str, str]], width: float, most: float, *, whole: bool = False) -> Panel:
    """Facts on a ground of their own, as large as `most` pixels of height allow; `whole` ones may become higher."""
    pad = tokens.WIDE if look.portrait and not look.crowded else tokens.GAP
    room, tall = inner(look, width, pad), most - 2 * look.mm(pad)
    return Panel(look, width, fitting(look, pairs, room, tall, whole=whole), pad=pad)


def in_room(look: Look, pairs: Sequence[tuple[str, str]], width: float, most: float) -> Panel:
    """The same; where a wide panel has too little height for one column, in two."""
    one = form(look, pairs, width, most, whole=not look.portrait)
    if look.portrait or one.height <= most:
        return one
    room = inner(look, width, tokens.GAP)
    return Panel(look, width, abreast(look, pairs, room, most - 2 * look.mm(tokens.GAP)), pad=tokens.GAP)


def told(look: Look, pairs: Sequence[tuple[str, str]], width: float, most: float, page: float = 0.0) -> list[Widget]:
    """The same where it fits; else each fact on its own, for pages of `page` pixels (of `most`, if nothing is said)."""
    whole = form(look, pairs, width, most, whole=True)
    return [whole] if whole.height <= most else lines(look, pairs, width, most=(page or most) - bar(look))
