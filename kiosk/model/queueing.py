"""Queues of a hall and the tickets taken in them."""

from dataclasses import dataclass, field
from datetime import datetime
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
    waiting: int  # people in front of whoever takes a ticket now
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
    ahead: int
    minutes: int | None
    issued: datetime  # with time zone, the platform's clock
    item_names: Names = ()
    hall_names: Names = ()
    held_already: bool = False  # the person had a waiting ticket in this queue: it is given again, not a second one
