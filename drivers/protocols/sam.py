"""Frames of the SAM module inside every ID-card reader (GA/T 467): requests, replies, and a reader that resynchronises.

A frame is `AA AA AA 96 69 | length, 2 bytes, high first | body | check`; the length counts body and check, and the
check is the XOR of length and body. A request's body is command, parameter, data; a reply's is SW1, SW2, SW3, data.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import xor

PREAMBLE = bytes.fromhex("AA AA AA 96 69")
HEAD = len(PREAMBLE) + 2  # bytes before the body
LONGEST_BODY = 4096  # the longest known reply, base data and two fingerprints, is 2313; more is noise

RESET = b"\x10\xff"
STATUS = b"\x11\xff"
MODULE_ID = b"\x12\xff"
FIND = b"\x20\x01"
SELECT = b"\x20\x02"
READ = b"\x30\x01"  # text and photo
READ_WITH_PRINTS = b"\x30\x10"  # and fingerprints
NEW_ADDRESS = b"\x30\x03"
SET_BAUD = b"\x60"  # and one byte, the place in BAUDRATES
BAUDRATES = (115200, 57600, 38400, 19200, 9600)


@dataclass(frozen=True)
class Reply:
    """What the module answers. SW1 and SW2 are the card's own status, forwarded; SW3 is the module's, and decides."""

    sw3: int
    data: bytes = field(default=b"", repr=False)
    sw1: int = 0
    sw2: int = 0


def reply_frame(answer: Reply) -> bytes:
    """The frame of a reply: for emulated devices."""
    return frame(bytes((answer.sw1, answer.sw2, answer.sw3)) + answer.data)


def parse_reply(body: bytes) -> Reply | None:
    """The reply in a frame's body, or None when it is too short for one."""
    return None if len(body) < 3 else Reply(body[2], body[3:], body[0], body[1])


def frame(body: bytes) -> bytes:
    """A body with all that goes around it. A command and its parameter are the body of a request."""
    counted = (len(body) + 1).to_bytes(2, "big") + body
    return PREAMBLE + counted + bytes((checksum(counted),))


def checksum(data: bytes | bytearray) -> int:
    """XOR of all bytes."""
    return reduce(xor, data, 0)


class FrameReader:
    """Takes bytes as they arrive and gives the bodies of sound frames, whatever lies between and around them.

    A frame that claims an absurd length or fails its check gives up only its first byte: a sound frame that began
    inside it is still found.
    """

    def __init__(self, longest_body: int = LONGEST_BODY) -> None:
        self._longest = longest_body
        self._bytes = bytearray()
        self.broken = False  # a whole frame has come since the last clear, and its check was wrong

    @property
    def within_frame(self) -> bool:
        """Whether a frame has begun and is not complete."""
        return self._bytes.startswith(PREAMBLE)

    def clear(self) -> None:
        """Forget what has arrived: it may be half of somebody's card."""
        self._bytes.clear()
        self.broken = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The bodies that are complete with these bytes, in their order."""
        self._bytes += data
        while (body := self._next()) is not None:
            yield body

    def _next(self) -> bytes | None:
        while self._at_preamble() and len(self._bytes) >= HEAD:
            length = int.from_bytes(self._bytes[len(PREAMBLE) : HEAD], "big")
            if 2 <= length <= self._longest + 1:
                if len(self._bytes) < HEAD + length:
                    return None
                if (body := self._taken(length)) is not None:
                    return body
            del self._bytes[0]
        return None

    def _at_preamble(self) -> bool:
        """Drop what comes before the next preamble, or before what may become one."""
        start = self._bytes.find(PREAMBLE)
        if start < 0:
            start = len(self._bytes) - _begun(self._bytes)
        del self._bytes[:start]
        return self.within_frame

    def _taken(self, length: int) -> bytes | None:
        """The body of the frame at the front, taken out; None, and nothing taken, when its check is wrong."""
        end = HEAD + length
        if checksum(self._bytes[len(PREAMBLE) : end]):
            self.broken = True
            return None
        body = bytes(self._bytes[HEAD : end - 1])
        del self._bytes[:end]
        return body


def _begun(data: bytearray) -> int:
    """How many bytes at the end may be the beginning of a preamble."""
    return next((size for size in range(len(PREAMBLE) - 1, 0, -1) if data.endswith(PREAMBLE[:size])), 0)
