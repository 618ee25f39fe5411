"""What a door remembers over a restart: wrong tries, and who has done what. On the disk when a call returns."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kiosk.storage.database import opened

_SCHEMA = """
CREATE TABLE IF NOT EXISTS tries (one INTEGER PRIMARY KEY CHECK (one = 1), wrong INTEGER NOT NULL, last REAL NOT NULL)
STRICT;
INSERT OR IGNORE INTO tries VALUES (1, 0, 0);
CREATE TABLE IF NOT EXISTS audit (at REAL NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL) STRICT;
"""
KEPT = 10_000  # lines of the audit trail; years of a terminal's life


@dataclass(frozen=True)
class Deed:
    """A line of the audit trail: a role, never a name."""

    at: datetime
    who: str
    what: str


FILE = "access.db"  # below the storage folder


def note_deed(folder: Path, what: str, who: str = "console") -> None:
    """A line of the audit trail, by a command that has no record open."""
    record = Record(folder / FILE)
    record.note(who, what)
    record.close()


class Record:
    def __init__(self, path: Path | str, now: Callable[[], float] = time.time) -> None:
        """`now` is the wall clock in seconds: a lock has to outlive a restart."""
        self._now = now
        self._lock = threading.Lock()
        self._db = opened(path, _SCHEMA)

    def wrong(self) -> tuple[int, float]:
        """Wrong tries in a row, and how many seconds ago the last one was; for a clock that was set back, just now."""
        now = self._now()
        with self._lock:
            self._db.execute("UPDATE tries SET last = ? WHERE last > ?", (now, now))
            wrong, last = self._db.execute("SELECT wrong, last FROM tries").fetchone()
        return int(wrong), now - float(last)

    def note_try(self) -> None:
        """One more, before it is known whether it is wrong."""
        with self._lock:
            self._db.execute("UPDATE tries SET wrong = wrong + 1, last = ?", (self._now(),))

    def clear(self) -> None:
        """It was right."""
        with self._lock:
            self._db.execute("UPDATE tries SET wrong = 0")

    def note(self, who: str, what: str) -> None:
        """Write down that a role has done something."""
        with self._lock:
            self._db.execute("INSERT INTO audit VALUES (?, ?, ?)", (self._now(), who, what))
            self._db.execute("DELETE FROM audit WHERE rowid <= (SELECT max(rowid) FROM audit) - ?", (KEPT,))

    def deeds(self, limit: int = 200) -> tuple[Deed, ...]:
        """The last lines of the audit trail, newest first."""
        with self._lock:
            rows = self._db.execute("SELECT at, who, what FROM audit ORDER BY rowid DESC LIMIT ?", (limit,)).fetchall()
        return tuple(Deed(datetime.fromtimestamp(at, UTC).astimezone(), who, what) for at, who, what in rows)

    def close(self) -> None:
        with self._lock:
            self._db.close()
