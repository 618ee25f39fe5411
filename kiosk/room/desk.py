"""The technician's desk: everything that the pages of the room ask for, answered on threads of its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from drivers import Fault, Status
from kiosk.health import machine, network, plots
from kiosk.health.history import History, HistoryEvent, Kind
from kiosk.health.model import DeviceView, Finding, Level, Verdict
from kiosk.health.network import Answer, Way
from kiosk.health.plots import Size
from kiosk.health.report import Report
from kiosk.health.report_page import pdf, with_pictures
from kiosk.health.today import Day, day, table
from kiosk.model.terminal import Terminal
from kiosk.room.filters import EventFilter
from kiosk.room.sticks import sticks
from kiosk.room.trace_text import trace_text
from kiosk.room.tracer import Trace
from kiosk.storage.safely import settle
from kiosk.texts import Words

PICTURE = Size(160, 100, 150, 12)  # of a plot on the screen
BARS = Size(160, 60, 150, 12)
MOST_PARTS = 60  # of the network and of the machine, looked through for the newest of each
REPORTS = "reports"  # folder below the storage, for traces, too
LATENCY_SECONDS = 60.0  # that the plot of latency shows
NETWORK_SECONDS = 3.0  # of asking the platform again and again, for the list of findings


class RoomDesk:
    """What the jobs of the room run on."""

    def __init__(
        self,
        history: History,
        where: Terminal,
        devices: Mapping[str, str],
        folder: Path,
        way: Way,
        *,
        health: Callable[[], Mapping[str, Status]],
        now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(),
    ) -> None:
        """`devices` is role → model, in the order they are shown; `folder` the storage, `way` that to the platform."""
        self.where, self.folder, self.way = where, folder, way
        self.history, self.models, self.health, self.now = history, devices, health, now
        self._answers: Sequence[Answer] = ()  # of the platform, when it was asked for its latency last

    def devices(self) -> tuple[DeviceView, ...]:
        """Every configured device, with what is known of it from this run and earlier ones."""
        return tuple(self.history.views(self.models, self.health(), {}))

    def note(self, finding: Finding) -> Finding:
        """Keep what a test has come to."""
        self.history.note_finding(finding)
        return finding

    def judge(self, subject: str, level: Level, verdict: Verdict, detail: str, fault: Fault | None) -> Finding:
        """Keep what somebody has seen; its moment is now."""
        return self.note(Finding(subject, level, verdict, self.now(), fault=fault, detail=detail))

    def events(self, wanted: EventFilter) -> tuple[HistoryEvent, ...]:
        """The newest first."""
        since = self.now() - wanted.within if wanted.within is not None else None
        return tuple(self.history.events(wanted.role, wanted.kind, since, wanted.limit, wanted.passed))

    def readiness(self) -> Report:
        """The last tests of every device, of the network and of the machine, as the report tells them."""
        devices, now = self.devices(), self.now()
        tests = [one.last_test or Finding(one.role, Level.INTERNAL, Verdict.UNKNOWN, now) for one in devices]
        others = [one for subject in (network.SUBJECT, machine.SUBJECT) for one in self._last(subject)]
        return Report(self.where.id, self.where.hall, now, (*tests, *others), devices)

    def _last(self, subject: str) -> list[Finding]:
        """The newest finding of each part."""
        told = self.history.events(subject, Kind.TESTED, limit=MOST_PARTS)
        newest = {event.finding.part: event.finding for event in reversed(told) if event.finding is not None}
        return list(newest.values())

    def folders(self) -> tuple[Path, ...]:
        """Where a report can be saved: plugged-in sticks first, then the terminal's own folder."""
        return (*sticks(), self.folder / REPORTS)

    def network(self) -> tuple[Finding, ...]:
        """The way to the platform, piece by piece."""
        return self._noted(network.survey(self.way, NETWORK_SECONDS, keep=self._keep))

    def machine(self) -> tuple[Finding, ...]:
        """The machine under the program, part by part."""
        return self._noted(machine.survey(self.folder))

    def _noted(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(self.note(finding) for finding in findings)

    def latency(self, words: Words) -> bytes:
        """How fast the platform answers, over a minute, as a picture."""
        self._keep(network.measured(self.way, LATENCY_SECONDS))
        return plots.latency(self._answers, words, PICTURE)

    def _keep(self, answers: Sequence[Answer]) -> None:
        self._answers = answers

    def today(self, words: Words) -> tuple[Day, bytes]:
        """What has been done today, and the visits of each hour as a picture; empty as long as nobody has come."""
        told = day(self.history, self.now())
        return told, plots.by_hour(told.by_hour, words, BARS) if told.visits else b""

    def save_today(self, folder: Path, words: Words) -> Path:
        """The same as a table. Raises OSError where it cannot be written."""
        told = day(self.history, self.now())
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"today-{self.where.id}-{told.now:%Y%m%d-%H%M}.csv"
        file.write_text(table(told, self.where.id, words), encoding="utf-8-sig")  # so that spreadsheets see the charset
        settle(folder)
        return file

    def times(self, role: str, words: Words) -> bytes:
        """How long the uses of a device took, as a picture; nothing as long as it was not used."""
        uses = {use: self.history.samples(role, use) for use in self.history.uses(role)}
        return plots.histogram(uses, words, PICTURE) if any(uses.values()) else b""

    def save_report(self, folder: Path) -> Path:
        """The report as a page. Raises OSError where it cannot be written, DeviceError when a library is missing."""
        report = with_pictures(self.readiness(), self._answers, self.history)
        page = pdf(report)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"readiness-{self.where.id}-{report.at:%Y%m%d-%H%M}.pdf"
        file.write_bytes(page)
        settle(folder)
        return file

    def save_trace(self, folder: Path, trace: Trace, words: Words) -> Path:
        """A trace as a text. Raises OSError where it cannot be written."""
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"trace-{self.where.id}-{trace.role}-{trace.begun:%Y%m%d-%H%M%S}.txt"
        text = trace_text(trace, self.where, self.models.get(trace.role, ""), words)
        file.write_text(text, encoding="utf-8")
        settle(folder)
        return file
