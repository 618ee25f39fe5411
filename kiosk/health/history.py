"""What has happened to the devices, on the disk: faults that came and went, tests, how long things took, how often.

Never anything of a resident: roles, faults, details of a `DeviceError` and names of jobs are all that comes in. Any
thread may call; a thread of its own writes, so that no caller waits for the disk.
"""

import logging
import os
import queue
import secrets
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from drivers import About, Fault, Paper, State, Status
from kiosk.health import ledger, rows
from kiosk.health.model import DeviceView, Finding
from kiosk.worker import READ, STATUS

log = logging.getLogger(__name__)

FILE = "health.db"  # below the storage folder
PRUNE_EVERY = 500  # notes between two looks whether there is too much
STATUS_EVERY = 60.0  # seconds between two samples of a status that are kept: an idle device is asked all the time
PRINT = "Print"  # what the names of all jobs that print begin with
SETTLE = 2.0  # seconds that a reader waits for what was noted before it asked
STOP = 3.0  # seconds that the writer is given to end

_Note = Callable[[sqlite3.Connection], None]


class Kind(StrEnum):
    """What an event is."""

    FAULT = ledger.FAULT  # a fault came
    RECOVERED = ledger.RECOVERED  # it went
    PAPER = ledger.PAPER  # there is more or less paper than before
    TESTED = ledger.TESTED


@dataclass(frozen=True)
class HistoryEvent:
    """One line of the event history."""

    at: datetime
    role: str
    kind: Kind
    fault: Fault | None = None  # the one that came, that went, or that a test has found
    detail: str = ""  # for technicians; never anything of a resident
    paper: Paper | None = None
    finding: Finding | None = None


@dataclass(frozen=True)
class Sample:
    """How long one use of a device took."""

    at: datetime
    seconds: float
    ok: bool


@dataclass(frozen=True)
class Known:
    """What was last known of a device, perhaps by another run of the program."""

    at: datetime
    status: Status


class History:
    """`note_…` return at once; the others ask the disk, and see everything that was noted before."""

    def __init__(self, path: Path | str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """A file that is no history is put aside; where none can be kept, it is kept until the program ends."""
        self._wanted, self._now = Path(path), now
        self._path = _place(self._wanted)
        self._notes: queue.SimpleQueue[_Note | None] = queue.SimpleQueue()
        self._sampled: dict[str, float] = {}  # role → when a status sample was kept last
        self._told: dict[str, Status] = {}
        self._writer = threading.Thread(target=self._write, name="history", daemon=True)
        self._writer.start()

    def note_status(self, role: str, status: Status) -> None:
        """What a device says of itself now. Only changes are kept."""
        if self._told.get(role) != status:
            self._told[role] = status
            self._notes.put(partial(ledger.status, at=self._at(), role=role, told=status))

    def note_finding(self, finding: Finding) -> None:
        self._notes.put(partial(ledger.finding, told=finding))

    def note_use(self, role: str, what: str, seconds: float, ok: bool) -> None:
        """A job, a reading or a status question has taken so long, and has come to an end or to an error."""
        at = self._at()
        if what == STATUS:
            if at - self._sampled.get(role, float("-inf")) < STATUS_EVERY:
                return
            self._sampled[role] = at
        note = partial(ledger.use, at=at, role=role, what=what, seconds=seconds, ok=ok, counts=_counter(what))
        self._notes.put(note)

    def note_about(self, role: str, about: About) -> None:
        """What a device has told of itself."""
        self._notes.put(partial(ledger.about, role=role, told=about))

    def events(
        self,
        role: str | None = None,
        kind: Kind | None = None,
        since: datetime | None = None,
        limit: int = 200,
        passed: int = 0,
    ) -> list[HistoryEvent]:
        """The newest first; `passed` of them are passed over."""
        wanted = [("role = ?", role), ("kind = ?", kind and str(kind)), ("at >= ?", since and since.timestamp())]
        given = [(clause, value) for clause, value in wanted if value is not None]
        where = " AND ".join(["1", *(clause for clause, _ in given)])
        order = "ORDER BY id DESC LIMIT ? OFFSET ?"
        found = self._ask(
            f"SELECT at, role, kind, fault, detail, paper, finding FROM event WHERE {where} {order}",  # noqa: S608 - clauses of our own
            *(value for _, value in given),
            limit,
            passed,
        )
        return [_event(row) for row in found]

    def samples(self, role: str, what: str | None = None, since: datetime | None = None) -> list[Sample]:
        """How long a device's uses took, the oldest first; `what` is the name of a job, "read" or "status"."""
        asked = "SELECT at, seconds, ok FROM sample WHERE role = ? AND coalesce(?, what) = what AND at >= ? ORDER BY id"
        found = self._ask(asked, role, what, since.timestamp() if since else 0.0)
        return [Sample(_moment(at), seconds, bool(ok)) for at, seconds, ok in found]

    def uses(self, role: str) -> list[str]:
        """What there are samples of."""
        return [what for (what,) in self._ask("SELECT DISTINCT what FROM sample WHERE role = ? ORDER BY what", role)]

    def known(self) -> dict[str, Known]:
        """What was last known of each device."""
        found = self._ask("SELECT role, at, state, fault, detail, paper FROM known")
        return {role: Known(_moment(at), _status(*told)) for role, at, *told in found}

    def abouts(self) -> dict[str, About]:
        """What each device told of itself when it was last asked."""
        return {role: rows.about(told) for role, told in self._ask("SELECT role, told FROM about")}

    def views(
        self, devices: Mapping[str, str], health: Mapping[str, Status], abouts: Mapping[str, About]
    ) -> list[DeviceView]:
        """The overview: `devices` is role → model, `health` and `abouts` what is known of them now."""
        counters: dict[str, dict[str, int]] = {role: {} for role in devices}
        for role, name, count in self._ask("SELECT role, name, count FROM counter ORDER BY name"):
            counters.setdefault(role, {})[name] = count
        told = self.abouts()
        return [
            self._view(
                role, model, health.get(role, Status(State.UNKNOWN)), abouts.get(role) or told.get(role), counters
            )
            for role, model in devices.items()
        ]

    def close(self) -> None:
        """Everything that was noted is on the disk when this returns. Harmless when called twice."""
        self._notes.put(None)
        self._writer.join(STOP)
        if self._path != self._wanted:
            self._path.unlink(missing_ok=True)

    def _view(
        self, role: str, model: str, status: Status, about: About | None, counters: Mapping[str, Mapping[str, int]]
    ) -> DeviceView:
        tests = self.events(role, Kind.TESTED, limit=1)
        faults = self.events(role, Kind.FAULT, limit=1)
        last = faults[0] if faults else None
        return DeviceView(
            role,
            model,
            status,
            about or About(),
            tests[0].finding if tests else None,
            last and last.fault,
            last and last.at,
            counters[role],
        )

    def _at(self) -> float:
        return self._now().timestamp()

    def _ask(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask on the caller's thread, after what was noted so far has been written. Raises sqlite3.Error."""
        self._settle()
        with closing(sqlite3.connect(self._path, timeout=ledger.BUSY)) as db:
            return db.execute(question, values).fetchall()

    def _settle(self) -> None:
        if self._writer.is_alive():
            written = threading.Event()
            self._notes.put(lambda _db: written.set())
            written.wait(SETTLE)

    def _write(self) -> None:
        with closing(ledger.opened(self._path)) as db:
            self._prune(db)
            while True:
                for _ in range(PRUNE_EVERY):
                    note = self._notes.get()
                    if note is None:
                        return
                    _kept(db, note)
                self._prune(db)

    def _prune(self, db: sqlite3.Connection) -> None:
        _kept(db, partial(ledger.prune, now=self._at()))


def _place(path: Path) -> Path:
    """Where the history can be kept: a terminal serves residents whether or not it can."""
    elsewhere = Path(tempfile.gettempdir()) / f"health-{os.getpid()}-{secrets.token_hex(4)}.db"
    for place in (path, path, elsewhere):
        try:
            ledger.opened(place).close()
        except sqlite3.Error as error:
            log.error("no history can be kept in %s: %s", place.name, type(error).__name__)  # noqa: TRY400 - it says all
            if not isinstance(error, sqlite3.OperationalError):  # not busy, full or forbidden: it is no database
                _put_aside(path)
        else:
            return place
    return elsewhere


def _put_aside(path: Path) -> None:
    with suppress(OSError):
        path.replace(path.with_suffix(".broken"))
        for beside in ("-wal", "-shm"):  # they belong to it, and must not be taken for the new one's
            path.with_name(path.name + beside).unlink(missing_ok=True)


def _kept(db: sqlite3.Connection, note: _Note) -> None:
    """One note, whole or not at all. A full disk costs the history and nothing else."""
    try:
        with db:
            db.execute("BEGIN IMMEDIATE")
            note(db)
    except sqlite3.Error as error:
        log.error("the history could not be written: %s", type(error).__name__)  # noqa: TRY400 - the type is enough


def _counter(what: str) -> str:
    """Which counter a use raises."""
    if what == STATUS:
        return ""
    if what == READ:
        return "reads"
    return "prints" if what.startswith(PRINT) else "jobs"


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC).astimezone()


def _event(row: tuple[Any, ...]) -> HistoryEvent:
    at, role, kind, fault, detail, paper, finding = row
    told: Finding | None = None
    if finding:
        with suppress(ValueError):  # written by another version: its line is still worth showing
            told = rows.finding(finding)
    return HistoryEvent(_moment(at), role, Kind(kind), rows.fault(fault), detail, Paper(paper) if paper else None, told)


def _status(state: str, fault: str | None, detail: str, paper: str | None) -> Status:
    return Status(State(state), rows.fault(fault), detail, Paper(paper) if paper else None)
