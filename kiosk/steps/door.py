"""Steps before the technician's room: the closed terminal, the keypad, and the lock."""

from dataclasses import dataclass, field
from typing import ClassVar

from drivers.code import Code
from kiosk.credentials.guard import Guard
from kiosk.credentials.model import Door, Role
from kiosk.maintenance.board import Board, Notice
from kiosk.step import Job, Scene, Step
from kiosk.steps.common import Knock


@dataclass(frozen=True)
class UnderMaintenance(Step[Knock | None]):
    """Closed to the public: why, and where else it can be done. Waits for a technician, or for the notice to go."""

    idle: ClassVar[bool] = True
    patience: ClassVar[float] = float("inf")
    warns: ClassVar[bool] = False
    notice: Notice

    @property
    def listens(self) -> frozenset[str]:
        """That it is shown tells the maintenance mode that every visit has ended."""
        return frozenset({"maintenance"})


@dataclass(frozen=True)
class AskDoor(Job[Door]):
    """Whether the door is locked, before anybody tries."""

    to: ClassVar[str] = "access"

    def run(self, resource: Guard, scene: Scene) -> Door:
        del scene
        return resource.door()


@dataclass(frozen=True)
class EnterPin(Step[str | Code]):
    """A keypad, and a scanner where there is one. No question to come back to: a PIN is never shown again."""

    patience: ClassVar[float] = 45.0
    warns: ClassVar[bool] = False
    styled: ClassVar[bool] = False
    door: Door
    scanner: bool = False  # that may read a badge

    @property
    def listens(self) -> frozenset[str]:
        return frozenset({"code"} if self.scanner else ())


@dataclass(frozen=True)
class CheckPin(Job[Role | Door]):
    """Whose PIN it is, or what the door says now."""

    to: ClassVar[str] = "access"
    pin: str = field(repr=False)

    def run(self, resource: Guard, scene: Scene) -> Role | Door:
        del scene
        return resource.enter(self.pin)


@dataclass(frozen=True)
class CheckBadge(Job[Role | Door]):
    """Whose badge it is, or what the door says now."""

    to: ClassVar[str] = "access"
    badge: str = field(repr=False)

    def run(self, resource: Guard, scene: Scene) -> Role | Door:
        del scene
        return resource.show_badge(self.badge)


@dataclass(frozen=True)
class NoteDeed(Job[None]):
    """For the audit trail: whoever is inside does this."""

    to: ClassVar[str] = "access"
    what: str

    def run(self, resource: Guard, scene: Scene) -> None:
        del scene
        resource.note(self.what)


@dataclass(frozen=True)
class CloseTerminal(Job[Notice]):
    """Put the notice up: closed from the next visit on."""

    to: ClassVar[str] = "maintenance"
    reason: str

    def run(self, resource: Board, scene: Scene) -> Notice:
        del scene
        return resource.close(self.reason)


@dataclass(frozen=True)
class OpenTerminal(Job[None]):
    """Take the notice down."""

    to: ClassVar[str] = "maintenance"

    def run(self, resource: Board, scene: Scene) -> None:
        del scene
        resource.open()


@dataclass(frozen=True)
class ReadNotice(Job[Notice | None]):
    """Whether the terminal is to be closed."""

    to: ClassVar[str] = "maintenance"

    def run(self, resource: Board, scene: Scene) -> Notice | None:
        del scene
        return resource.read()
