"""Packets of Zebra's Simple Serial Interface (SSI), which Mindeo and others speak, too: built, checked, taken apart.

A packet is `length | opcode | source | status | data | check, 2 bytes, high first`. The length counts all but the
check; the check is the two's complement of the sum of all before it. Source is 4 for the host and 0 for the scanner;
bit 0 of the status marks a packet that is sent again. From the guides of SE-923, DS2208 and Mindeo FS580.

Known, but not checked against a guide: bit 1 marks one of several packets of a long code, each with its type of code
before the data; and the types themselves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

HEAD, CHECK = 4, 2  # bytes
LONGEST_DATA = 255 - HEAD
HOST, SCANNER = 0x04, 0x00
AGAIN, GOES_ON = 0x01, 0x02  # bits of the status

REQUEST_REVISION, REPLY_REVISION = 0xA3, 0xA4
ACK, NAK = 0xD0, 0xD1
FLUSH = 0xD2
START_SESSION, STOP_SESSION = 0xE4, 0xE5
SCAN_ENABLE, SCAN_DISABLE = 0xE9, 0xEA
DECODE_DATA = 0xF3

SYMBOLOGIES: Mapping[int, str] = {  # types of code, in XFS4IoT's words
    0x01: "code39", 0x03: "code128", 0x0B: "ean13", 0x11: "pdf417", 0x1B: "dataMatrix", 0x1C: "qrCode", 0x2D: "aztec"
}  # fmt: skip


@dataclass(frozen=True)
class Packet:
    """One packet. What it carries may be a resident's."""

    opcode: int
    data: bytes = field(default=b"", repr=False)
    status: int = 0

    @property
    def again(self) -> bool:
        """Whether it is sent another time."""
        return bool(self.status & AGAIN)

    @property
    def goes_on(self) -> bool:
        """Whether more of the same code follows."""
        return bool(self.status & GOES_ON)


def encoded(packet: Packet, source: int = HOST) -> bytes:
    """The bytes of a packet. Raises ValueError when it holds more than LONGEST_DATA."""
    if len(packet.data) > LONGEST_DATA:
        raise ValueError(f"a packet holds at most {LONGEST_DATA} bytes")
    counted = bytes((HEAD + len(packet.data), packet.opcode, source, packet.status)) + packet.data
    return counted + check(counted)


def check(counted: bytes) -> bytes:
    """The two bytes behind a packet."""
    return (-sum(counted) & 0xFFFF).to_bytes(2, "big")


class PacketReader:
    """Takes bytes as they arrive and gives the sound packets of one source, whatever lies between them.

    A packet has no beginning of its own: where bytes make none, the first is given up and the next is tried.
    """

    def __init__(self, source: int = SCANNER) -> None:
        self._source = source
        self._bytes = bytearray()
        self.spoilt = 0  # bytes that were given up

    @property
    def begun(self) -> bool:
        return bool(self._bytes)

    def clear(self) -> None:
        """Forget what has arrived: it may be half of somebody's code."""
        self._bytes.clear()
        self.spoilt = 0

    def give_up(self) -> list[Packet]:
        """Nothing follows: what has begun is none, but a packet may stand within it."""
        found: list[Packet] = []
        while self._bytes:
            del self._bytes[0]
            self.spoilt += 1
            found += self.feed(b"")
        return found

    def feed(self, data: bytes) -> Iterator[Packet]:
        """The packets that are complete with these bytes."""
        self._bytes += data
        while len(self._bytes) >= HEAD:
            length = self._bytes[0]
            if length >= HEAD and self._bytes[2] == self._source:
                if len(self._bytes) < length + CHECK:
                    return
                counted, sum_ = bytes(self._bytes[:length]), bytes(self._bytes[length : length + CHECK])
                if check(counted) == sum_:
                    del self._bytes[: length + CHECK]
                    yield Packet(counted[1], counted[HEAD:], counted[3])
                    continue
            del self._bytes[0]
            self.spoilt += 1
