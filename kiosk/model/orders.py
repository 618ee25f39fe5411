"""Work orders: what is wrong with this terminal, who has to act, and how far they have come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from drivers import Actor

TERMINAL = "terminal"  # the role of an order that is about no single device


CALLED = "staffCalled"  # in the place of a fault: a resident wants somebody to come


class OrderState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    IN_PROGRESS = "inProgress"
    DONE = "done"
    REFUSED = "refused"

    @property
    def ended(self) -> bool:
        return self in {OrderState.DONE, OrderState.REFUSED}


class Reason(StrEnum):
    """What somebody at the terminal can report by hand; sent in the place of a fault."""

    BROKEN = "broken"
    DAMAGED = "damaged"
    LOOSE = "loose"  # a cable, a screw, a cover
    DIRTY = "dirty"
    SUPPLIES = "supplies"
    OTHER = "other"

    @property
    def actor(self) -> Actor:
        """Who has to act on it."""
        return Actor.STAFF if self in {Reason.DIRTY, Reason.SUPPLIES} else Actor.TECHNICIAN


@dataclass(frozen=True)
class Report:
    """A fault as it is filed. Nothing in it is about a resident."""

    role: str
    fault: str  # the name of a Fault, or a Reason
    actor: Actor
    since: datetime  # with time zone, the terminal's clock
    detail: str = ""
    by_hand: bool = False
    program: str = ""  # the version of the program that reports it


@dataclass(frozen=True)
class WorkOrder:
    """An order as the platform tells it."""

    id: str
    number: str  # "W000042"
    role: str
    fault: str
    actor: Actor
    state: OrderState
    since: datetime
    filed: datetime
    changed: datetime
    recovered: datetime | None = None  # the fault is gone since then, and whoever has the order has not ended it
    times: int = 1
    by_hand: bool = False
