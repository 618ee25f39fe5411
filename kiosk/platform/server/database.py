"""The platform's own database: SQLite with write-ahead log, one connection per thread, one writer at a time.

What a transaction has committed survives a killed process and a power cut (synchronous=FULL). Only nonces are written
lightly: a power cut may forget the last of them, and what changes the world has its idempotency key all the same.
"""

import os
import sqlite3
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

BUSY = 5.0  # seconds to wait for another process that writes, `publish` on the command line for instance

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS items (code TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS items_by_version ON items (version);
CREATE TABLE IF NOT EXISTS parts (name TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS persons (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, number TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (kind, number));
CREATE TABLE IF NOT EXISTS visits (
  digest TEXT PRIMARY KEY, terminal TEXT NOT NULL, person INTEGER NOT NULL REFERENCES persons, expires REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS nonces (
  terminal TEXT NOT NULL, nonce TEXT NOT NULL, until REAL NOT NULL, PRIMARY KEY (terminal, nonce)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS nonces_by_age ON nonces (until);
CREATE TABLE IF NOT EXISTS answers (
  terminal TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL,
  made REAL NOT NULL, PRIMARY KEY (terminal, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answers_by_age ON answers (made);
CREATE TABLE IF NOT EXISTS tickets (
  id TEXT PRIMARY KEY, day TEXT NOT NULL, hall TEXT NOT NULL, prefix TEXT NOT NULL, number INTEGER NOT NULL,
  queue TEXT NOT NULL, person INTEGER REFERENCES persons, item TEXT, issued REAL NOT NULL,
  UNIQUE (hall, day, prefix, number));
CREATE INDEX IF NOT EXISTS tickets_by_queue ON tickets (queue, day, number);
CREATE TABLE IF NOT EXISTS reserved (
  id TEXT PRIMARY KEY, terminal TEXT NOT NULL, day TEXT NOT NULL, hall TEXT NOT NULL, prefix TEXT NOT NULL,
  number INTEGER NOT NULL, queue TEXT NOT NULL, held INTEGER NOT NULL, UNIQUE (hall, day, prefix, number));
CREATE INDEX IF NOT EXISTS reserved_by_terminal ON reserved (terminal, queue, day, number);
CREATE TABLE IF NOT EXISTS visitors (
  queue TEXT NOT NULL, day TEXT NOT NULL, minute INTEGER NOT NULL, PRIMARY KEY (queue, day)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS appointments (
  id TEXT PRIMARY KEY, code TEXT NOT NULL, person INTEGER NOT NULL REFERENCES persons, item TEXT NOT NULL,
  queue TEXT NOT NULL, slot TEXT NOT NULL, starts REAL NOT NULL, state TEXT NOT NULL, UNIQUE (code, slot));
CREATE INDEX IF NOT EXISTS appointments_by_slot ON appointments (slot, state);
CREATE INDEX IF NOT EXISTS appointments_by_person ON appointments (person, starts);
CREATE TABLE IF NOT EXISTS work_orders (
  serial INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, terminal TEXT NOT NULL, role TEXT NOT NULL,
  fault TEXT NOT NULL, actor TEXT NOT NULL, since TEXT NOT NULL, detail TEXT NOT NULL, program TEXT NOT NULL,
  by_hand INTEGER NOT NULL, state TEXT NOT NULL, filed REAL NOT NULL, changed REAL NOT NULL, times INTEGER NOT NULL,
  recovered TEXT);
CREATE UNIQUE INDEX IF NOT EXISTS work_orders_unfinished ON work_orders (terminal, role, fault)
  WHERE state IN ('open', 'accepted', 'inProgress');
"""


class Database:
    """Connections to one file. Any thread may ask."""

    def __init__(self, path: Path | str) -> None:
        self._path = str(path)
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))  # names and numbers: for its owner only
        self._mine = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._writer = threading.Lock()  # fair among the threads, where SQLite's own waiting is a lottery
        with self.write() as db:
            for statement in _SCHEMA.split(";"):
                db.execute(statement)

    @contextmanager
    def write(self, *, lightly: bool = False) -> Generator[sqlite3.Connection]:
        """One transaction: all of it, or nothing when an exception leaves the block."""
        db = self._connection()
        with self._writer:
            db.execute(f"PRAGMA synchronous={'NORMAL' if lightly else 'FULL'}")
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    @contextmanager
    def read(self) -> Generator[sqlite3.Connection]:
        """One consistent view of the whole database."""
        db = self._connection()
        db.execute("BEGIN")
        try:
            yield db
        finally:
            db.execute("COMMIT")

    def close(self) -> None:
        """Close every thread's connection. No thread may be at work."""
        while self._all:
            self._all.pop().close()

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._mine, "db"):
            db = sqlite3.connect(self._path, timeout=BUSY, isolation_level=None, check_same_thread=False)
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA foreign_keys=ON")
            self._all.append(db)
            self._mine.db = db
        return self._mine.db
