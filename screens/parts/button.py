"""Buttons: something to press, with words on it. One that cannot be pressed says why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kivy.uix.widget import Widget

from screens import tokens
from screens.look import Look
from screens.parts.box import Column, Ground, Row, Spring
from screens.parts.icon import Icon
from screens.parts.press import DRIFT, Press
from screens.parts.text import Text, fitted


@dataclass(frozen=True)
class Kind:
    """How a button looks."""

    ground: str
    down: str
    ink: str
    note: str
    edge: str | None = None


PRIMARY = Kind(tokens.BLUE, tokens.BLUE_DOWN, tokens.WHITE, tokens.WHITE)
SECONDARY = Kind(tokens.TINT, tokens.TINT_DOWN, tokens.SIGN, tokens.SOFT, tokens.TINT_DOWN)
QUIET = Kind(tokens.CARD, tokens.TINT_DOWN, tokens.SIGN, tokens.SOFT, tokens.LINE)
CHOSEN = Kind(tokens.SIGN, tokens.BLUE_DOWN, tokens.WHITE, tokens.SIGN_SOFT)
DANGER = Kind(tokens.SEAL, tokens.BAD, tokens.WHITE, tokens.WHITE)
ON_SIGN = Kind(tokens.SIGN, tokens.BLUE_DOWN, tokens.WHITE, tokens.SIGN_SOFT, tokens.SIGN_SOFT)
DEAD = Kind(tokens.OFF, tokens.OFF, tokens.OFF_INK, tokens.OFF_INK, tokens.LINE)


class Pressable(Press, Row):
    """A ground that can be pressed, with parts on it."""

    def __init__(
        self,
        look: Look,
        *parts: Widget,
        press: Callable[[], Any] | None,
        kind: Kind,
        width: float,
        height: float,
        gap: float = tokens.TIGHT * 1.5,
        pad: float = tokens.TIGHT,
        edge: str | None = None,
    ) -> None:
        super().__init__(*parts, gap=look.mm(gap) if gap else 0, pad=look.mm(pad), width=width, height=height)
        self.kind, self.on_press, self.drift = kind, press, look.mm(DRIFT)
        self.ground = Ground(look, self, kind.ground, edge or kind.edge)

    def look_pressed(self, down: bool) -> None:
        self.ground.paint(self.kind.down if down else self.kind.ground)

    def wipe(self) -> None:
        """Forget what a press would have answered."""
        self.on_press = None


class PushButton(Pressable):
    """Words in the middle, with a picture before them and a smaller note below. `press=None`: it cannot be pressed.

    The picture gives way where it leaves no room for the words; then the button becomes higher than it was asked to be.
    """

    def __init__(
        self,
        look: Look,
        text: str,
        press: Callable[[], Any] | None,
        *,
        width: float,
        kind: Kind = SECONDARY,
        icon: str = "",
        note: str = "",
        height: float | None = None,
        size: float = tokens.LARGE,
    ) -> None:
        kind = kind if press else DEAD
        tall = height or look.mm(tokens.TALL if kind is PRIMARY else tokens.TARGET)
        room, gap = width - look.mm(2 * tokens.TIGHT + 2), look.mm(tokens.TIGHT * 1.5)
        picture = [Icon(look, icon, size * 1.05, kind.ink)] if icon and press else []
        if picture:
            beside = room - picture[0].width - gap
            words = self._words(look, text, note, size, kind, room=beside, tall=tall, centred=False)
        if not picture or words.height > tall or words.width > beside:
            picture = []
            words = self._words(look, text, note, size, kind, room=room, tall=tall, centred=True)
        tall = tall if words.height <= tall else words.height + look.mm(2)
        inside = _in_the_middle(look, picture, words, width)
        super().__init__(look, *inside, press=press, kind=kind, width=width, height=tall, gap=0)

    @staticmethod
    def _words(
        look: Look, text: str, note: str, size: float, kind: Kind, *, room: float, tall: float, centred: bool
    ) -> Widget:
        """As large as it fits: first on one line, then on two."""
        sizes = tuple(sorted({size, tokens.LARGE, tokens.BODY * 1.1, tokens.BODY, tokens.SMALL}, reverse=True))
        sizes = tuple(one for one in sizes if one <= size)
        notes = [fitted(look, note, room, (tokens.SMALL,), colour=kind.note)] if note else []
        left = tall - look.mm(2) - sum(one.height for one in notes)
        lines = max(1, min(2, int(left // look.fonts.line(look.em(tokens.BODY), bold=True))))
        least = min(size, tokens.SMALL if look.crowded else tokens.BODY)
        title = fitted(look, text, room, tuple(s for s in sizes if s >= least), 1, colour=kind.ink, bold=True)
        if title.lines > 1 or title.height > left:
            fits = tuple(s for s in sizes if lines * look.fonts.line(look.em(s), bold=True) <= left) or (tokens.SMALL,)
            title = fitted(look, text, room, fits, lines, colour=kind.ink, bold=True)
        parts = [_narrow(look, one, "center" if centred else "left") for one in (title, *notes)]
        if len(parts) == 1:
            return parts[0]
        return Column(max(one.width for one in parts), *parts, align="center" if centred else "left")


def _in_the_middle(look: Look, picture: list[Icon], words: Widget, width: float) -> tuple[Widget, ...]:
    """Words alone are as wide as the button and need nothing around them: a keyboard is drawn in half the time."""
    if picture or not isinstance(words, Text):
        return Spring(), Row(*picture, words, gap=look.mm(tokens.TIGHT * 1.5)), Spring()
    words.fit(width - look.mm(2 * tokens.TIGHT), "center")
    return (words,)


def abreast(look: Look, texts: Sequence[str], width: float, size: float, most: int) -> int:
    """How many buttons fit beside each other, up to `most`, so that none of their words needs a second line."""
    widest = max((look.fonts.width(text, look.em(size), bold=True) for text in texts), default=0.0)
    each = widest + look.mm(2 * tokens.TIGHT + 2) + look.mm(tokens.TIGHT)
    return max(1, min(most, int((width + look.mm(tokens.TIGHT)) // each)))


def _narrow(look: Look, text: Text, align: str) -> Text:
    """A text made no wider than its longest line, so that what stands around it can be centred."""
    widest = max(look.fonts.width(line, text.font_size, bold=text.bold) for line in text.shows.split("\n"))
    text.fit(min(text.width, widest + 2), align)
    return text
