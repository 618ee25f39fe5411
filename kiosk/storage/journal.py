"""The journal of final jobs: written before each acts, so that no power cut loses or doubles one.

Any thread may call; each call is one transaction that is on the disk when it returns (WAL, synchronous=FULL). What a
job is about is sealed until its end, and then forgotten.
"""

import json
import logging
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from kiosk.platform.troubles import NotWritten
from kiosk.storage import database
from kiosk.storage.seal import BrokenSealError, Seal, beside, seal_anew

log = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS job (
    key TEXT PRIMARY KEY, kind TEXT NOT NULL, note TEXT, repeatable INTEGER NOT NULL,
    state TEXT NOT NULL, begun REAL NOT NULL, ended REAL
) STRICT;
CREATE INDEX IF NOT EXISTS job_state ON job (state);
"""
OPEN = "open"


class Ending(StrEnum):
    DONE = "done"
    NOT_DONE = "notDone"  # refused, or certainly without effect
    UNKNOWN = "unknown"  # nobody knows: for staff to look at, never repeated by itself
    SEEN = "seen"  # nobody knows, and staff have looked after it


@dataclass(frozen=True)
class Record:
    """A job whose end is not known. The note is opaque here; it holds no name and no number of a person."""

    key: str
    kind: str
    note: Mapping[str, str] = field(repr=False)
    repeatable: bool


@dataclass(frozen=True)
class Unknown:
    """A job of which nobody knows how it ended."""

    key: str
    kind: str
    ended: float  # seconds since 1970, when that was found out


class Journal:
    def __init__(self, path: Path | str, now: Callable[[], float] = time.time, *, seal: Seal | None = None) -> None:
        """Without a seal, the one of the folder."""
        self._now, self._seal = now, seal or beside(path)
        self._lock = threading.Lock()
        self._db = database.opened(path, _SCHEMA, pragmas="PRAGMA secure_delete=ON;")
        self._lasts = path == database.IN_MEMORY or database.kept(self._db)

    def begin(self, kind: str, note: Mapping[str, str], *, repeatable: bool, again: str = "") -> str:
        """Write down that a job is about to act; its idempotency key.

        Trying again is not doing twice: `again` is the key of the same job's last try, and the same job that is still
        open keeps its key anyway. Raises NotWritten.
        """
        if not self._lasts:
            raise NotWritten
        try:
            return self._begin(kind, json.dumps(dict(note), sort_keys=True), again, repeatable=repeatable)
        except sqlite3.Error as error:
            log.error("%s could not be written down: %s", kind, error.sqlite_errorname)  # noqa: TRY400 - told whole
            raise NotWritten from None

    def _begin(self, kind: str, text: str, again: str, *, repeatable: bool) -> str:
        with self._lock:
            if again:
                sealed = self._seal.close(text)
                self._db.execute("UPDATE job SET state = ?, note = ? WHERE key = ?", (OPEN, sealed, again))
                return again
            if same := self._same(kind, text):
                return same
            key = secrets.token_urlsafe(18)
            self._db.execute(
                "INSERT INTO job VALUES (?, ?, ?, ?, ?, ?, NULL)",
                (key, kind, self._seal.close(text), repeatable, OPEN, self._now()),
            )
            return key

    def _same(self, kind: str, text: str) -> str:
        """The key of the same job that is still open. Two seals of one text differ: each is opened."""
        query = "SELECT key, note FROM job WHERE state = ? AND kind = ? AND repeatable"
        for key, note in self._db.execute(query, (OPEN, kind)):
            with suppress(BrokenSealError):
                if self._seal.open(note) == text:
                    return str(key)
        return ""

    def end(self, key: str, ending: Ending) -> None:
        """Write down how a job ended, and forget what it was about.

        Where that cannot be written, the job stays unfinished and is settled at the next start: it has acted, and
        whoever waits for it must get what it has brought.
        """
        change = "UPDATE job SET state = ?, note = NULL, ended = ? WHERE key = ?"
        try:
            with self._lock:
                self._db.execute(change, (ending, self._now(), key))
        except sqlite3.Error as error:
            log.error("an ending could not be written down: %s", error.sqlite_errorname)  # noqa: TRY400 - told whole

    def unfinished(self) -> tuple[Record, ...]:
        """The jobs that had begun and of whose end nothing is known, oldest first."""
        query = "SELECT key, kind, note, repeatable FROM job WHERE state = ? ORDER BY rowid"
        with self._lock:
            rows = self._db.execute(query, (OPEN,)).fetchall()
        return tuple(self._record(*row) for row in rows)

    def seal_anew(self) -> int:
        """With the newest key, what an older one opens; how many notes."""
        with self._lock:
            return seal_anew(self._db, "job", self._seal)

    def unknown(self) -> tuple[Unknown, ...]:
        """The jobs of which nobody knows how they ended and that nobody has looked after, newest first."""
        query = "SELECT key, kind, coalesce(ended, begun) FROM job WHERE state = ? ORDER BY rowid DESC"
        with self._lock:
            rows = self._db.execute(query, (Ending.UNKNOWN,)).fetchall()
        return tuple(Unknown(*row) for row in rows)

    def looked_after(self, key: str) -> None:
        """Somebody has looked after a job whose end is unknown."""
        with self._lock:
            self._db.execute("UPDATE job SET state = ? WHERE key = ? AND state = ?", (Ending.SEEN, key, Ending.UNKNOWN))

    def count(self, ending: Ending) -> int:
        """How many jobs ended so."""
        with self._lock:
            return int(self._db.execute("SELECT count(*) FROM job WHERE state = ?", (ending,)).fetchone()[0])

    def _record(self, key: str, kind: str, note: str, repeatable: int) -> Record:
        """A note that a damaged disk, or a lost key, has made unreadable is for staff to look at."""
        try:
            return Record(key, kind, json.loads(self._seal.open(note)), bool(repeatable))
        except ValueError:
            return Record(key, kind, {}, repeatable=False)

    def close(self) -> None:
        with self._lock:
            self._db.close()
