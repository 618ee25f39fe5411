"""What may be seen of an ID-card reader: every request, and of a reply its head; what a card says is a length."""

from collections.abc import Iterator

from drivers.protocols import sam
from drivers.protocols.sam import HEAD, LONGEST_BODY, PREAMBLE
from drivers.protocols.sam_answers import meaning
from drivers.tracing import Told, heard, hidden, joined, octets, sent

_STATUS = 3  # bytes of SW1, SW2, SW3 behind the head
_REQUESTS = {
    sam.RESET: "reset the module",
    sam.STATUS: "is the module well?",
    sam.MODULE_ID: "what is the module's number?",
    sam.FIND: "find a card",
    sam.SELECT: "select the card",
    sam.READ: "read text and photo",
    sam.READ_WITH_PRINTS: "read text, photo and fingerprints",
    sam.NEW_ADDRESS: "read the newer address",
}
_FRAMES = {sam.frame(command): words for command, words in _REQUESTS.items()}


class Mask:
    """Follows a reply byte by byte, with its head and a sum for memory, and shows the head when the check is right.

    The check is hidden, too: it is a sum of what the card says.
    """

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._head = b""
        self._left = 0  # bytes of data and check that are still to come
        self._sum = 0
        self._noise = 0

    def sent(self, data: bytes) -> Iterator[Told]:
        if came := self._noise + len(self._head) + (self._size - self._left if self._left else 0):
            yield heard(hidden(came), "no whole reply")
        self._begin()
        words = _FRAMES.get(data)
        yield sent(hidden(len(data)), "an unknown request") if words is None else sent(octets(data), words)

    def heard(self, data: bytes) -> Iterator[Told]:
        for byte in data:
            if self._left:
                yield from self._inside(byte)
            else:
                self._before(byte)
        if self._noise and not self._left:
            yield heard(hidden(self._noise), "no reply")
            self._noise = 0

    @property
    def _size(self) -> int:
        """How many bytes of data and check the head announces."""
        return int.from_bytes(self._head[len(PREAMBLE) : HEAD], "big") - _STATUS

    def _before(self, byte: int) -> None:
        """A byte of the head, or of what lies between replies."""
        head = self._head + bytes((byte,))
        while head and not _begins(head):
            head = head[1:]
            self._noise += 1
        self._head = head
        if len(head) == HEAD + _STATUS:
            self._left = self._size
            self._sum = sam.checksum(head[len(PREAMBLE) :])

    def _inside(self, byte: int) -> Iterator[Told]:
        self._left -= 1
        self._sum ^= byte
        if self._left:
            return
        if self._noise:
            yield heard(hidden(self._noise), "no reply")
        if self._sum:
            yield heard(hidden(len(self._head) + self._size), "a reply whose check is wrong")
        else:
            yield self._whole()
        self._begin()

    def _whole(self) -> Told:
        data, code = self._size - 1, self._head[-1]
        words = f"{code:02X}: {meaning(code).words}" + (f", {data} bytes" if data else "")
        return heard(joined(octets(self._head), hidden(self._size)), words)


def _begins(head: bytes) -> bool:
    """Whether a reply may begin like this: the preamble, and a length that a reply can have."""
    if len(head) < HEAD:
        return PREAMBLE.startswith(head[: len(PREAMBLE)])
    length = int.from_bytes(head[len(PREAMBLE) : HEAD], "big")
    return head.startswith(PREAMBLE) and _STATUS < length <= LONGEST_BODY + 1
