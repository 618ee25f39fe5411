"""Search as you type over names, aliases and English names: the best items for a key stroke in a few milliseconds.

By Chinese, full pinyin, initials, both mixed, and English words; with one slip forgiven where little else is found.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from kiosk.catalogue.glyphs import glyphs, is_letters, tokens
from kiosk.catalogue.row import Places, Row
from kiosk.catalogue.slips import accented, near
from kiosk.catalogue.words import STARTS, Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_CHARACTERS = 80  # of an input that are looked at, blanks and all
MOST_KEYS = 32  # what is typed after that tells nothing new
MOST_PARTS = 3  # separated by blanks, each looked for by itself
FEW = 5  # with fewer results than this, one slip is forgiven
SLIP_KEYS = 4  # keys from which on a slip is forgiven …
SLIP_CHARACTERS = 3  # … or Chinese characters

FORGIVING = (accented, near)  # each only where the one before has found little
FORGIVEN = STARTS  # a match that needed it comes after all others
NEVER = np.iinfo(np.int32).max


class Index:
    """What each of some things can be found by. Immutable; any thread may search."""

    def __init__(self, terms: Sequence[Sequence[str]], sounds: Mapping[str, Sequence[str]], words: Words) -> None:
        """`terms[n]` are the terms of thing n; `sounds` gives the readings of Chinese characters."""
        rows = [(number, *words.starts(glyphs(term))) for number, own in enumerate(terms) for term in own]
        rows.sort(key=lambda row: (len(row[1]), len(terms[row[0]][0]), row[0]))  # shorter first: more of it is covered
        self._things, self._ranks = len(terms), len(rows)
        self._row = Row((term for _, term, _ in rows), sounds)
        thing, weight = [0], [0]
        for rank, (number, _, starts) in enumerate(rows):
            thing += [number] * (len(starts) + 1)
            weight += [rank + self._ranks * start for start in starts]
            weight.append(0)
        self._thing, self._weight = np.array(thing, np.int32), np.array(weight, np.int32)

    def find(self, text: str, limit: int) -> list[int]:
        """The numbers of the things that fit, the best first."""
        parts = list(dict.fromkeys(tokens(text[:MOST_CHARACTERS])))
        joined = "".join(parts)[:MOST_KEYS]
        if not joined or not self._things:
            return []
        best = self._best(joined, FORGIVING if _long_enough(joined) else ())
        if len(parts) > 1 and (best == NEVER).all():
            best = np.maximum.reduce([self._best(part[:MOST_KEYS], ()) for part in parts[:MOST_PARTS]])
        found = np.flatnonzero(best < NEVER)
        if len(found) > limit:
            found = found[np.argpartition(best[found], limit)[:limit]]
        return found[np.lexsort((found, best[found]))].tolist()

    def _best(self, typed: str, forgiving: Iterable[Callable[[Row, str], Places]]) -> "NDArray[np.int32]":
        """For each thing the weight of its best match: kind of place first, then the term's length."""
        best = np.full(self._things, NEVER, np.int32)
        self._weigh(best, self._row.exact(typed), 0)
        for places in forgiving:
            if np.count_nonzero(best < NEVER) < FEW:
                self._weigh(best, places(self._row, typed), FORGIVEN * self._ranks)
        return best

    def _weigh(self, best: "NDArray[np.int32]", places: Places, more: int) -> None:
        np.minimum.at(best, self._thing[places], self._weight[places] + more)


def _long_enough(typed: str) -> bool:
    return len(typed) >= SLIP_KEYS or sum(not is_letters(key) for key in typed) >= SLIP_CHARACTERS
