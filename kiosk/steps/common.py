"""Steps that every visit has: the beginning, the home of all services, and the bad news."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from kiosk.catalogue.catalogue import Catalogue
from kiosk.model.catalogue import Item
from kiosk.step import Job, Question, Scene, Step
from kiosk.steps.help import FirstTime


@dataclass(frozen=True)
class Knock:
    """Whoever knows where to hold a finger wants into the technician's room."""


class Shelf(Protocol):
    """Whoever keeps the catalogue up to date."""

    @property
    def current(self) -> Catalogue: ...


@dataclass(frozen=True)
class OpenCatalogue(Job[Catalogue]):
    """The catalogue as it is now: one snapshot for the whole visit, which has begun: from here on Home is near."""

    to: ClassVar[str] = "catalogue"
    root: ClassVar[bool] = True

    def run(self, resource: Shelf, scene: Scene) -> Catalogue:
        del scene
        return resource.current


@dataclass(frozen=True)
class Browse:
    """Wants to look through the items, by "user_topic_type", "corp_topic_type" or "department"."""

    by: str
    group: str = ""


@dataclass(frozen=True)
class SearchItems:
    """Wants to search the items."""


@dataclass(frozen=True)
class TakeNumber:
    """Wants a number in a queue, whatever the matter."""


@dataclass(frozen=True)
class BookTime:
    """Wants to book a time, whatever the matter."""


@dataclass(frozen=True)
class SeeBookings:
    """Wants to see, change or cancel what was booked."""


Wish = Browse | SearchItems | TakeNumber | BookTime | SeeBookings | FirstTime | Item


@dataclass(frozen=True)
class Welcome(Step[Knock | Wish | None]):
    """Waits for the first touch, for ever: on a wish, or just anywhere. Answered with a Knock by those who look after
    the terminal.
    """

    idle: ClassVar[bool] = True
    patience: ClassVar[float] = float("inf")
    warns: ClassVar[bool] = False


@dataclass(frozen=True)
class Home(Question[Wish]):
    """All that can be done, computed from what works now (`Stage.services`)."""

    root: ClassVar[bool] = True
    catalogue: Catalogue = field(repr=False)


@dataclass(frozen=True)
class Sorry(Step[bool]):
    """Something did not go: what you can do, what staff can do. Answered with True for "try again"."""

    patience: ClassVar[float] = 90.0
    reason: Exception
    again: bool = False  # whether trying again makes sense


@dataclass(frozen=True)
class Farewell(Step[Any]):
    """Thanks, and a reminder to take the card and the slip."""

    patience: ClassVar[float] = 6.0
    warns: ClassVar[bool] = False
