"""Tells what goes over a device's wire, for technicians: bytes that are known to be harmless, of all others how many.

A driver that owns a wire has `trace(tell)`; a mask for its protocol decides what may be seen, before anything is told.
Whatever a mask does not know for certain is hidden, and nothing of it is kept: a trace cannot give away what it never
had.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

HIDDEN = "··"  # stands for a byte that is not shown


class Direction(StrEnum):
    SENT = "sent"  # to the device
    HEARD = "heard"  # from it
    NOTE = "note"  # about the wire itself


ARROWS = {Direction.SENT: "→", Direction.HEARD: "←", Direction.NOTE: "·"}


@dataclass(frozen=True)
class Told:
    """One line of a trace."""

    direction: Direction
    shown: str = ""  # bytes in hexadecimal, or words of a text protocol; hidden ones as `·· ×256`
    words: str = ""  # what it means, in a technician's English


Tell = Callable[[Told], None]


class Mask(Protocol):
    """What may be seen of one protocol. It takes bytes in any pieces, and never fails."""

    def sent(self, data: bytes) -> Iterable[Told]: ...
    def heard(self, data: bytes) -> Iterable[Told]: ...


class Tap:
    """Listens on one wire: its owner lends it every piece that goes either way."""

    def __init__(self, mask: Callable[[], Mask], tell: Tell) -> None:
        self._new, self._tell = mask, tell
        self._mask = mask()

    def opened(self, what: str) -> None:
        """The wire is there: `what` names it. Whatever was half said before is forgotten."""
        self._mask = self._new()
        self._tell(Told(Direction.NOTE, words=f"open: {what}"))

    def closed(self) -> None:
        self._tell(Told(Direction.NOTE, words="closed"))

    def sent(self, data: bytes) -> None:
        for told in self._mask.sent(data):
            self._tell(told)

    def heard(self, data: bytes) -> None:
        for told in self._mask.heard(data):
            self._tell(told)


def traceable(driver: Any) -> bool:
    """Whether it owns a wire: cameras, say, do not."""
    return callable(getattr(driver, "trace", None))


def line(told: Told, milliseconds: float) -> str:
    """One line of a trace as text: when, which way, what, and what it means."""
    what = "  ".join(part for part in (told.shown, told.words) if part)
    return f"{milliseconds:11.1f} {ARROWS[told.direction]} {what}"


def octets(data: bytes) -> str:
    """Bytes that may be seen."""
    return data.hex(" ").upper()


def hidden(count: int) -> str:
    """Bytes that may not."""
    return f"{HIDDEN} ×{count}" if count > 1 else HIDDEN * count


def joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def sent(shown: str, words: str = "") -> Told:
    return Told(Direction.SENT, shown, words)


def heard(shown: str, words: str = "") -> Told:
    return Told(Direction.HEARD, shown, words)
