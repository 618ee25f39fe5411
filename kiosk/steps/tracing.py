"""Steps of a wire trace: what goes to a device and comes from it, live, without anything of a person."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar

from kiosk.room.desk import RoomDesk
from kiosk.room.tracer import Trace, Tracer, Tracing
from kiosk.step import Job, Scene
from kiosk.steps.records import SaveTo
from kiosk.steps.room import Page


@dataclass(frozen=True)
class AskTrace(Job[Tracing]):
    """Whether a device can be traced, and is."""

    to: ClassVar[str] = "trace"
    role: str

    def run(self, resource: Tracer, scene: Scene) -> Tracing:
        del scene
        return resource.of(self.role)


@dataclass(frozen=True)
class StartTrace(Job[Trace]):
    """Listen to this device. Raises DeviceError where there is no wire."""

    to: ClassVar[str] = "trace"
    role: str

    def run(self, resource: Tracer, scene: Scene) -> Trace:
        del scene
        return resource.start(self.role)


@dataclass(frozen=True)
class StopTrace(Job[None]):
    """Listen no more, and forget what was told."""

    to: ClassVar[str] = "trace"

    def run(self, resource: Tracer, scene: Scene) -> None:
        del scene
        resource.stop()


@dataclass(frozen=True)
class KeepTrace(Job[Trace | None]):
    """What has been told so far."""

    to: ClassVar[str] = "trace"

    def run(self, resource: Tracer, scene: Scene) -> Trace | None:
        del scene
        return resource.trace()


@dataclass(frozen=True)
class SaveTrace(Job[Path]):
    """Write a trace as a text. Raises OSError where the folder is full, gone or not to be written."""

    to: ClassVar[str] = "health"
    folder: Path
    trace: Trace = field(repr=False)

    def run(self, resource: RoomDesk, scene: Scene) -> Path:
        return resource.save_trace(self.folder, self.trace, scene.words)


class TraceWish(StrEnum):
    PAUSE = "pause"
    GO_ON = "goOn"
    LISTEN = "listen"  # once more, after what was presented could not be read
    TEST = "test"  # have the device do what it is for
    STOP = "stop"


@dataclass(frozen=True)
class TracePage(Page[TraceWish | SaveTo | Any]):
    """The newest lines as they come, or standing still; whoever presents something meanwhile answers it with that."""

    role: str
    presented: bool = False  # to this device something is presented
    listening: bool = False  # and now it would be read
    still: Trace | None = field(default=None, repr=False)  # what is looked at while it stands still
    folders: tuple[Path, ...] = ()  # where it can be saved
    saved: Path | None = None
    trouble: Exception | None = None  # why the last wish, or what was presented, did not do

    @property
    def listens(self) -> frozenset[str]:
        return frozenset({self.role} if self.listening and self.still is None else ())
