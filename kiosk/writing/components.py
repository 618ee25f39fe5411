"""Characters made of others that are written one after the other: 龙 and 天 are 䶮.

No list of parts is needed: a character's strokes are those of its parts, in the same order. What does not begin with
the whole of one part, such as 国, is not found this way.
"""

from collections.abc import Sequence
from itertools import product
from pathlib import Path

MOST_WAYS = 64  # of putting together the ways in which the parts are written


class Components:
    """Debian's table of strokes, as it stands in its file: 2 MB, searched in a few milliseconds."""

    def __init__(self, file: Path) -> None:
        """Raises OSError."""
        self._table = b"\n" + file.read_bytes()

    def made_of(self, parts: Sequence[str]) -> tuple[str, ...]:
        """What all the parts together are, the shortest way to write them first."""
        if len(parts) < 2:
            return ()
        ways = [self._codes(part) for part in parts]
        codes = list(dict.fromkeys(b"".join(way) for way in product(*ways)))[:MOST_WAYS]
        found = [character for code in codes for character in self._characters(code)]
        return tuple(dict.fromkeys(found))

    def _codes(self, character: str) -> list[bytes]:
        return [line.split(b"\t")[1] for line in self._lines(b"\n" + character.encode() + b"\t")]

    def _characters(self, code: bytes) -> list[str]:
        return [line.split(b"\t")[0].decode() for line in self._lines(b"\t" + code + b"\n")]

    def _lines(self, holding: bytes) -> list[bytes]:
        lines, at = list[bytes](), self._table.find(holding)
        while at >= 0:
            begun = self._table.rfind(b"\n", 0, at + 1) + 1
            lines.append(self._table[begun : self._table.find(b"\n", at + 1)])
            at = self._table.find(holding, at + 1)
        return lines
