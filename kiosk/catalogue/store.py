"""What came from the platform, kept in SQLite for the hours without it. Public data only, nothing of a resident."""

import json
import logging
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.catalogue.records import (
    RecordError,
    department_from,
    department_to,
    dictionaries_from,
    dictionaries_to,
    hall_from,
    hall_to,
    item_from,
    item_to,
)
from kiosk.catalogue.stock import Stock
from kiosk.model.catalogue import CatalogueDelta

log = logging.getLogger(__name__)

SCHEMA = 1
BUSY = 5.0  # seconds to wait for another program that holds the file

_TABLES = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS items (code TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sounds (character TEXT PRIMARY KEY, readings TEXT NOT NULL) WITHOUT ROWID;
"""


class Store:
    """One file. Each call opens and closes it, so any thread may call, one at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> Stock:
        """What is kept. A file that cannot be read is moved aside, and an empty one begun: the platform has it all."""
        try:
            return self._load()
        except sqlite3.OperationalError as error:  # held by another program, or a disk that cannot be read now
            log.warning("catalogue store cannot be opened (%s), starting empty", error.sqlite_errorname)
        except (sqlite3.DatabaseError, RecordError, ValueError, KeyError) as error:
            log.warning("catalogue store unreadable (%s), moved aside, starting empty", type(error).__name__)
            self._move_aside()
        return Stock()

    def keep(self, before: Stock, delta: CatalogueDelta, after: Stock) -> None:
        """Write a step from one stock to the next: all of it or nothing. Raises sqlite3.Error.

        Only what has changed is written, unless the file does not hold `before` (an earlier write has failed).
        """
        with self._open() as db:
            whole = delta.whole or _fact(db, "version") != before.version
            if whole:
                db.execute("DELETE FROM items")
            changed = after.items.values() if whole else delta.items
            rows = ((item.task_code, _json(item_to(item))) for item in changed)
            db.executemany("INSERT OR REPLACE INTO items VALUES (?, ?)", rows)
            db.executemany("DELETE FROM items WHERE code = ?", ((code,) for code in delta.withdrawn))
            _write_sounds(db, before, after, whole=whole)
            _write_facts(db, after)

    def confirm(self, now: datetime) -> None:
        """Note that the platform has nothing newer. Raises sqlite3.Error."""
        with self._open() as db:
            db.execute("UPDATE facts SET value = ? WHERE name = 'fetched'", (now.isoformat(),))

    def _load(self) -> Stock:
        with self._open() as db:
            facts = dict(db.execute("SELECT name, value FROM facts"))
            if not facts.get("version"):
                return Stock()
            records = (json.loads(record) for (record,) in db.execute("SELECT record FROM items"))
            items = [item_from(record, ignore_unknown=True) for record in records]
            sounds = {c: tuple(r.split()) for c, r in db.execute("SELECT character, readings FROM sounds")}
        return Stock(
            version=facts["version"],
            fetched=datetime.fromisoformat(facts["fetched"]),
            items={item.task_code: item for item in items},
            departments=tuple(department_from(one, ignore_unknown=True) for one in json.loads(facts["departments"])),
            halls=tuple(hall_from(one, ignore_unknown=True) for one in json.loads(facts["halls"])),
            dictionaries=dictionaries_from(json.loads(facts["dictionaries"])),
            sounds=sounds,
        )

    @contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        """A connection within one transaction."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=BUSY)) as db:
            db.execute("PRAGMA journal_mode = WAL")
            if db.execute("PRAGMA user_version").fetchone()[0] not in {0, SCHEMA}:
                raise sqlite3.DatabaseError("written by another version of this program")
            db.executescript(_TABLES)
            db.execute(f"PRAGMA user_version = {SCHEMA}")
            with db:
                yield db

    def _move_aside(self) -> None:
        """Keep the last unreadable file for whoever wants to know why."""
        self.path.replace(self.path.with_name(f"{self.path.name}.unreadable"))
        for tail in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                self.path.with_name(self.path.name + tail).unlink()


def _write_sounds(db: sqlite3.Connection, before: Stock, after: Stock, *, whole: bool) -> None:
    new = after.sounds.items() if whole else after.sounds.items() - before.sounds.items()
    db.executemany("INSERT OR REPLACE INTO sounds VALUES (?, ?)", ((c, " ".join(said)) for c, said in new))


def _write_facts(db: sqlite3.Connection, stock: Stock) -> None:
    facts = {
        "version": stock.version,
        "fetched": stock.fetched.isoformat() if stock.fetched else "",
        "departments": _json([department_to(one) for one in stock.departments]),
        "halls": _json([hall_to(one) for one in stock.halls]),
        "dictionaries": _json(dictionaries_to(stock.dictionaries)),
    }
    db.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())


def _fact(db: sqlite3.Connection, name: str) -> str:
    row = db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return row[0] if row else ""


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
