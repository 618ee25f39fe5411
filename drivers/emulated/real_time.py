"""Finds the commands that an ESC/POS printer obeys the moment they arrive, even in the midst of a picture's data."""

DLE = 0x10
_LENGTHS = {0x04: 3, 0x05: 3}  # DLE EOT n, DLE ENQ n
_DC4_LENGTHS = {1: 5, 2: 5, 8: 10}  # DLE DC4: pulse, power off, clear buffers


class RealTimeScanner:
    """Takes the real-time commands out of a stream that comes in pieces."""

    def __init__(self) -> None:
        self._begun = b""

    def scan(self, data: bytes) -> tuple[bytes, list[bytes]]:
        """What is left to print, and the commands found in it."""
        plain, commands = bytearray(), list[bytes]()
        stream = self._begun + data
        self._begun = b""
        at = 0
        while at < len(stream):
            start = stream.find(DLE, at)
            if start < 0:
                start = len(stream)
            plain += stream[at:start]
            length = _length(stream[start:])
            if length is None:
                self._begun = stream[start:]
                break
            found = stream[start : start + length]
            if length > 1:
                commands.append(found)
            else:
                plain += found
            at = start + length
        return bytes(plain), commands


def _length(stream: bytes) -> int | None:
    """How long the command at the beginning is: 1 when it is none, None when that cannot be said yet."""
    if len(stream) < 2:
        return None if stream else 0
    length = _LENGTHS.get(stream[1], 1)
    if stream[1] == 0x14:
        if len(stream) < 3:
            return None
        length = _DC4_LENGTHS.get(stream[2], 1)
    return length if len(stream) >= length else None
