"""IPP, the Internet Printing Protocol (RFC 8010): messages of named attributes in groups, and a document behind them.

A message is version, operation or status, request number, then groups of attributes, then an end mark and the document.
What stands in collections (media in every detail) is passed over: nobody here asks for it.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

PORT = 631
TYPE = "application/ipp"
VERSION = 1, 1  # every printer and every server has to understand it
LONGEST = 1024 * 1024  # bytes of an answer without a document; a printer that tells everything takes about 30 thousand

OPERATION, JOB, END, PRINTER = 0x01, 0x02, 0x03, 0x04  # groups, and the mark behind the last
_GROUPS = range(0x10)

INTEGER, BOOLEAN, ENUM, OCTETS, RANGE = 0x21, 0x22, 0x23, 0x30, 0x33
BEGIN_COLLECTION, TEXT_LANGUAGE, NAME_LANGUAGE, END_COLLECTION = 0x34, 0x35, 0x36, 0x37
TEXT, NAME, KEYWORD, URI, CHARSET, LANGUAGE, MIME = 0x41, 0x42, 0x44, 0x45, 0x47, 0x48, 0x49
_WORDS = range(0x40, 0x4A)
_VALUELESS = range(0x10, 0x20)  # "unknown", "no-value" and the like

Value = int | bool | str | bytes | tuple[int, int]
Values = tuple[Value, ...]


class NotIppError(ValueError):
    """What came is no message of this protocol, or only a part of one."""


@dataclass(frozen=True)
class Attribute:
    """One that is sent: its values are all of one kind."""

    kind: int
    name: str
    values: Values


@dataclass(frozen=True)
class Group:
    """Attributes by name. Of a printer or a job there may be several groups of one kind."""

    kind: int
    attributes: Mapping[str, Values] = field(default_factory=dict[str, Values])

    def words(self, name: str) -> tuple[str, ...]:
        return tuple(one for one in self.attributes.get(name, ()) if isinstance(one, str))

    def word(self, name: str) -> str:
        """The first value that is text; empty where there is none."""
        return next(iter(self.words(name)), "")

    def numbers(self, name: str) -> tuple[int, ...]:
        return tuple(one for one in self.attributes.get(name, ()) if isinstance(one, int))

    def number(self, name: str) -> int | None:
        return next(iter(self.numbers(name)), None)


@dataclass(frozen=True)
class Message:
    """What has come: `code` is the operation of a request and the status of an answer."""

    code: int
    number: int
    groups: tuple[Group, ...]
    data: bytes = field(default=b"", repr=False)

    def group(self, kind: int) -> Group:
        """The first of that kind; an empty one where there is none."""
        return next((one for one in self.groups if one.kind == kind), Group(kind))


def encoded(code: int, number: int, groups: Sequence[tuple[int, Sequence[Attribute]]], data: bytes = b"") -> bytes:
    """A message as it goes over the wire."""
    said = bytearray(struct.pack(">BBHI", *VERSION, code, number))
    for kind, attributes in groups:
        said.append(kind)
        for one in attributes:
            for place, value in enumerate(one.values):
                said += _field(one.kind, b"" if place else one.name.encode(), value)
    return bytes(said) + bytes([END]) + data


def _field(kind: int, name: bytes, value: Value) -> bytes:
    raw = _raw(value)
    return struct.pack(">BH", kind, len(name)) + name + struct.pack(">H", len(raw)) + raw


def _raw(value: Value) -> bytes:
    match value:
        case bool():
            return bytes([value])
        case int():
            return struct.pack(">i", value)
        case str():
            return value.encode()
        case bytes():
            return value
        case low, high:
            return struct.pack(">ii", low, high)


def decoded(said: bytes) -> Message:
    """A message from the wire. Raises NotIppError, and never reads beyond the end."""
    reader = _Reader(said)
    major, _, code, number = struct.unpack(">BBHI", reader.take(8))
    if major not in (1, 2):
        raise NotIppError(f"version {major}")
    groups: list[Group] = []
    while (kind := reader.byte()) != END:
        if kind not in _GROUPS:
            raise NotIppError(f"no group begins with {kind:#04x}")
        groups.append(Group(kind, _attributes(reader)))
    return Message(code, number, tuple(groups), reader.rest())


def _attributes(reader: "_Reader") -> dict[str, Values]:
    """Up to the next group. A value without a name belongs to the attribute before it."""
    found: dict[str, Values] = {}
    last, depth = "", 0
    while reader.peek() not in _GROUPS:
        kind, name, raw = reader.byte(), reader.text(), reader.sized()
        if kind == BEGIN_COLLECTION:
            depth += 1
        if not depth:
            last = name or last
            found[last] = found.get(last, ()) + _values(kind, raw)
        elif kind == END_COLLECTION:
            depth -= 1
    if depth:
        raise NotIppError("a collection without an end")
    return found


def _values(kind: int, raw: bytes) -> Values:
    if kind in _VALUELESS:
        return ()
    if kind in (INTEGER, ENUM, BOOLEAN, RANGE):
        return _figures(kind, raw)
    if kind in _WORDS:
        return (raw.decode("utf-8", errors="replace"),)
    if kind in (TEXT_LANGUAGE, NAME_LANGUAGE):
        inner = _Reader(raw)
        inner.sized()
        return (inner.text(),)
    return (raw,)


def _figures(kind: int, raw: bytes) -> Values:
    try:
        if kind == BOOLEAN:
            return (struct.unpack(">?", raw)[0],)
        if kind == RANGE:
            low, high = struct.unpack(">ii", raw)
            return ((low, high),)
        return (struct.unpack(">i", raw)[0],)
    except struct.error as error:
        raise NotIppError("a figure of the wrong length") from error


class _Reader:
    def __init__(self, said: bytes) -> None:
        self._said, self._at = said, 0

    def take(self, count: int) -> bytes:
        part = self._said[self._at : self._at + count]
        if len(part) < count:
            raise NotIppError("ends in the middle")
        self._at += count
        return part

    def peek(self) -> int:
        return self.take(1)[0] if self._at >= len(self._said) else self._said[self._at]

    def byte(self) -> int:
        return self.take(1)[0]

    def sized(self) -> bytes:
        return self.take(int.from_bytes(self.take(2), "big"))

    def text(self) -> str:
        return self.sized().decode("utf-8", errors="replace")

    def rest(self) -> bytes:
        return self._said[self._at :]
