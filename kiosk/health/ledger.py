"""The tables of the history and every sentence that writes into them. On the writer's thread only."""

import sqlite3
from datetime import timedelta
from pathlib import Path

from drivers import About, Status
from kiosk.health import rows
from kiosk.health.model import Finding

KEPT = timedelta(days=400)  # events, …
EVENTS = 20_000  # … and at most so many
SAMPLES_KEPT = timedelta(days=31)  # samples of how long something took, …
SAMPLES = 50_000  # … and at most so many
BUSY = 5.0  # seconds that a sentence waits for another process

FAULT, RECOVERED, PAPER, TESTED = "fault", "recovered", "paper", "tested"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS event (
    id INTEGER PRIMARY KEY, at REAL NOT NULL, role TEXT NOT NULL, kind TEXT NOT NULL, fault TEXT, detail TEXT NOT NULL,
    paper TEXT, finding TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS event_of ON event (role, kind);
CREATE TABLE IF NOT EXISTS sample (
    id INTEGER PRIMARY KEY, at REAL NOT NULL, role TEXT NOT NULL, what TEXT NOT NULL, seconds REAL NOT NULL,
    ok INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS sample_of ON sample (role, what, at);
CREATE TABLE IF NOT EXISTS counter (
    role TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (role, name)
) STRICT;
CREATE TABLE IF NOT EXISTS known (
    role TEXT PRIMARY KEY, at REAL NOT NULL, state TEXT NOT NULL, fault TEXT, detail TEXT NOT NULL, paper TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS about (role TEXT PRIMARY KEY, told TEXT NOT NULL) STRICT;
"""
_EVENT = "INSERT INTO event (at, role, kind, fault, detail, paper, finding) VALUES (?, ?, ?, ?, ?, ?, ?)"
_COUNT = "INSERT INTO counter VALUES (?, ?, 1) ON CONFLICT (role, name) DO UPDATE SET count = count + 1"


def opened(path: Path | str) -> sqlite3.Connection:
    """A connection to the history, whose tables are there. Raises sqlite3.Error."""
    db = sqlite3.connect(path, timeout=BUSY, check_same_thread=False, isolation_level=None)
    db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _SCHEMA)
    return db


def status(db: sqlite3.Connection, at: float, role: str, told: Status) -> None:
    """What a device says of itself: an event when a fault comes, when it goes, and when the paper changes."""
    before = db.execute("SELECT fault, paper FROM known WHERE role = ?", (role,)).fetchone() or (None, None)
    now = str(told.fault) if told.fault else None
    if now != before[0]:
        _changed(db, at, role, told, before[0])
    if told.paper is not None and str(told.paper) != before[1] and before[1] is not None:
        db.execute(_EVENT, (at, role, PAPER, None, "", str(told.paper), None))
    row = (role, at, str(told.state), now, told.detail, str(told.paper) if told.paper else None)
    db.execute("INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?, ?, ?)", row)


def _changed(db: sqlite3.Connection, at: float, role: str, told: Status, before: str | None) -> None:
    if told.fault is None:
        db.execute(_EVENT, (at, role, RECOVERED, before, "", None, None))
    else:
        db.execute(_EVENT, (at, role, FAULT, str(told.fault), told.detail, None, None))
        db.execute(_COUNT, (role, "faults"))


def finding(db: sqlite3.Connection, told: Finding) -> None:
    fault = str(told.fault) if told.fault else None
    row = (told.at.timestamp(), told.subject, TESTED, fault, told.detail, None, rows.text(told))
    db.execute(_EVENT, row)


def use(db: sqlite3.Connection, at: float, role: str, what: str, seconds: float, *, ok: bool, counts: str) -> None:
    """How long something took; `counts` is the counter that it raises, "" for none."""
    db.execute("INSERT INTO sample (at, role, what, seconds, ok) VALUES (?, ?, ?, ?, ?)", (at, role, what, seconds, ok))
    for name in filter(None, (counts, "" if ok else "failures")):
        db.execute(_COUNT, (role, name))


def about(db: sqlite3.Connection, role: str, told: About) -> None:
    db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (role, rows.about_text(told)))


def prune(db: sqlite3.Connection, now: float) -> None:
    """Forget what is old, and the oldest of what is too much."""
    for table, kept, most in (("event", KEPT, EVENTS), ("sample", SAMPLES_KEPT, SAMPLES)):
        db.execute(f"DELETE FROM {table} WHERE at < ?", (now - kept.total_seconds(),))  # noqa: S608 - names of our own
        db.execute(f"DELETE FROM {table} WHERE id <= (SELECT max(id) FROM {table}) - ?", (most,))  # noqa: S608 - same
