"""What may be seen of a scanner in SSI mode: what it is told, of its packets the head; what they carry is a length."""

from collections.abc import Iterator

from drivers.protocols import ssi
from drivers.protocols.ssi import CHECK, HEAD, SCANNER, Packet
from drivers.tracing import Told, heard, hidden, joined, octets, sent

_ORDERS = {
    ssi.REQUEST_REVISION: "which revision?",
    ssi.ACK: "understood",
    ssi.NAK: "not understood",
    ssi.FLUSH: "forget what is waiting",
    ssi.START_SESSION: "look",
    ssi.STOP_SESSION: "do not look any more",
    ssi.SCAN_ENABLE: "be ready",
    ssi.SCAN_DISABLE: "rest",
}
_KNOWN = {
    ssi.encoded(Packet(opcode, status=status)): words + (", again" if status else "")
    for opcode, words in _ORDERS.items()
    for status in (0, ssi.AGAIN)
}
_HEARD = {**_ORDERS, ssi.REPLY_REVISION: "my revision", ssi.DECODE_DATA: "a code"}


class Mask:
    """Follows a packet byte by byte, with its head and a sum for memory, and shows the head when the check is right."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._head, self._left, self._sum, self._check = b"", 0, 0, b""
        self._noise = 0

    def sent(self, data: bytes) -> Iterator[Told]:
        if came := self._noise + len(self._head) + (self._size - self._left if self._head[HEAD - 1 :] else 0):
            yield heard(hidden(came), "no whole packet")
        self._begin()
        words = _KNOWN.get(data)
        yield sent(hidden(len(data)), "an unknown order") if words is None else sent(octets(data), words)

    def heard(self, data: bytes) -> Iterator[Told]:
        for byte in data:
            if len(self._head) == HEAD:
                yield from self._inside(byte)
            else:
                self._before(byte)
        if self._noise and len(self._head) < HEAD:
            yield heard(hidden(self._noise), "no packet")
            self._noise = 0

    @property
    def _size(self) -> int:
        """How many bytes of data and check the head announces."""
        return self._head[0] - HEAD + CHECK

    def _before(self, byte: int) -> None:
        self._head += bytes((byte,))
        while self._head and not self._plausible():
            self._noise += 1
            self._head = self._head[1:]
        if len(self._head) == HEAD:
            self._left, self._sum, self._check = self._size, sum(self._head), b""

    def _plausible(self) -> bool:
        """Whether a packet of the scanner can begin so."""
        opcode, source = self._head[1:2], self._head[2:3]
        known = not opcode or opcode[0] in _HEARD
        return self._head[0] >= HEAD and known and (not source or source[0] == SCANNER)

    def _inside(self, byte: int) -> Iterator[Told]:
        self._left -= 1
        if self._left >= CHECK:
            self._sum += byte
            return
        self._check += bytes((byte,))
        if self._left:
            return
        if noise := self._noise:
            yield heard(hidden(noise), "no packet")
        sound = self._check == (-self._sum & 0xFFFF).to_bytes(CHECK, "big")
        if sound:
            yield heard(joined(octets(self._head), hidden(self._size)), _HEARD[self._head[1]])
        else:
            yield heard(hidden(HEAD + self._size), "a packet whose check is wrong")
        self._begin()
