"""Where words begin in a Chinese name, by the field's own vocabulary; only the order of results depends on it."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kiosk.catalogue.glyphs import SEPARATES, glyphs, is_letters

VOCABULARY = Path(__file__).parents[2] / "assets" / "catalogue" / "words.zh.txt"


# What begins at a place; the lower, the better a match that begins there. Plain numbers: there are a million of them.
TERM, WORD, NOTHING = range(3)
STARTS = 3


@cache
def vocabulary() -> frozenset[str]:
    """The words that come with the program, one to a line."""
    return frozenset(VOCABULARY.read_text(encoding="utf-8").split())


class Words:
    """A set of words; the longest that fits is taken, from left to right."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(tuple(glyphs(word)) for word in words)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            if len(word) > 1:
                lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def starts(self, term: list[str]) -> tuple[list[str], list[int]]:
        """The glyphs of a term without gaps, and what begins at each of them."""
        kept: list[str] = []
        begins: list[int] = []
        at, fresh = 0, True
        while at < len(term):
            if term[at] == SEPARATES:
                at, fresh = at + 1, True
                continue
            length = self._length(term, at)
            whole = bool(length) or is_letters(term[at])
            kept += term[at : at + (length or 1)]
            begins += [WORD if fresh or whole else NOTHING] + [NOTHING] * (length - 1)
            at, fresh = at + (length or 1), whole
        return kept, [TERM, *begins[1:]] if begins else []

    def _length(self, term: list[str], at: int) -> int:
        lengths = self._lengths.get(term[at], ())
        return next((n for n in lengths if at + n <= len(term) and tuple(term[at : at + n]) in self._words), 0)
