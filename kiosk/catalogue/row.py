"""All terms as one long row of glyphs, and the places in it where a typed input begins. Knows no ranking.

A match is worked out from the last key backwards: where may the rest of the input begin? Each step looks only at the
places that the step before has left over, so the work shrinks with every key.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kiosk.catalogue.glyphs import is_letters
from kiosk.catalogue.keys import Keys, Reached, alike

Places = NDArray[np.intp]  # each a place in the row, in no order; of the type that numpy looks up fastest with
Anywhere = Places | None  # None: at every place
Step = Callable[[str, int], Iterable[Reached]]

GAP = 0  # stands between two terms and is never typed
NOWHERE: Places = np.empty(0, np.intp)

_SORT_BELOW = 2048  # places; below that sorting finds duplicates faster than marking


class Row:
    """Immutable; any thread may look."""

    def __init__(self, terms: Iterable[Sequence[str]], sounds: Mapping[str, Sequence[str]]) -> None:
        """`sounds` gives the readings of Chinese characters."""
        listed = list(terms)
        self._codes = {glyph: code for code, glyph in enumerate(sorted({g for term in listed for g in term}), GAP + 1)}
        laid = [GAP]
        for term in listed:
            laid += [self._codes[glyph] for glyph in term]
            laid.append(GAP)
        self._row = np.array(laid, np.int32)
        self._order: Places = np.argsort(self._row, kind="stable")
        self._first: list[int] = np.searchsorted(self._row[self._order], np.arange(len(self._codes) + 2)).tolist()
        readings = [(code, _readings(glyph, sounds)) for glyph, code in self._codes.items()]
        self.keys = Keys(readings)
        self.lenient = Keys((code, {a for one in said for a in alike(one)}) for code, said in readings)

    def exact(self, typed: str) -> Places:
        """Places where the input begins."""
        return merged(given(self.begins(typed, self.keys)[0]))

    def begins(self, typed: str, keys: Keys) -> list[Anywhere]:
        """Where the input may begin, from each of its keys on."""
        begins: list[Anywhere] = [NOWHERE] * len(typed) + [None]
        for at in reversed(range(len(typed))):
            begins[at] = merged(list(self.back(keys.exact, typed, at, begins)))
        return begins

    def back(self, step: Step, typed: str, at: int, begins: list[Anywhere]) -> Iterator[Places]:
        """Places of the glyphs that the input stands for at `at`, where the rest of it follows."""
        for end, glyphs in self.reached(step, typed, at):
            follow = begins[end]
            if follow is None:
                yield self.of(glyphs)
            elif follow.size:
                yield self.before(follow, glyphs)

    def reached(self, step: Step, typed: str, at: int) -> Iterable[tuple[int, Sequence[int]]]:
        """How much of the input one glyph may use up, and which glyphs."""
        if is_letters(typed[at]):
            ends: dict[int, list[int]] = {}
            for end, glyphs in step(typed, at):
                ends.setdefault(end, []).extend(glyphs)
            return ends.items()
        code = self._codes.get(typed[at])
        return [(at + 1, [code])] if code else []

    def of(self, glyphs: Sequence[int]) -> Places:
        """Every place of some glyphs."""
        return np.concatenate([self._order[self._first[g] : self._first[g + 1]] for g in glyphs])

    def before(self, places: Places, glyphs: Sequence[int] | None) -> Places:
        """The places one further to the front that hold one of some glyphs; None: any glyph."""
        front = places - 1
        return front[self.holds(front, glyphs)]

    def holds(self, places: Places, glyphs: Sequence[int] | None) -> NDArray[np.bool_]:
        """Which of the places hold one of some glyphs; None: any glyph."""
        if glyphs is None:
            return self._row.take(places) != GAP
        fits = np.zeros(len(self._first), np.bool_)
        fits[glyphs] = True
        return fits.take(self._row.take(places))

    def union(self, parts: Sequence[Places]) -> Places:
        """Each place once."""
        joined = merged(parts)
        if len(parts) < 2:
            return joined
        if len(joined) < _SORT_BELOW:
            return np.unique(joined)
        marked = np.zeros(len(self._row), np.bool_)
        marked[joined] = True
        return np.flatnonzero(marked)


def merged(parts: Sequence[Places]) -> Places:
    """Places of several parts; one that is in two of them stays twice."""
    if len(parts) < 2:
        return parts[0] if parts else NOWHERE
    return np.concatenate(parts)


def given(places: Anywhere) -> list[Places]:
    """Nothing or one, for a union."""
    return [] if places is None else [places]


def _readings(glyph: str, sounds: Mapping[str, Sequence[str]]) -> Sequence[str]:
    return (glyph,) if is_letters(glyph) else sounds.get(glyph, ())
