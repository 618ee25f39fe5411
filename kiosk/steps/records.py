"""Steps of the technician's room that show what was recorded or measured: events, findings, pictures, the report."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from drivers.document import Document
from kiosk.documents.readiness_slip import readiness_slip
from kiosk.health.history import HistoryEvent
from kiosk.health.model import Finding
from kiosk.health.report import Report
from kiosk.health.today import Day
from kiosk.room.desk import RoomDesk
from kiosk.room.filters import EventFilter
from kiosk.step import Job, Scene
from kiosk.steps.printing import PrintSlip
from kiosk.steps.room import Page
from kiosk.texts import Words

MEASURE = 120.0  # seconds: a minute of latency, and every check of network and machine with its own limit


@dataclass(frozen=True)
class ListEvents(Job[tuple[HistoryEvent, ...]]):
    to: ClassVar[str] = "health"
    wanted: EventFilter

    def run(self, resource: RoomDesk, scene: Scene) -> tuple[HistoryEvent, ...]:
        del scene
        return resource.events(self.wanted)


@dataclass(frozen=True)
class EventsPage(Page[EventFilter]):
    """What has happened, the newest first; answered with what is wanted instead."""

    events: tuple[HistoryEvent, ...]
    wanted: EventFilter
    roles: tuple[str, ...]


class Subject(StrEnum):
    """What findings are made of beside devices."""

    NETWORK = "network"
    SYSTEM = "system"


class FindingsWish(StrEnum):
    AGAIN = "again"
    LATENCY = "latency"


@dataclass(frozen=True)
class LookInto(Job[tuple[Finding, ...]]):
    """Check the network or the machine, each part with its own limit."""

    to: ClassVar[str] = "health"
    patience: ClassVar[float] = MEASURE
    subject: Subject

    def run(self, resource: RoomDesk, scene: Scene) -> tuple[Finding, ...]:
        del scene
        return resource.network() if self.subject is Subject.NETWORK else resource.machine()


@dataclass(frozen=True)
class FindingsPage(Page[FindingsWish]):
    """The checks of the network or of the machine, part by part."""

    subject: Subject
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class PlotLatency(Job[bytes]):
    """How long the platform takes to answer, asked again and again for a minute."""

    to: ClassVar[str] = "health"
    patience: ClassVar[float] = MEASURE

    def run(self, resource: RoomDesk, scene: Scene) -> bytes:
        return resource.latency(scene.words)


@dataclass(frozen=True)
class PlotTimes(Job[bytes]):
    """How long the uses of one device took."""

    to: ClassVar[str] = "health"
    role: str

    def run(self, resource: RoomDesk, scene: Scene) -> bytes:
        return resource.times(self.role, scene.words)


@dataclass(frozen=True)
class PicturePage(Page[None]):
    """A picture as large as the room allows; answered when it has been looked at."""

    title: str  # a key of the texts
    subject: str  # what it is about: a role, or "platform"
    png: bytes = field(repr=False)  # empty: there is nothing to draw yet


@dataclass(frozen=True)
class LookAtToday(Job[tuple[Day, bytes]]):
    """What has been done today, in numbers and as a picture."""

    to: ClassVar[str] = "health"

    def run(self, resource: RoomDesk, scene: Scene) -> tuple[Day, bytes]:
        return resource.today(scene.words)


@dataclass(frozen=True)
class SaveToday(Job[Path]):
    """Write the numbers as a table. Raises OSError where the folder is full, gone or not to be written."""

    to: ClassVar[str] = "health"
    folder: Path

    def run(self, resource: RoomDesk, scene: Scene) -> Path:
        return resource.save_today(self.folder, scene.words)


class ReadinessWish(StrEnum):
    TEST = "test"
    PRINT = "print"


@dataclass(frozen=True)
class SaveTo:
    """Wants what is shown as a file in this folder."""

    folder: Path


@dataclass(frozen=True)
class LookAtReadiness(Job[Report]):
    to: ClassVar[str] = "health"

    def run(self, resource: RoomDesk, scene: Scene) -> Report:
        del scene
        return resource.readiness()


@dataclass(frozen=True)
class ListFolders(Job[tuple[Path, ...]]):
    """Where the report can be saved: plugged-in sticks first."""

    to: ClassVar[str] = "health"

    def run(self, resource: RoomDesk, scene: Scene) -> tuple[Path, ...]:
        del scene
        return resource.folders()


@dataclass(frozen=True)
class SaveReport(Job[Path]):
    """Write the report as a PDF. Raises OSError where the folder is full, gone or not to be written."""

    to: ClassVar[str] = "health"
    patience: ClassVar[float] = MEASURE
    folder: Path

    def run(self, resource: RoomDesk, scene: Scene) -> Path:
        del scene
        return resource.save_report(self.folder)


@dataclass(frozen=True)
class PrintReadiness(PrintSlip):
    """The report in short form."""

    report: Report

    def document(self, words: Words) -> Document:
        return readiness_slip(self.report, words)


@dataclass(frozen=True)
class ReadinessPage(Page[ReadinessWish | SaveTo]):
    """Passed or failed by device, and what can be done with the report."""

    report: Report
    folders: tuple[Path, ...]  # where it can be saved
    can_print: bool = False
    saved: Path | None = None
    trouble: Exception | None = None  # why the last wish did not do


@dataclass(frozen=True)
class TodayPage(Page[SaveTo | None]):
    """The day at a glance; answered with where it is to be saved, or None to count once more."""

    day: Day
    png: bytes = field(repr=False)
    folders: tuple[Path, ...]
    saved: Path | None = None
    trouble: Exception | None = None  # why it was not saved
