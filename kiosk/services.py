"""What can be done here and now: computed from the devices that work, the platform, the items' flags and the hour.

Shown before anyone identifies, so that nobody learns at the end that it cannot be done.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from itertools import takewhile

from drivers import Status
from kiosk.catalogue.catalogue import Catalogue
from kiosk.model.catalogue import Hall
from kiosk.model.terminal import Terminal

NEAREST = 2  # other halls that are told
WAYS = ("card", "smartcard", "code")  # roles by which a resident can show who they are
PAPERS = ("page", "receipt")  # roles that can put a guide on paper


class Service(StrEnum):
    FIND = "find"  # look up items and read guides
    TICKET = "ticket"  # take a number in a queue
    BOOK = "book"  # book a time
    BOOKINGS = "bookings"  # see, change and cancel what was booked
    PRINT = "print"  # a guide on paper


class Reason(StrEnum):
    """Why something cannot be done now; the texts tell what to do instead."""

    NO_CATALOGUE = "noCatalogue"
    NO_READER = "noReader"
    PLATFORM_AWAY = "platformAway"
    HALL_CLOSED = "hallClosed"
    NO_PRINTER = "noPrinter"


@dataclass(frozen=True)
class Services:
    """A service that is missing is not offered at all; one with a reason is shown and cannot be pressed."""

    states: Mapping[Service, Reason | None] = field(default_factory=dict[Service, Reason | None])
    ways: frozenset[str] = frozenset()  # roles that can identify a resident now
    elsewhere: tuple[Hall, ...] = ()  # the nearest other halls and points, for those who are sent away
    papers: frozenset[str] = frozenset()  # roles that can print a guide now
    put_by: bool = False  # tickets are numbers put by: the platform is away, and nobody is asked who they are

    def offers(self, service: Service) -> bool:
        return service in self.states

    def works(self, service: Service) -> bool:
        return service in self.states and self.states[service] is None

    def reason(self, service: Service) -> Reason | None:
        return self.states.get(service)


@dataclass(frozen=True)
class Survey:
    """Looks at everything that decides what can be done, each time it is called."""

    terminal: Terminal
    catalogue: Callable[[], Catalogue]  # as it is now
    now: Callable[[], datetime]
    always_open: bool = False
    put_by: Callable[[], bool] = lambda: False  # whether there are numbers to give without the platform

    def __call__(self, health: Mapping[str, Status]) -> Services:
        ways = frozenset(role for role in WAYS if role in self.terminal.roles and _usable(health, role))
        put_by = False
        states: dict[Service, Reason | None] = {Service.FIND: None if self.catalogue().items else Reason.NO_CATALOGUE}
        if any(role in self.terminal.roles for role in WAYS):
            personal = self._personal(health, ways)
            put_by = personal is Reason.PLATFORM_AWAY and self.put_by()
            states[Service.TICKET] = self._hour() if put_by else personal or self._hour()
            if any(item.bookable for item in self.catalogue().items):
                states[Service.BOOK] = states[Service.BOOKINGS] = personal
        papers = frozenset(role for role in PAPERS if role in self.terminal.roles and _usable(health, role))
        if any(role in self.terminal.roles for role in PAPERS):
            states[Service.PRINT] = None if papers else Reason.NO_PRINTER
        return Services(states, ways, self._elsewhere(), papers, put_by)

    def _elsewhere(self) -> tuple[Hall, ...]:
        """Addresses go from the large to the small: the longer two of them agree, the nearer they are."""
        halls = self.catalogue().halls
        here = next((hall.address for hall in halls if hall.id == self.terminal.hall), "")
        others = [hall for hall in halls if hall.id != self.terminal.hall]
        return tuple(sorted(others, key=lambda hall: -_alike(here, hall.address))[:NEAREST])

    def _personal(self, health: Mapping[str, Status], ways: frozenset[str]) -> Reason | None:
        if not _usable(health, "platform"):
            return Reason.PLATFORM_AWAY
        return None if ways else Reason.NO_READER

    def _hour(self) -> Reason | None:
        hall = self.catalogue().hall(self.terminal.hall)
        return Reason.HALL_CLOSED if hall and not self.always_open and not is_open(hall, self.now()) else None


def is_open(hall: Hall, now: datetime) -> bool:
    """Whether a hall is within its hours: `("1", "08:30-12:00,13:00-16:30")` for Mondays."""
    spans = dict(hall.hours).get(str(now.isoweekday()), "")
    return any(_within(span, now.time()) for span in spans.split(",") if span)


def _within(span: str, moment: time) -> bool:
    opens, closes = (time.fromisoformat(part.strip()) for part in span.split("-"))
    return opens <= moment < closes


def _alike(one: str, other: str) -> int:
    """How many characters two addresses have in common from the left."""
    return len(tuple(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def _usable(health: Mapping[str, Status], role: str) -> bool:
    """Whether a device is known and has no fault."""
    return role in health and health[role].ok
