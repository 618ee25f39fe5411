"""Where an input begins that has one slip in it, or was typed with an accent.

A slip in the first half is looked for from the end, one in the second half from the beginning: either way half of the
input has been matched exactly before anything is forgiven, and few places are left to look at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.catalogue.row import NOWHERE, Anywhere, Places, Row, Step, given, merged

LONGEST_SYLLABLE = 6  # keys: zhuang


@dataclass(frozen=True)
class Runs:
    """Matches on their way: where each has begun, and the place that comes next."""

    first: Places
    next: Places


_NONE = Runs(NOWHERE, NOWHERE)


def accented(row: Row, typed: str) -> Places:
    """Places where the input begins as it may sound with an accent."""
    return merged(given(row.begins(typed, row.lenient)[0]))


def near(row: Row, typed: str) -> Places:
    """Places where the input begins with one slip, and perhaps an accent.

    A slip is a key or a character that is wrong, missing or too many, or two neighbours swapped.
    """
    middle = len(typed) // 2
    return row.union([_Early(row, typed, middle).places(), _Late(row, typed, middle).places()])


def _swap(typed: str, second: int) -> str:
    return typed[: second - 1] + typed[second] + typed[second - 1] + typed[second + 1 :]


@dataclass(frozen=True)
class _Early:
    """The slip lies before the middle."""

    row: Row
    typed: str
    middle: int

    def places(self) -> Places:
        right = self.row.begins(self.typed, self.row.lenient)
        slipped: list[Anywhere] = [NOWHERE] * (len(self.typed) + 1)
        swapped = self._swapped(right)
        for at in reversed(range(self.middle)):
            found = [*self.row.back(self.row.lenient.exact, self.typed, at, slipped), *swapped[at]]
            found += self.row.back(self.row.lenient.slipped, self.typed, at, right)
            found += self._inserted(at, right)
            slipped[at] = self.row.union(found)
        return merged(given(slipped[0]))

    def _inserted(self, at: int, right: list[Anywhere]) -> Iterator[Places]:
        """One key too many, one wrong, or a glyph left out."""
        for places in given(right[at + 1]):
            yield places
            yield self.row.before(places, None)
        if at:
            for places in given(right[at]):
                yield self.row.before(places, None)

    def _swapped(self, right: list[Anywhere]) -> list[list[Places]]:
        """Two neighbouring keys of two glyphs have changed places."""
        found: list[list[Places]] = [[] for _ in self.typed]
        for second in range(1, self.middle + 1):
            mended = _swap(self.typed, second)
            follow = merged(list(self.row.back(self.row.lenient.exact, mended, second, right)))
            for at in range(max(0, second - LONGEST_SYLLABLE), second) if follow.size else ():
                ends = dict(self.row.reached(self.row.lenient.exact, mended, at))
                found[at] += [self.row.before(follow, ends[second])] if second in ends else []
        return found


class _Late:
    """The slip lies in the middle or after it."""

    def __init__(self, row: Row, typed: str, middle: int) -> None:
        self._row, self._typed, self._middle = row, typed, middle
        self._exact: list[list[Runs]] = [[] for _ in range(len(typed) + 1)]
        self._slipped: list[list[Runs]] = [[] for _ in range(len(typed) + 1)]

    def places(self) -> Places:
        for at in range(len(self._typed)):
            runs = _joined(self._exact[at]) if at else None
            if runs is None or runs.first.size:
                self._on(self._row.lenient.exact, self._typed, at, runs, self._exact)
                self._swapped(at, runs)
                if runs and at >= self._middle:
                    self._forgive(at, runs)
            slipped = _joined(self._slipped[at])
            if slipped.first.size:
                self._on(self._row.lenient.exact, self._typed, at, slipped, self._slipped)
        return _joined(self._slipped[-1]).first

    def _forgive(self, at: int, runs: Runs) -> None:
        anything = self._step(runs, None)
        self._slipped[at].append(anything)  # a glyph left out
        self._slipped[at + 1] += [runs, anything]  # a key too many, or a wrong one
        self._on(self._row.lenient.slipped, self._typed, at, runs, self._slipped)

    def _swapped(self, at: int, runs: Runs | None) -> None:
        """Two neighbouring keys of two glyphs have changed places."""
        for second in range(max(self._middle, at) + 1, min(at + LONGEST_SYLLABLE + 1, len(self._typed))):
            mended = _swap(self._typed, second)
            ends = dict(self._row.reached(self._row.lenient.exact, mended, at))
            if second in ends:
                self._on(self._row.lenient.exact, mended, second, self._step(runs, ends[second]), self._slipped)

    def _on(self, step: Step, typed: str, at: int, runs: Runs | None, to: list[list[Runs]]) -> None:
        for end, glyphs in self._row.reached(step, typed, at):
            to[end].append(self._step(runs, glyphs))

    def _step(self, runs: Runs | None, glyphs: Sequence[int] | None) -> Runs:
        """Go on by one glyph; without runs, begin everywhere."""
        if runs is None:
            first = self._row.of(glyphs or ())
            return Runs(first, first + 1)
        fits = self._row.holds(runs.next, glyphs)
        return Runs(runs.first[fits], runs.next[fits] + 1)


def _joined(parts: list[Runs]) -> Runs:
    if len(parts) < 2:
        return parts[0] if parts else _NONE
    return Runs(merged([part.first for part in parts]), merged([part.next for part in parts]))
