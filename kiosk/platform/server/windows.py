"""A simulated hall: windows that call one ticket after another, and other visitors. Decided by the clock alone.

Nothing runs in the background: who has been called, and who has come in, is computed when somebody asks. The same clock
gives the same hall.
"""

import hashlib
import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.platform.server.data import QueueRecord

BUSY = 0.85  # share of the windows' time that other visitors take up
WALK = 60.0  # seconds; nobody is called before they can have read their number
SINCE = timedelta(hours=2)  # other visitors have been coming in for so long when the first one looks


@dataclass(frozen=True)
class Waiting:
    """How a queue stands at one moment."""

    numbers: tuple[int, ...]  # tickets that have not been called, in the order in which they will be
    minutes_each: float

    def ahead(self, number: int | None = None) -> int:
        """Who comes before a ticket; before a new one, if none is given."""
        if number is None:
            return len(self.numbers)
        return self.numbers.index(number) if number in self.numbers else 0

    def minutes(self, ahead: int) -> int:
        return round(ahead * self.minutes_each + 0.5) if ahead else 0


def waiting(queue: QueueRecord, tickets: Sequence[tuple[int, float]], now: float) -> Waiting:
    """Tickets are (number, issued) in the order in which they were given; times in seconds."""
    free = [0.0] * max(len(queue.windows), 1)
    called: dict[int, float] = {}
    for number, issued in tickets:
        start = max(issued + WALK, free[0])
        called[number] = start
        heapq.heapreplace(free, start + _seconds(queue, number))
    still = tuple(number for number, start in called.items() if start > now)
    return Waiting(still, queue.minutes / len(free))


def visitors(queue: QueueRecord, after: datetime, until: datetime) -> Iterator[datetime]:
    """The minutes in which another visitor takes a ticket: after `after`, up to `until`."""
    chance = min(BUSY * max(len(queue.windows), 1) / queue.minutes, 1.0)
    moment = after + timedelta(minutes=1)
    while moment <= until:
        if _fraction(f"{queue.id} {moment:%Y-%m-%d %H:%M}") < chance:
            yield moment
        moment += timedelta(minutes=1)


def _seconds(queue: QueueRecord, number: int) -> float:
    """How long a ticket's matter takes: half to one and a half of the usual."""
    return queue.minutes * 60 * (0.5 + _fraction(f"{queue.id} {number}"))


def _fraction(text: str) -> float:
    """A number in [0, 1) that looks like chance and is always the same for a text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big") / 2**48
