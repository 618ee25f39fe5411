"""The hall's sign at the top: its name, the hour, the other language, and other ways to show the screen."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import product

from kivy.uix.widget import Widget

from kiosk.texts import Words, words
from screens import tokens
from screens.look import Look
from screens.parts.box import Column, Ground, Row, Spring
from screens.parts.button import ON_SIGN, Pressable
from screens.parts.icon import Icon
from screens.parts.text import Text, fitted

SEAL, SEAL_SMALL = 15.0, 13.0  # mm
NAME = (tokens.TITLE, tokens.TITLE * 0.9, tokens.LARGE, tokens.BODY, tokens.SMALL)
WORTH = (*NAME[1:], 0.0)  # sizes of the name that are worth an ornament, the best first
PICTURE = 9.0  # mm


class Header(Row):
    """Always in the same place and of the same size. What only adorns it gives way to the name."""

    def __init__(
        self,
        look: Look,
        said: Words,
        *,
        hall: str,
        now: datetime,
        others: tuple[str, ...],
        choose: Callable[[str], None],
        styles: Callable[[], None] | None,
        width: float,
    ) -> None:
        self.look, self.hall = look, hall
        height, gap = look.header, look.mm(tokens.GAP)
        buttons = [_language(look, language, choose) for language in others]
        if styles is not None:
            buttons.append(_button(look, said("header.display"), "eye", styles))
        room = width - 2 * look.mm(tokens.EDGE)
        for worth, (mark, clock) in product(WORTH, _ornaments(look, said, now, height)):
            left = room - sum(one.width + gap for one in (*mark, *clock, *buttons))
            name = fitted(look, hall, left, NAME, 1, colour=tokens.WHITE, bold=True)
            if name.lines == 1 and name.font_size >= look.em(worth):
                break
        super().__init__(*mark, name, Spring(), *clock, *buttons, gap=gap, width=width, height=height)
        self.padding = (look.mm(tokens.EDGE), 0)
        self.ground = Ground(look, self, tokens.SIGN, radius=0)


def _ornaments(look: Look, said: Words, now: datetime, height: float) -> Sequence[tuple[list[Widget], list[Widget]]]:
    """Seal and clock, from most to nothing."""
    mark = [seal(look, SEAL if look.portrait else SEAL_SMALL)]
    size = tokens.LARGE if look.portrait else tokens.BODY
    hour = Text(look, said.clock(now.time()), size, colour=tokens.WHITE, bold=True)
    day = Text(look, said.day(now.date()), tokens.SMALL, colour=tokens.SIGN_SOFT)
    most = [(mark, [_below(hour, day)])] if hour.height + day.height <= height else []
    alone = Text(look, said.clock(now.time()), size, colour=tokens.WHITE, bold=True)
    return [*most, (mark, [alone]), (mark, []), ([], [])]


def _below(hour: Text, day: Text) -> Column:
    both = Column(max(hour.width, day.width), hour, day)
    hour.pos_hint = day.pos_hint = {"right": 1}
    return both


def seal(look: Look, size: float) -> Widget:
    """A red seal with the picture of a hall."""
    icon = Icon(look, "department", size * 0.72, tokens.WHITE)
    side = look.picture(size)
    box = Row(Spring(), icon, Spring(), width=side, height=side)
    box.ground = Ground(look, box, tokens.SEAL)
    return box


def _language(look: Look, language: str, choose: Callable[[str], None]) -> Widget:
    """Named in itself, so that whoever needs it can read it."""
    return _button(look, words(language)("language.name"), "globe", lambda: choose(language))


def _button(look: Look, name: str, icon: str, press: Callable[[], None]) -> Widget:
    """The picture above the word: so it takes little of the width, which is the name's."""
    word = Text(look, name, tokens.SMALL, bold=True, colour=tokens.WHITE)
    least = look.mm(tokens.TARGET)
    wide = max(least, word.width + look.mm(3 * tokens.TIGHT))
    picture = Icon(look, icon, PICTURE, tokens.WHITE)
    tall = max(least, min(look.header - look.mm(tokens.TIGHT), picture.height + word.height))
    inside = Column(word.width, picture, word, align="center") if picture.height + word.height <= tall else word
    return Pressable(look, Spring(), inside, Spring(), press=press, kind=ON_SIGN, width=wide, height=tall, gap=0, pad=0)
