"""Steps to look after the running program: how it is, what was done to it, and its end."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk.credentials.guard import Guard
from kiosk.credentials.record import Deed
from kiosk.room.loose_ends import LooseEnd
from kiosk.room.operations import SYNC_SECONDS, End, Operations, Running
from kiosk.step import Job, Scene
from kiosk.steps.room import Page

MOST_DEEDS = 200  # that are listed


class OperationsWish(StrEnum):
    SYNC = "sync"
    DEEDS = "deeds"
    SETTINGS = "settings"
    LOOSE_ENDS = "looseEnds"


@dataclass(frozen=True)
class LookAtRunning(Job[Running]):
    to: ClassVar[str] = "operations"

    def run(self, resource: Operations, scene: Scene) -> Running:
        del scene
        return resource.running()


@dataclass(frozen=True)
class SyncNow(Job[Running]):
    """Ask the platform at once. Raises TimeoutError."""

    to: ClassVar[str] = "operations"
    patience: ClassVar[float] = SYNC_SECONDS + 5

    def run(self, resource: Operations, scene: Scene) -> Running:
        del scene
        return resource.sync()


@dataclass(frozen=True)
class OperationsPage(Page[OperationsWish | End]):
    """How the program is, and what can be done to it."""

    running: Running
    synced: bool = False  # just now
    trouble: Exception | None = None  # why the last wish did not do
    ending: End | None = None  # it is on its way
    refused: End | None = None  # the system does not let this program do it


@dataclass(frozen=True)
class ConfirmEnd(Page[bool]):
    """What it means to residents; answered with whether to do it."""

    how: End


@dataclass(frozen=True)
class EndNow(Job[bool]):
    """End the program or the machine. False: the system does not let this program do it."""

    to: ClassVar[str] = "operations"
    how: End

    def run(self, resource: Operations, scene: Scene) -> bool:
        del scene
        return resource.end(self.how)


@dataclass(frozen=True)
class ListDeeds(Job[tuple[Deed, ...]]):
    """What was done behind the door, the newest first."""

    to: ClassVar[str] = "access"

    def run(self, resource: Guard, scene: Scene) -> tuple[Deed, ...]:
        del scene
        return resource.record.deeds(MOST_DEEDS)


@dataclass(frozen=True)
class DeedsPage(Page[None]):
    """Who has done what and when; answered to look again."""

    deeds: tuple[Deed, ...]


@dataclass(frozen=True)
class ListLooseEnds(Job[tuple[LooseEnd, ...]]):
    """What is for staff to look after. Raises sqlite3.Error."""

    to: ClassVar[str] = "operations"

    def run(self, resource: Operations, scene: Scene) -> tuple[LooseEnd, ...]:
        del scene
        return resource.loose_ends.all()


@dataclass(frozen=True)
class LookAfter(Job[tuple[LooseEnd, ...]]):
    """Somebody has looked after one of them; those that are left. Raises sqlite3.Error."""

    to: ClassVar[str] = "operations"
    one: LooseEnd

    def run(self, resource: Operations, scene: Scene) -> tuple[LooseEnd, ...]:
        del scene
        resource.loose_ends.looked_after(self.one)
        return resource.loose_ends.all()


@dataclass(frozen=True)
class LooseEndsPage(Page[LooseEnd]):
    """What nobody knows the end of, and what the platform would not have; answered with one that is looked after."""

    ends: tuple[LooseEnd, ...]
