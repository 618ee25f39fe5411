"""Steps to change the configuration: choose values, see what would be written, write, take it along to another one."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from kiosk.config.adjusting import Adjustable
from kiosk.config.mistakes import Mistake
from kiosk.config.tables import Value
from kiosk.config.writing import Preview, Written
from kiosk.room.connection import Connection
from kiosk.room.operations import Operations
from kiosk.step import Job, Scene
from kiosk.steps.connection import Connect
from kiosk.steps.room import Page


@dataclass(frozen=True)
class ListSettings(Job[tuple[tuple[Adjustable, ...], tuple[Mistake, ...]]]):
    """What can be changed here; else what is wrong with the file."""

    to: ClassVar[str] = "operations"

    def run(self, resource: Operations, scene: Scene) -> tuple[tuple[Adjustable, ...], tuple[Mistake, ...]]:
        del scene
        return resource.settings()


@dataclass(frozen=True)
class Adjust:
    """Wants another value. `table` is "terminal" or the role of a device."""

    table: str
    name: str
    value: Value


@dataclass(frozen=True)
class TakeAlong:
    """Wants the configuration written into this folder."""

    folder: Path


@dataclass(frozen=True)
class TakeOver:
    """Wants the configuration that lies in this folder."""

    folder: Path


@dataclass(frozen=True)
class SettingsPage(Page[Adjust | TakeAlong | TakeOver | Connect]):
    """Values with what each can be; and sticks on which the configuration is taken to another terminal."""

    settings: tuple[Adjustable, ...]
    mistakes: tuple[Mistake, ...] = ()  # in the file: until they are mended, nothing can be changed here
    sticks: tuple[Path, ...] = ()  # onto which it can be written
    others: tuple[Path, ...] = ()  # on which another terminal's lies
    saved: Path | None = None
    trouble: Exception | None = None  # why the last wish did not do
    connects: bool = False  # whether who is there may change the platform and the terminal's name


@dataclass(frozen=True)
class ListSticks(Job[tuple[tuple[Path, ...], tuple[Path, ...]]]):
    """Sticks, and those of them with a configuration on them."""

    to: ClassVar[str] = "operations"

    def run(self, resource: Operations, scene: Scene) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
        del scene
        return resource.sticks()


@dataclass(frozen=True)
class ExportSettings(Job[Path]):
    """Write the configuration into a folder. Raises OSError."""

    to: ClassVar[str] = "operations"
    folder: Path

    def run(self, resource: Operations, scene: Scene) -> Path:
        del scene
        return resource.export(self.folder)


@dataclass(frozen=True)
class ProposeChange(Job[Preview]):
    """What the configuration would become."""

    to: ClassVar[str] = "operations"
    wanted: Adjust | TakeOver | Connection

    def run(self, resource: Operations, scene: Scene) -> Preview:
        del scene
        match self.wanted:
            case Adjust(table, name, value):
                return resource.adjusted(table, name, value)
            case TakeOver(folder):
                return resource.imported(folder)
            case Connection():
                return resource.bench.preview(self.wanted)


@dataclass(frozen=True)
class ConfirmChange(Page[bool]):
    """The lines that would change; answered with whether to write them."""

    preview: Preview


@dataclass(frozen=True)
class WriteChange(Job[Written]):
    """Write what was seen in the preview."""

    to: ClassVar[str] = "operations"
    preview: Preview = field(repr=False)

    def run(self, resource: Operations, scene: Scene) -> Written:
        del scene
        return resource.write(self.preview)


@dataclass(frozen=True)
class ChangeWritten(Page[bool]):
    """It is written and counts from the next start on, or why it is not; answered with whether to start anew now."""

    written: Written
