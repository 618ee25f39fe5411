"""What has happened, in the past tense. Nothing else moves the kiosk."""

from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from drivers import Status
from kiosk.maintenance.board import Notice
from kiosk.step import Step
from kiosk.style import Style
from kiosk.voice import Manner

Journey = Coroutine[Step[Any], Any, None]


class WentHome(Exception):  # noqa: N818 - it is no error, it is where the resident wants to be
    """The resident pressed Home: thrown into the journey, caught by the visit."""


class Event:
    """Something that happened."""


@dataclass(frozen=True)
class Answered(Event):
    """Someone has answered the current step."""

    value: Any = field(default=None, repr=False)

    def into(self, journey: Journey) -> Step[Any]:
        return journey.send(self.value)


@dataclass(frozen=True)
class Failed(Event):
    """The current step could not be answered."""

    why: Exception

    def into(self, journey: Journey) -> Step[Any]:
        return journey.throw(self.why)


@dataclass(frozen=True)
class Touched(Event):
    """The screen was touched: someone is there."""


@dataclass(frozen=True)
class WentBack(Event):
    """The resident pressed Back."""


@dataclass(frozen=True)
class PressedHome(Event):
    """The resident pressed Home: the visit goes on at its first question, still knowing who is there."""


@dataclass(frozen=True)
class Left(Event):
    """The resident pressed Exit, or has been silent for too long."""


@dataclass(frozen=True)
class LanguageChosen(Event):
    """The resident wants to read another language, here and until the end of the visit."""

    language: str


@dataclass(frozen=True)
class VoiceChosen(Event):
    """The resident wants to hear what stands on the screen, or otherwise than until now; None: not any more."""

    voice: Manner | None


@dataclass(frozen=True)
class StyleChosen(Event):
    """The resident wants the screen to look otherwise, likewise."""

    style: Style


@dataclass(frozen=True)
class StaffCalled(Event):
    """The resident wants a member of staff to come."""


@dataclass(frozen=True)
class CallEnded(Event):
    """Nobody needs to come any more."""


@dataclass(frozen=True)
class HealthChanged(Event):
    """A device or the platform is not as it was."""

    role: str
    status: Status


@dataclass(frozen=True)
class CatalogueChanged(Event):
    """The platform has published something. Visits that have begun keep what they began with."""


@dataclass(frozen=True)
class MaintenanceChanged(Event):
    """The terminal is to be closed to the public, or opened again (None). A visit that is going on ends first."""

    notice: Notice | None
