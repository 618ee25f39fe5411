"""Queues of a hall, the tickets taken in them, and numbers put by for hours without a platform."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kiosk.model.catalogue import Names


class QueueState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"  # outside its hours, or closed by staff
    FULL = "full"  # no more tickets today


@dataclass(frozen=True)
class Queue:
    id: str
    name: str
    hall_id: str
    windows: tuple[str, ...]  # what is written above them: "A03"
    state: QueueState
    waiting: int | None  # people in front of whoever takes a ticket now; None: not known, the platform is away
    minutes: int | None  # expected wait; None: not known
    opens: str = ""  # "09:00", local time
    closes: str = ""
    names: Names = ()


@dataclass(frozen=True)
class Ticket:
    id: str = field(repr=False)
    number: str = field(repr=False)  # "A017"
    queue: Queue
    item_name: str
    hall_name: str
    ahead: int | None  # None: not known, the number was given while the platform was away
    minutes: int | None
    issued: datetime  # with time zone; the platform's clock, or the terminal's where the platform was away
    item_names: Names = ()
    hall_names: Names = ()
    held_already: bool = False  # the person had a waiting ticket in this queue: it is given again, not a second one


@dataclass(frozen=True)
class PutBy:
    """A number that this terminal may give while the platform is away."""

    id: str = field(repr=False)
    number: str = field(repr=False)


@dataclass(frozen=True)
class NumberBlock:
    """The numbers put by for one queue, in the order in which they are to be given."""

    queue: Queue
    departments: frozenset[str]  # whose items the queue serves; empty: all
    hall_name: str
    tickets: tuple[PutBy, ...]
    hall_names: Names = ()

    def serves(self, department: str) -> bool:
        """Whether an item of this department is dealt with in the queue; "" for no item."""
        return not department or not self.departments or department in self.departments


@dataclass(frozen=True)
class NumberBlocks:
    """All that is put by for this terminal."""

    day: date  # on which the numbers are good
    blocks: tuple[NumberBlock, ...] = ()


@dataclass(frozen=True)
class Given:
    """A number that was given while the platform was away. It is nobody's: nobody was asked who they are."""

    id: str = field(repr=False)
    issued: datetime
    item_code: str = ""
