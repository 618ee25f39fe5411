"""What every way of writing has in common: a finger's doing goes in, a draft to show comes back."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

Point = tuple[int, int]
MOST = 400  # candidates that are offered; nobody looks through more


class Way(StrEnum):
    """How text can be entered."""

    LETTERS = "letters"  # as they stand on the keys
    PINYIN = "pinyin"
    STROKES = "strokes"
    HAND = "hand"


@dataclass(frozen=True)
class Draft:
    """Where the writing has come to. `finished` is text that is now written and has left the draft."""

    composition: str = field(default="", repr=False)  # keys, or parts of a character, that are not yet a text
    candidates: tuple[str, ...] = field(default=(), repr=False)
    finished: str = field(default="", repr=False)


NOTHING = Draft()


class Engine(Protocol):
    """One way of writing. Called on one thread only, answers at once, and remembers nothing after `clear`."""

    def erase(self) -> Draft:
        """Take back the last key, stroke or part."""
        ...

    def choose(self, number: int) -> Draft:
        """One of the candidates of the last draft, counted from 0; a number that is none changes nothing."""
        ...

    def clear(self) -> Draft:
        """Forget everything: another person may come."""
        ...

    def close(self) -> None:
        """Give back what the library holds."""
        ...
