"""Opens a terminal's small database whatever has happened to its file: as it is, or as its last good copy has it.

The copy lies beside the file, is renewed once a day and checked before it is used. A damaged file is kept for whoever
wants to know; `run_kiosk.py diagnose` names it until somebody takes it away. Source of the checks: SQLite's manual,
"How To Corrupt An SQLite Database File" and PRAGMA quick_check.
"""

import logging
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from kiosk.storage.safely import settle

log = logging.getLogger(__name__)

COPY, DAMAGED = ".copy", ".damaged"  # added to the name of the file
RENEWED = 24 * 3600.0  # seconds until a copy is made anew
IN_MEMORY = ":memory:"
_COMPANIONS = ("-wal", "-shm")  # of a file in WAL mode
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}  # primary result codes: the file itself is not sound


def opened(
    path: Path | str, schema: str, *, now: Callable[[], float] = time.time, pragmas: str = "", uncopied: str = ""
) -> sqlite3.Connection:
    """A connection that any thread may use, one at a time, every commit of which is on the disk when it returns.

    Where the disk lets nothing be opened, the database is kept in memory and the log says so: a terminal whose disk is
    full must still come up to say that it is. `uncopied` is the statement that takes out of a copy what must not come
    back from it.
    """
    if path == IN_MEMORY:
        return _connected(IN_MEMORY, schema, pragmas)
    file = Path(path)
    try:
        db = _sound(file, schema, pragmas)
    except sqlite3.OperationalError as error:
        log.error("%s cannot be opened (%s): kept in memory", file.name, error.sqlite_errorname)  # noqa: TRY400 - told whole
        return _connected(IN_MEMORY, schema, pragmas)
    _renew_copy(db, file, now(), uncopied)
    return db


def kept(db: sqlite3.Connection) -> bool:
    """Whether what is written outlives the program."""
    return bool(db.execute("PRAGMA database_list").fetchone()[2])


def damage(file: Path) -> str:
    """What is wrong with a database file, in SQLite's words; "" when nothing is. Changes nothing."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as db:
            return _flaw(db)
    except sqlite3.DatabaseError as error:
        return str(error) if _damaged(error) else ""


def _sound(file: Path, schema: str, pragmas: str) -> sqlite3.Connection:
    """The database, put back if it must be. Raises sqlite3.OperationalError when the disk does not let it be opened."""
    for put_back in (_put_back, _begin_anew, None):
        try:
            return _connected(file, schema, pragmas)
        except sqlite3.DatabaseError as error:
            if put_back is None or not _damaged(error):
                raise
            put_back(file, error)
    raise AssertionError("the last way returns or raises")


def _connected(file: Path | str, schema: str, pragmas: str) -> sqlite3.Connection:
    db = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
    db.text_factory = _text
    try:
        if flaw := _flaw(db):
            raise _malformed(flaw)
        db.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; {pragmas}{schema}")
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db


def _text(data: bytes) -> str:
    """A check of the structure does not see letters that are spoilt: one of them must not hide all the others."""
    return data.decode(errors="replace")


def _flaw(db: sqlite3.Connection) -> str:
    told = str(db.execute("PRAGMA quick_check(1)").fetchone()[0])
    return "" if told == "ok" else told


def _malformed(flaw: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(flaw)
    error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_CORRUPT, "SQLITE_CORRUPT"
    return error


def _damaged(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE


def _put_back(file: Path, error: sqlite3.DatabaseError) -> None:
    copy = _beside(file, COPY)
    sound = copy.exists() and not damage(copy)
    log.error("%s is damaged (%s): %s", file.name, error, "put back from its copy" if sound else "begun anew")
    _put_aside(file)
    if sound:
        with closing(sqlite3.connect(copy)) as good, closing(sqlite3.connect(file)) as new:
            good.backup(new)


def _begin_anew(file: Path, _error: sqlite3.DatabaseError) -> None:
    file.unlink(missing_ok=True)


def _put_aside(file: Path) -> None:
    """Its companions go: they belong to the damaged file and would spoil the next one."""
    file.replace(_beside(file, DAMAGED))
    for companion in _COMPANIONS:
        with suppress(FileNotFoundError):
            _beside(file, companion).unlink()


def _renew_copy(db: sqlite3.Connection, file: Path, now: float, uncopied: str) -> None:
    """A copy that is not a day old stays. Where there is no room for one, there is none."""
    copy, new = _beside(file, COPY), _beside(file, f"{COPY}.new")
    with suppress(OSError):
        if 0 <= now - copy.stat().st_mtime < RENEWED:
            return
    try:
        new.unlink(missing_ok=True)
        with closing(sqlite3.connect(new)) as target:
            db.backup(target)
            target.executescript(uncopied)
        os.utime(new, (now, now))
        new.replace(copy)
        settle(file.parent)
    except (sqlite3.Error, OSError) as error:
        log.warning("no copy of %s: %s", file.name, type(error).__name__)
        with suppress(OSError):
            new.unlink(missing_ok=True)


def _beside(file: Path, tail: str) -> Path:
    return file.with_name(file.name + tail)
