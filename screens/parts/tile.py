"""A large tile: a picture, what it leads to, and a word more. One that leads nowhere now says why."""

from collections.abc import Callable
from typing import Any

from screens import tokens
from screens.look import Look
from screens.parts.box import Blank, Column, Row, Spring
from screens.parts.button import DEAD, PRIMARY, QUIET, Kind, Pressable
from screens.parts.icon import Icon
from screens.parts.pages import stacked
from screens.parts.text import Text, fitted

SIZES = (tokens.TITLE, tokens.LARGE, tokens.BODY)
NAMES = (tokens.LARGE, tokens.BODY * 1.1, tokens.BODY, tokens.SMALL)  # in a list


class Tile(Pressable):
    """With the picture above the words, or before them when it is `flat`. `size` is the largest for its name."""

    def __init__(
        self,
        look: Look,
        icon: str,
        text: str,
        note: str,
        press: Callable[[], Any] | None,
        *,
        width: float,
        height: float,
        kind: Kind = QUIET,
        flat: bool = False,
        size: float = tokens.TITLE,
    ) -> None:
        kind = kind if press else DEAD
        colour = kind.ink if press is None or kind is PRIMARY else tokens.BLUE
        picture = Icon(look, icon, tokens.GREAT * (1.1 if flat else 1.3), colour)
        gap, align = look.mm(tokens.GAP), "left" if flat else "center"
        room = tile_room(look, width) - (picture.width + gap if flat else 0)
        sizes = tuple(one for one in SIZES if one <= size)
        words = [fitted(look, text, room, sizes, 1, bold=True, colour=kind.ink, align=align)]
        if note:
            words.append(fitted(look, note, room, (tokens.BODY, tokens.SMALL), 2, colour=kind.note, align=align))
        inside = height - look.mm(2 * tokens.GAP)
        if flat:
            if stacked(words, 0) > inside:
                # a name says enough; where it leads nowhere, why says more
                words = words[:1] if press else _squeezed(look, (text, note), room, inside, kind)
            if words[0].height > inside:
                words[0] = fitted(look, text, room, (tokens.SMALL,), 2, bold=True, colour=kind.ink, align=align)
            parts = [Row(picture, Column(room, *words), gap=gap), Spring()]
        else:
            left = inside - stacked(words, look.mm(tokens.TIGHT)) - look.mm(3 * tokens.TIGHT)
            if picture.height > left:
                picture = Icon(look, icon, tokens.LARGE, colour)
            above = Blank(height=max(1, (inside - picture.height - look.mm(4.2 * tokens.TITLE)) / 2))
            parts = [
                Column(room, above, picture, *words, Spring(), gap=look.mm(tokens.TIGHT), height=inside, align="center")
            ]
        super().__init__(look, *parts, press=press, kind=kind, width=width, height=height, pad=tokens.GAP)


def _squeezed(look: Look, told: tuple[str, str], room: float, inside: float, kind: Kind) -> list[Text]:
    """Name and reason, as large as the room allows."""
    text, note = told
    words: list[Text] = []
    for name, why in ((tokens.BODY, tokens.BODY), (tokens.BODY, tokens.SMALL), (tokens.SMALL, tokens.SMALL)):
        words = [
            fitted(look, text, room, (name, tokens.SMALL), 1, bold=True, colour=kind.ink, align="left"),
            fitted(look, note, room, (why, tokens.SMALL), 2, colour=kind.note, align="left"),
        ]
        if stacked(words, 0) <= inside:
            break
    return words


def tile_room(look: Look, width: float) -> float:
    """The width that a tile has for words."""
    return width - look.mm(2 * tokens.GAP)


def common_size(look: Look, texts: list[str], width: float) -> float:
    """The largest size at which each of these names fits on one line, so that tiles beside each other look alike."""
    room = tile_room(look, width)
    for size in SIZES[:-1]:
        if all(look.fonts.width(text, look.em(size), bold=True) <= room for text in texts):
            return size
    return SIZES[-1]


class Line(Pressable):
    """A row of a list: what it is in bold, below it what else there is to know, and an arrow."""

    def __init__(
        self,
        look: Look,
        text: str,
        more: str,
        press: Callable[[], Any] | None,
        *,
        width: float,
        kind: Kind = QUIET,
        icon: str = "next",
        least: float = tokens.TARGET,
    ) -> None:
        kind = kind if press else DEAD
        arrow = Icon(look, icon, tokens.BODY, tokens.BLUE if press else kind.ink)
        pad, gap = look.mm(tokens.TIGHT * 1.5), look.mm(tokens.GAP)
        room = width - 2 * pad - gap - arrow.width - look.mm(tokens.GAP)
        parts = [
            fitted(look, text, room, NAMES, 2, bold=True, colour=kind.ink),
        ]
        if more:
            parts.append(Text(look, more, tokens.SMALL, width=room, colour=kind.note))
        said = Column(room, *parts)
        height = max(look.mm(least), said.height + 2 * pad)
        super().__init__(
            look, said, Spring(), arrow, press=press, kind=kind, width=width, height=height, pad=tokens.TIGHT * 1.5
        )
