"""The file of a backup: a ZIP with the configuration, the databases, small files, and the check sums of them all.

Databases are copied by SQLite's own backup, so that it may be made while the program runs. What the platform can give
again (the catalogue), what is built anew (fonts, tables of writing) and the log stay out. Nothing of a resident is in
it, for nothing of a resident is in a terminal's state; hashes of PINs and keys are: it is for its owner.
"""

import hashlib
import json
import os
import sqlite3
import tempfile
import tomllib
import zipfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kiosk.config.loading import Config, read
from kiosk.health.history import FILE as HISTORY
from kiosk.health.software import program
from kiosk.numbers.store import FILE as NUMBERS
from kiosk.numbers.store import UNCOPIED
from kiosk.platform.settings import EMBEDDED
from kiosk.storage.seal import FILE as KEYS

FORMAT = 1
CONFIG, MANIFEST, STATE = "kiosk.toml", "manifest.json", "state/"
DATABASES = ("journal.db", "outbox.db", "access.db", HISTORY, NUMBERS)
_LEFT_OUT = {NUMBERS: UNCOPIED}  # what must not come back from a copy, by its database
FILES = ("maintenance.json", KEYS)  # keys that are kept elsewhere are for their owner to carry
PLATFORM, PINS = "platform.db", "pins.json"
LARGEST = 1 << 30  # bytes of one part


class BackupError(Exception):
    """A file that is no sound backup, or one that cannot be made; told in words."""


@dataclass(frozen=True)
class Bundle:
    """What stands in a backup. `parts` is name → content; all check sums are right."""

    terminal: str
    made: str  # ISO 8601
    program: str
    parts: Mapping[str, bytes]


def save(config: Config, file: Path) -> tuple[str, ...]:
    """Write a backup, whole or not at all; the names of what is in it. Raises BackupError, OSError."""
    folder = Path(config.storage.folder)
    parts = {CONFIG: read(config.file).encode()}
    wanted = (*DATABASES, *([PLATFORM] if config.platform.url == EMBEDDED else []))
    parts |= {STATE + name: _copied(folder / name) for name in wanted if (folder / name).is_file()}
    parts |= {STATE + name: (folder / name).read_bytes() for name in FILES if (folder / name).is_file()}
    if config.pins_file.is_file():
        parts[STATE + PINS] = config.pins_file.read_bytes()
    manifest = {
        "format": FORMAT,
        "terminal": config.terminal.id,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "program": program(),
        "sha256": {name: hashlib.sha256(part).hexdigest() for name, part in parts.items()},
    }
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as bundle:
                bundle.writestr(MANIFEST, json.dumps(manifest, indent=1))
                for name, part in parts.items():
                    bundle.writestr(name, part)
            raw.flush()
            os.fsync(raw.fileno())
        opened(beside)  # what cannot be read again is no backup
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
    return tuple(parts)


def opened(file: Path) -> Bundle:
    """Read a backup and check every part of it. Raises BackupError, OSError."""
    try:
        with zipfile.ZipFile(file) as bundle:
            manifest = json.loads(bundle.read(MANIFEST))
            if manifest["format"] != FORMAT:
                raise BackupError(f"{file}: made by another version of the program ({manifest['program']})")
            parts = {name: _part(bundle, name) for name in manifest["sha256"]}
            for name, part in parts.items():
                if hashlib.sha256(part).hexdigest() != manifest["sha256"][name]:
                    raise BackupError(f"{file}: {name} is damaged")
            tomllib.loads(parts[CONFIG].decode())
            return Bundle(str(manifest["terminal"]), str(manifest["made"]), str(manifest["program"]), parts)
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError, NotImplementedError) as error:
        raise BackupError(f"{file}: is not a whole backup") from error


def _part(bundle: zipfile.ZipFile, name: str) -> bytes:
    known = {CONFIG, *(STATE + one for one in (*DATABASES, *FILES, PLATFORM, PINS))}
    if name not in known or bundle.getinfo(name).file_size > LARGEST:
        raise BackupError(f"{name} does not belong into a backup")
    return bundle.read(name)


def _copied(database: Path) -> bytes:
    """The database as it is at one moment, whole, whoever writes it meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / database.name
        try:
            with (
                closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as source,
                closing(sqlite3.connect(copy)) as target,
            ):
                source.backup(target)
                target.executescript(_LEFT_OUT.get(database.name, ""))
                (sound,) = target.execute("PRAGMA integrity_check").fetchone()
        except sqlite3.Error as error:
            raise BackupError(f"{database}: cannot be copied: {error}") from error
        if sound != "ok":
            raise BackupError(f"{database}: is damaged: {sound}")
        return copy.read_bytes()
