"""Which keys stand for which glyphs: a tree over every reading, walked along what was typed, with at most one slip."""

from collections.abc import Iterable, Iterator, Mapping

CLUSTERS = ("zh", "ch", "sh")  # initials of two letters
LEAST_SLIPPED = 3  # letters; a shorter piece of a longer input is too little to recognise with a slip in it

# What sounds alike in the mouths of the older people of many regions, at the beginning and at the end of a syllable.
_ALIKE_FIRST = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "y"))
_ALIKE_LAST = (("ang", "an"), ("eng", "en"), ("ing", "in"))


class Node:
    """One letter further on the way to some readings."""

    __slots__ = ("below", "next", "own")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.own: tuple[int, ...] = ()  # glyphs read exactly so
        self.below: tuple[int, ...] = ()  # glyphs whose reading begins so


Reached = tuple[int, tuple[int, ...]]  # (how much of the input is used, glyphs that it may stand for)


class Keys:
    """The tree. `readings` gives for each glyph how it may be typed."""

    def __init__(self, readings: Iterable[tuple[int, Iterable[str]]]) -> None:
        self.root = Node()
        ways: dict[str, set[int]] = {}
        for glyph, said in readings:
            for reading in said:
                ways.setdefault(reading, set()).add(glyph)
        self._grow(ways)

    def _grow(self, ways: Mapping[str, set[int]]) -> None:
        below: dict[int, set[int]] = {}
        every: list[Node] = []
        for reading, glyphs in ways.items():
            node = self.root
            for letter in reading:
                if letter not in node.next:
                    node.next[letter] = Node()
                    every.append(node.next[letter])
                node = node.next[letter]
                below.setdefault(id(node), set()).update(glyphs)
            node.own = tuple(sorted(glyphs))
        for node in every:
            node.below = tuple(sorted(below[id(node)]))

    def exact(self, typed: str, at: int) -> Iterator[Reached]:
        """What the input may stand for from `at`: a whole reading, its first letter, or at the end what is begun."""
        node = self.root
        for end in range(at + 1, len(typed) + 1):
            found = node.next.get(typed[end - 1])
            if found is None:
                return
            node = found
            begun = end == len(typed) or end == at + 1 or typed[at:end] in CLUSTERS
            if glyphs := node.below if begun else node.own:
                yield end, glyphs

    def slipped(self, typed: str, at: int) -> Iterator[Reached]:
        """The same with one letter wrong, missing, too many, or two swapped, inside a reading."""
        node: Node | None = self.root
        place = at
        while node is not None:
            for after, then in _slips(node, typed, place):
                yield from self._rest(after, typed, at, then)
            if place == len(typed):
                return
            node = node.next.get(typed[place])
            place += 1

    @staticmethod
    def _rest(node: Node | None, typed: str, at: int, place: int) -> Iterator[Reached]:
        while node is not None:
            last = place == len(typed)
            if place - at >= LEAST_SLIPPED and (glyphs := node.below if last else node.own):
                yield place, glyphs
            if last:
                return
            node = node.next.get(typed[place])
            place += 1


def _slips(node: Node, typed: str, place: int) -> Iterator[tuple[Node, int]]:
    """Where one slip at this place may lead, and how much of the input is used by then."""
    here = typed[place] if place < len(typed) else ""
    for letter, child in node.next.items():
        if letter != here:
            yield child, place  # a letter is missing
            if here:
                yield child, place + 1  # a letter is wrong
    if here:
        yield node, place + 1  # a letter too many
    swapped = node.next.get(typed[place + 1]) if place + 1 < len(typed) else None
    if swapped is not None and here in swapped.next:
        yield swapped.next[here], place + 2


def alike(reading: str) -> set[str]:
    """A reading and how it may sound with an accent."""
    firsts = {reading}
    for one, other in _ALIKE_FIRST:
        for a, b in ((one, other), (other, one)):
            if reading.startswith(a) and not (len(a) == 1 and reading[1:2] == "h"):
                firsts.add(b + reading[len(a) :])
    return {said for first in firsts for said in _endings(first)}


def _endings(reading: str) -> set[str]:
    found = {reading}
    for one, other in _ALIKE_LAST:
        for a, b in ((one, other), (other, one)):
            if reading.endswith(a):
                found.add(reading[: -len(a)] + b)
    return found
