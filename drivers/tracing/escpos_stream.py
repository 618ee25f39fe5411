"""Takes what is sent to an ESC/POS printer apart: known commands by name, and what is to be printed as a length.

It keeps the head of a command that has begun and how much of its data is still to come, and never the data. Behind a
command that it does not know everything is hidden, until a sending begins with one that stands at no other place.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from drivers.protocols import escpos
from drivers.tracing import hidden, joined, octets

ESC, FS, GS, DLE = 0x1B, 0x1C, 0x1D, 0x10
_LEADS = {ESC: "ESC", FS: "FS", GS: "GS", DLE: "DLE"}
_REAL_TIME = {0x04: "EOT", 0x05: "ENQ", 0x14: "DC4"}
_CONTROLS = {0x00: "zeros", 0x09: "HT", 0x0A: "LF", 0x0C: "FF", 0x0D: "CR"}
# How many bytes follow the first two, of commands that hold nothing but settings.
_SETTINGS = {
    ESC: dict.fromkeys(b"@2", 0) | dict.fromkeys(b"!-3EJMRStad{", 1),
    FS: dict.fromkeys(b"&.", 0) | dict.fromkeys(b"!-", 1),
    GS: dict.fromkeys(b"!BHIabfhrw", 1) | dict.fromkeys(b"LW", 2),
    DLE: {0x04: 1, 0x05: 1},
}
_FEEDING_CUTS = frozenset((65, 66, 97, 98, 103, 104))  # of GS V: one more byte says how far
_SAID = {
    "ESC @": "initialise",
    "GS V": "cut",
    "GS v": "picture",
    "GS ( k": "code",
    "GS ( H": "is it on paper?",
    "GS r": "is all before printed?",
    "GS a": "report changes",
    "DLE ENQ": "recover",
    "DLE DC4": "clear the buffers",
}


@dataclass(frozen=True)
class Piece:
    """One command, or a run of what is to be printed."""

    shown: str
    name: str = ""  # such as `ESC @`
    said: str = ""
    value: int = 0  # the first byte behind the name


class Stream:
    def __init__(self) -> None:
        self._begun = b""  # the head of a command whose head is not complete
        self._data = 0  # bytes of a command's data that are still to come
        self._lost = False  # behind an unknown command

    def pieces(self, data: bytes) -> Iterator[Piece]:
        """What a sending consists of."""
        if self._lost and not self._data and data.startswith((escpos.INITIALISE, bytes((DLE, 0x04)))):
            self._lost = False
        if self._data:
            taken = min(self._data, len(data))
            self._data -= taken
            data = data[taken:]
            yield Piece(hidden(taken), said=f"{taken} bytes")
        rest = self._begun + data
        self._begun = b""
        while rest and not self._lost:
            piece, rest = self._next(rest)
            if piece is not None:
                yield piece
        if rest:
            yield Piece(hidden(len(rest)), said="behind an unknown command")

    def _next(self, rest: bytes) -> tuple[Piece | None, bytes]:
        """The first piece, None when its head is not complete; and what comes after it."""
        if rest[0] not in _LEADS:
            return _printed(rest)
        head = _head(rest)
        if head is None:
            self._begun = rest
            return None, b""
        if head == 0:
            self._lost = True
            return None, rest
        return self._command(rest[:head]), self._after(rest, head)

    def _after(self, rest: bytes, head: int) -> bytes:
        end = head + _count(rest[:head])
        self._data = max(0, end - len(rest))
        return rest[end:]

    def _command(self, head: bytes) -> Piece:
        name, count = _name(head), _count(head)
        words = _SAID.get(name, "")
        if head[:1] == b"\x1d" and head[1:2] == b"v":
            words = f"{words} {8 * _word(head, 4)}×{_word(head, 6)}"
        value = head[2] if len(head) > 2 else 0
        said = f"{name} {value}" if name == "DLE EOT" else f"{name} {words}".strip()
        return Piece(joined(octets(head), hidden(count)), name, said, value)


def _printed(rest: bytes) -> tuple[Piece, bytes]:
    """A run of letters, or of one control character."""
    if (name := _CONTROLS.get(rest[0])) is not None:
        count = len(rest) - len(rest.lstrip(rest[:1]))
        shown = octets(rest[:1]) if count == 1 else f"{octets(rest[:1])} ×{count}"
        return Piece(shown, said=name if name == "zeros" else ""), rest[count:]
    stops = {*_LEADS, *_CONTROLS}
    count = next((at for at, byte in enumerate(rest) if byte in stops), len(rest))
    return Piece(hidden(count), said="text"), rest[count:]


def _head(rest: bytes) -> int | None:
    """How many bytes of the command at the front may be seen: 0 when it is not known, None when they have not come."""
    if len(rest) < 2:
        return None
    lead, second = rest[0], rest[1]
    size = _size(lead, second, rest)
    return size if size is None or len(rest) >= size else None


def _size(lead: int, second: int, rest: bytes) -> int | None:
    if second in _SETTINGS[lead]:
        return 2 + _SETTINGS[lead][second]
    match lead, second:
        case (29, 0x76):  # GS v 0
            return 8
        case (29, 0x56):  # GS V
            return None if len(rest) < 3 else 4 if rest[2] in _FEEDING_CUTS else 3
        case (29, 0x28):  # GS (
            return None if len(rest) < 3 else 5 if rest[2] in b"kH" else 0
        case (16, 0x14):
            size = len(escpos.CLEAR_BUFFERS)
            return size if escpos.CLEAR_BUFFERS.startswith(rest[:size]) else 0
        case _:
            return 0


def _count(head: bytes) -> int:
    """How much data follows a complete head."""
    if head[0] == GS and head[1:2] == b"v":
        return _word(head, 4) * _word(head, 6)
    return _word(head, 3) if head[0] == GS and head[1:2] == b"(" else 0


def _word(head: bytes, at: int) -> int:
    return int.from_bytes(head[at : at + 2], "little")


def _name(head: bytes) -> str:
    second = _REAL_TIME.get(head[1], chr(head[1])) if head[0] == DLE else chr(head[1])
    third = f" {chr(head[2])}" if head[:2] == b"\x1d(" else ""
    return f"{_LEADS[head[0]]} {second}{third}"
