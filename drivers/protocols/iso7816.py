"""Commands to chip cards and what they answer (ISO/IEC 7816-4): short APDUs, status words, BER-TLV.

Everything that comes from a card is data of a stranger: no function here fails on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

SELECT, READ_RECORD, GET_RESPONSE = 0xA4, 0xB2, 0xC0  # INS
BY_NAME, BY_FILE = 0x04, 0x02  # P1 of SELECT: an application's name; an elementary file below it
BY_IDENTIFIER = 0x00  # P2 of READ RECORD: the first record with the identifier that P1 gives
OK = 0x9000
DF_NAME = 0x84  # in the file control information: the application's full name
_CONSTRUCTED = 0x20  # bit of a tag's first byte: its value is TLVs again
DEEPEST = 4  # levels of TLV in TLV that are looked into

_WORDS = {
    0x6283: "the file or application is blocked",
    0x6300: "authentication failed",
    0x6700: "wrong length",
    0x6900: "not allowed",
    0x6981: "not a file of records",
    0x6982: "a key is needed first",
    0x6983: "authentication is blocked",
    0x6985: "conditions are not satisfied",
    0x6986: "no file is selected",
    0x6A81: "not supported, or the card is locked",
    0x6A82: "no such file or application",
    0x6A83: "no such record",
    0x6A86: "wrong parameters",
    0x6D00: "unknown instruction",
    0x6E00: "unknown class",
    0x6F00: "the card gives no reason",
}
ABSENT = {0x6A81, 0x6A82, 0x6A83, 0x6A86, 0x6D00, 0x6E00}  # what was asked for is not on this card
LOCKED = {0x6283, 0x6300, 0x6982, 0x6983, 0x6985}  # it may be there, but not for us


@dataclass(frozen=True)
class Command:
    """One short command APDU. `expect` is how many bytes are wished for: 256 stands for all, None for none."""

    ins: int
    p1: int = 0
    p2: int = 0
    data: bytes = field(default=b"", repr=False)
    expect: int | None = None
    cla: int = 0

    def encoded(self) -> bytes:
        """The bytes for the wire. Raises ValueError when they do not fit into a short APDU."""
        if len(self.data) > 255 or (self.expect is not None and not 1 <= self.expect <= 256):
            raise ValueError("does not fit into a short APDU")
        length = bytes((len(self.data),)) + self.data if self.data else b""
        wish = b"" if self.expect is None else bytes((self.expect % 256,))
        return bytes((self.cla, self.ins, self.p1, self.p2)) + length + wish


@dataclass(frozen=True)
class Response:
    """What a card answers: data and two status bytes."""

    data: bytes = field(repr=False)
    status: int

    @property
    def ok(self) -> bool:
        return self.status == OK

    @property
    def more(self) -> int:
        """How many bytes wait to be fetched by GET RESPONSE (61 xx); 0 when none do."""
        return (self.status & 0xFF or 256) if self.status >> 8 == 0x61 else 0

    @property
    def better(self) -> int:
        """The length the card would have liked in the command (6C xx); 0 when it does not complain."""
        return (self.status & 0xFF or 256) if self.status >> 8 == 0x6C else 0

    def encoded(self) -> bytes:
        return self.data + self.status.to_bytes(2, "big")


def parse_response(data: bytes) -> Response | None:
    """A card's answer; None when it is too short or its status begins with neither 6 nor 9."""
    if len(data) < 2 or data[-2] >> 4 not in (6, 9):
        return None
    return Response(data[:-2], int.from_bytes(data[-2:], "big"))


def parse_command(data: bytes) -> Command | None:
    """A short command APDU as a card hears it; None when it is none."""
    if len(data) < 4:
        return None
    cla, ins, p1, p2 = data[:4]
    rest = data[4:]
    if len(rest) <= 1:
        return Command(ins, p1, p2, b"", (rest[0] or 256) if rest else None, cla)
    body, wish = rest[1 : 1 + rest[0]], rest[1 + rest[0] :]
    if not rest[0] or len(body) < rest[0] or len(wish) > 1:
        return None
    return Command(ins, p1, p2, body, (wish[0] or 256) if wish else None, cla)


def meaning(status: int) -> str:
    """A status word in words."""
    if status == OK:
        return "done"
    if status >> 4 == 0x63C:
        return f"wrong secret, {status & 0xF} tries left"
    return _WORDS.get(status, "refused")


def tlvs(data: bytes, deepest: int = DEEPEST) -> Iterator[tuple[int, bytes]]:
    """Tags and values in BER-TLV, templates opened: (tag, value). Ends where the bytes make no sense any more."""
    at = 0
    while (found := _tlv(data, at)) is not None:
        first, tag, value, at = found
        yield tag, value
        if first & _CONSTRUCTED and deepest:
            yield from tlvs(value, deepest - 1)


def _tlv(data: bytes, at: int) -> tuple[int, int, bytes, int] | None:
    """First byte of the tag, whole tag, value, and where the next one begins; None when there is no whole one."""
    while at < len(data) and data[at] in (0x00, 0xFF):  # filling between objects
        at += 1
    if at >= len(data):
        return None
    first, end = data[at], at + 1
    if first & 0x1F == 0x1F:
        while end < len(data) and data[end] & 0x80:
            end += 1
        end += 1
    measured = _length(data, end)
    if measured is None:
        return None
    size, start = measured
    if start + size > len(data):
        return None
    return first, int.from_bytes(data[at:end], "big"), data[start : start + size], start + size


def _length(data: bytes, at: int) -> tuple[int, int] | None:
    """How long the value is, and where it begins."""
    if at >= len(data):
        return None
    if data[at] < 0x80:
        return data[at], at + 1
    more = data[at] & 0x7F
    if not 1 <= more <= 2 or at + 1 + more > len(data):  # no answer of a card is longer than two bytes can say
        return None
    return int.from_bytes(data[at + 1 : at + 1 + more], "big"), at + 1 + more


def application_name(control: bytes) -> bytes:
    """The full name of a selected application, from its file control information; empty when it does not say."""
    return next((value for tag, value in tlvs(control) if tag == DF_NAME), b"")
