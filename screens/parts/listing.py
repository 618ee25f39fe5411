"""A long list and what to do with it: on a tall panel above each other, on a wide one side by side."""

from collections.abc import Callable, Sequence

from kivy.uix.widget import Widget

from kiosk.config.mistakes import Mistake
from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts.actions import Action, actions
from screens.parts.box import Column, Row, Spring
from screens.parts.pages import Pages
from screens.parts.text import Text

SIDE = 0.34  # of a wide panel's width is for words and buttons
FOOT = tokens.TARGET  # mm

Build = Callable[[float], Sequence[Widget]]  # parts of a width


def mistaken(look: Look, mistakes: Sequence[Mistake], width: float) -> list[Widget]:
    """What is wrong with a configuration, a line each."""
    return [Text(look, f"{one.key}: {one.reason} {one.hint}", tokens.BODY, width=width) for one in mistakes]


def listing(
    look: Look,
    words: Words,
    told: Build,
    blocks: Build,
    choices: Sequence[Action],
    *,
    size: tuple[float, float],
    gap: float = tokens.TIGHT,
    page: int = 0,
    turned: Callable[[int], None] = lambda _: None,
) -> Widget:
    """`told` are the heading and what must be read first; `blocks` the list, turned page by page."""
    (width, height), space = size, look.mm(tokens.GAP)
    side = round(width * SIDE)
    room = width - side - 2 * space
    listed = [] if look.portrait else blocks(room)
    if not listed:
        head, foot = Column(width, *told(width), gap=space), actions(look, choices, width, beside=True, height=FOOT)
        left = height - head.height - foot.height - 2 * space
        pages = Pages(look, words, blocks(width), width, left, gap=gap, page=page, turned=turned)
        return Column(width, head, pages, foot, gap=space)
    pages = Pages(look, words, listed, room, height, gap=gap, page=page, turned=turned)
    foot = actions(look, choices, side, beside=False, height=FOOT)
    beside = Column(side, *told(side), Spring(), foot, gap=space, height=height)
    return Row(pages, beside, gap=2 * space, width=width, height=height, top=True)
