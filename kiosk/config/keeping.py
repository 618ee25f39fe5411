"""Puts a new text in the place of a file in one step, and keeps the texts that stood there before. Knows no TOML."""

import fcntl
import os
import re
import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

MOST = 20  # versions that are kept
_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(-\d+)?")


class BusyError(OSError):
    """Another program is writing at this very moment."""


def folder_of(path: Path) -> Path:
    """Where the versions of a file are kept: kiosk.toml.d/history beside kiosk.toml."""
    return path.with_name(f"{path.name}.d") / "history"


def versions(path: Path) -> list[str]:
    """The names of the versions, by the moment at which they were replaced, newest first."""
    with suppress(OSError):
        names = [one.stem for one in folder_of(path).iterdir() if _NAME.fullmatch(one.stem)]
        return sorted(names, key=_age, reverse=True)
    return []


def _age(name: str) -> tuple[str, int]:
    return name[:19], int(name[20:] or 1)


def version(path: Path, name: str) -> Path:
    """The file of a version, by a name from `versions`."""
    return folder_of(path) / f"{name}{path.suffix}"


@contextmanager
def alone(path: Path) -> Generator[None]:
    """No other program that asks here writes the file meanwhile. Raises OSError, BusyError among them."""
    handle = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(error.errno, "another program is writing it") from error
        yield
    finally:
        os.close(handle)


def keep(path: Path, now: datetime) -> str:
    """Put a copy of the file into its history, and drop the oldest ones; the copy's name. Raises OSError."""
    folder = folder_of(path)
    folder.mkdir(parents=True, exist_ok=True)
    name = free = f"{now:%Y-%m-%dT%H-%M-%S}"
    number = 1
    while version(path, free).exists():
        number += 1
        free = f"{name}-{number}"
    target = version(path, free)
    shutil.copy2(path, target)
    _sync(target)
    for old in versions(path)[MOST:]:
        version(path, old).unlink(missing_ok=True)
    return free


def replace_text(path: Path, text: str) -> None:
    """The whole text or nothing stands there, even after a power cut; mode and owner stay. Raises OSError."""
    there = path.stat()
    fresh = path.with_name(f".{path.name}.new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchown(file.fileno(), there.st_uid, there.st_gid)
            os.fchmod(file.fileno(), there.st_mode & 0o7777)
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
