"""Tells the answers of an ESC/POS printer apart as they come, byte by byte, in any mixture and in any pieces.

A printer may send an automatic status in the midst of other answers, and a serial one XON and XOFF anywhere; only
the fixed bits of each byte say what it belongs to (Epson's command reference, "Identifying status").
"""

from dataclasses import dataclass

XON, XOFF = 0x11, 0x13
BLOCK_HEADERS = frozenset((0x35, 0x37, 0x3B, 0x3D, 0x5F))
BLOCK_LIMIT = 80  # bytes; a longer one is noise that began like a block
IDENTITY = 0x5F  # the header of an answer to GS I 65 and above
PROCESS_ID = 0x22  # the second byte of an answer to GS ( H, after the header 37


@dataclass(frozen=True)
class RealTime:
    """The answer to DLE EOT."""

    byte: int


@dataclass(frozen=True)
class Automatic:
    """Four bytes, sent unasked after GS a."""

    block: bytes


@dataclass(frozen=True)
class Single:
    """The one byte that answers GS r, or GS I 1 to 3."""

    byte: int


@dataclass(frozen=True)
class Block:
    """A header and a text that ends with NUL: GS ( H, GS I 65 and above."""

    header: int
    text: bytes

    def is_process(self, number: bytes) -> bool:
        """Whether it says that the job with this process id is on paper."""
        return self.header == 0x37 and self.text == bytes((PROCESS_ID,)) + number


Reply = RealTime | Automatic | Single | Block


class Classifier:
    """One reader of all answers. `noise` counts the bytes that no answer may hold."""

    def __init__(self, fixed_bits: int = 0x93) -> None:
        self.noise = 0
        self._fixed_bits = fixed_bits
        self._begun = b""  # of a block or an automatic status

    def reset(self) -> None:
        """Forget what has begun and not ended."""
        self._begun = b""

    def feed(self, data: bytes) -> list[Reply]:
        """The answers that are complete with these bytes."""
        replies = (self._take(byte) for byte in data if byte not in {XON, XOFF})
        return [reply for reply in replies if reply is not None]

    def _take(self, byte: int) -> Reply | None:
        if self._begun and self._begun[0] in BLOCK_HEADERS:
            return self._in_block(byte)
        if byte & self._fixed_bits == 0x12:  # may cut into an automatic status
            return RealTime(byte)
        if self._begun:
            return self._in_automatic(byte)
        return self._first(byte)

    def _first(self, byte: int) -> Reply | None:
        if byte in BLOCK_HEADERS or byte & 0x93 == 0x10:
            self._begun = bytes((byte,))
            return None
        if byte & 0x90 == 0:
            return Single(byte)
        self.noise += 1
        return None

    def _in_automatic(self, byte: int) -> Reply | None:
        if byte & 0x90:
            return self._abandon(byte)
        self._begun += bytes((byte,))
        if len(self._begun) < 4:
            return None
        block, self._begun = self._begun, b""
        return Automatic(block)

    def _in_block(self, byte: int) -> Reply | None:
        if byte == 0:
            header, text, self._begun = self._begun[0], self._begun[1:], b""
            return Block(header, text)
        if byte < 0x20 and byte & self._fixed_bits == 0x12:
            return RealTime(byte)
        if not 0x20 <= byte < 0x7F or len(self._begun) >= BLOCK_LIMIT:
            return self._abandon(byte)
        self._begun += bytes((byte,))
        return None

    def _abandon(self, byte: int) -> Reply | None:
        """What had begun was noise; this byte may begin something."""
        self.noise += len(self._begun)
        self._begun = b""
        return self._take(byte)
