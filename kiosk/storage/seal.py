"""Seals what must wait on the disk: Fernet (AES-128 in CBC, HMAC-SHA256) with keys that can be exchanged.

The keys lie in a file of their own, one to a line, the newest first: that one seals, all of them open. Whoever has a
database without them reads when something waits and of which kind, and nothing else.
"""

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from kiosk.storage.database import IN_MEMORY
from kiosk.storage.safely import write_safely

log = logging.getLogger(__name__)

FILE = "keys"  # beside the databases, where the configuration names no other place
PLAIN = "{"  # how a note begins that an earlier version has written


class BrokenSealError(ValueError):
    """It was sealed with a key that is not there any more, or somebody has changed it."""


class Seal:
    """Any thread may call."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Raises ValueError when one of them is no key."""
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def close(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """Raises BrokenSealError."""
        if sealed.startswith(PLAIN):
            return sealed
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            raise BrokenSealError("no key here opens it") from None


def new_key() -> str:
    return Fernet.generate_key().decode()


def read_keys(file: Path) -> list[str]:
    """The newest first; none where there is no file. Raises OSError."""
    return file.read_text(encoding="ascii").split() if file.exists() else []


def write_keys(file: Path, keys: Sequence[str]) -> None:
    """For its owner alone. Raises OSError."""
    write_safely(file, "".join(f"{key}\n" for key in keys), 0o600)


def seal_of(file: Path) -> Seal:
    """The seal with the keys of a file; where there is none, with a new key. A key that cannot be kept, because the
    disk is full, lasts as long as the program: what it has sealed is unreadable afterwards, and staff are told so.
    """
    try:
        if keys := read_keys(file):
            return Seal(keys)
    except (OSError, ValueError) as error:
        log.error("%s holds no keys that can be used: %s", file.name, type(error).__name__)  # noqa: TRY400 - the type is enough
        return Seal([new_key()])
    keys = [new_key()]
    try:
        write_keys(file, keys)
    except OSError as error:
        log.error("%s cannot be written: %s", file.name, type(error).__name__)  # noqa: TRY400 - the type is enough
    return Seal(keys)


def seal_anew(db: sqlite3.Connection, table: str, seal: Seal) -> int:
    """Close the notes of a table, those that still open, with the newest key; how many. One transaction."""
    with db:
        db.execute("BEGIN IMMEDIATE")
        closed: list[tuple[str, int]] = []
        asked = f"SELECT rowid, note FROM {table} WHERE note IS NOT NULL"  # noqa: S608 - a name of our own
        for row, note in db.execute(asked).fetchall():
            with suppress(BrokenSealError):
                closed.append((seal.close(seal.open(note)), row))
        db.executemany(f"UPDATE {table} SET note = ? WHERE rowid = ?", closed)  # noqa: S608 - likewise
    return len(closed)


def beside(database: Path | str) -> Seal:
    """The seal of the folder in which a database lies."""
    return Seal([new_key()]) if database == IN_MEMORY else seal_of(Path(database).with_name(FILE))
