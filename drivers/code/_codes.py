"""What scanners have in common once they have read: bytes become a code or none, and one that stays is told once."""

from time import monotonic

from drivers import DeviceError, Fault
from drivers.code import Code, text_of
from drivers.protocols.scanner import looks_like_text

SAME = 2.0  # seconds for which a code must be out of sight to count as shown again


class Latest:
    """The code that was told last, for as long as it is in sight."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self._seen: tuple[bytes, float] = (b"", 0.0)

    def new(self, data: bytes, symbology: str = "unknown") -> Code | None:
        """The code, unless it is the one told last and still in sight. Raises INVALID_MEDIA for what is no text."""
        text = text_of(data) if looks_like_text(data) else ""
        if not text:
            raise DeviceError(Fault.INVALID_MEDIA, f"{len(data)} bytes that are no text")
        now, (last, seen) = monotonic(), self._seen
        self._seen = data, now
        return None if data == last and now - seen < SAME else Code(data, text, symbology)
