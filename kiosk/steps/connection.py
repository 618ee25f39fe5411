"""Steps to connect the terminal with a platform: look, try, write."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.room.connection import Connection, Tried
from kiosk.room.operations import Operations
from kiosk.step import Job, Scene
from kiosk.steps.room import Page


@dataclass(frozen=True)
class Connect:
    """Wants to see and change to which platform the terminal belongs."""


@dataclass(frozen=True)
class Try:
    """Wants to know whether it works like this."""

    wanted: Connection


@dataclass(frozen=True)
class Save:
    """Wants it to be like this."""

    wanted: Connection


@dataclass(frozen=True)
class ReadConnection(Job[Connection]):
    """As the configuration has it. Raises ConfigError."""

    to: ClassVar[str] = "operations"

    def run(self, resource: Operations, scene: Scene) -> Connection:
        del scene
        return resource.bench.present()


@dataclass(frozen=True)
class TryConnection(Job[Tried]):
    """Ask that platform as that terminal. Nothing is written."""

    to: ClassVar[str] = "operations"
    patience: ClassVar[float] = 60.0  # every piece of the way has a limit of its own
    wanted: Connection

    def run(self, resource: Operations, scene: Scene) -> Tried:
        del scene
        return resource.bench.tried(self.wanted)


@dataclass(frozen=True)
class ConnectionPage(Page[Try | Save]):
    """The platform's address, the terminal's name there and its hall, with a keyboard; and what trying came to."""

    connection: Connection
    tried: Tried | None = None
