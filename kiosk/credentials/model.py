"""The roles of those who look after a terminal, what each may do, and what the door tells them."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Who is in the room. A role is a PIN: the terminal knows no names."""

    STAFF = "staff"
    TECHNICIAN = "technician"


class Part(StrEnum):
    """The parts of the room."""

    DEVICES = "devices"
    TODAY = "today"
    OPERATIONS = "operations"
    BULLETIN = "bulletin"
    EVENTS = "events"
    READINESS = "readiness"
    ORDERS = "orders"
    MAINTENANCE = "maintenance"
    SCREEN = "screen"
    NETWORK = "network"
    MACHINE = "machine"
    FINDING = "finding"
    TRACING = "tracing"


_TECHNICIANS_ONLY = frozenset({Part.NETWORK, Part.MACHINE, Part.FINDING, Part.TRACING})
MAY = {Role.STAFF: frozenset(Part) - _TECHNICIANS_ONLY, Role.TECHNICIAN: frozenset(Part)}


class Refusal(StrEnum):
    """Why the door stays shut."""

    WRONG = "wrong"
    LOCKED = "locked"  # too many wrong tries
    BADGE = "badge"  # a badge that is not, or no longer, one of this terminal's
    UNSET = "unset"  # no PIN has been set on this terminal


@dataclass(frozen=True)
class Door:
    """What the door says to whoever stands before it."""

    refusal: Refusal | None = None
    seconds: int = 0  # until the lock opens
    tries: int = 0  # left until it locks
    sample: str = ""  # the PIN of the sample data, where there is no other
