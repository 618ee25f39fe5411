"""Who has a storage folder: one kiosk at a time. However a program ends, the kernel lets go of its lock."""

import fcntl
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

NAME = "kiosk.lock"
TRIES, PAUSE = 20, 0.05  # somebody who only looks holds the lock for a moment


class FolderTaken(Exception):  # noqa: N818 - a state, told to whoever starts the program
    """Another kiosk works with the same storage folder."""


@contextmanager
def hold(folder: Path) -> Generator[None]:
    """Have the folder to oneself. Raises FolderTaken, and OSError when it cannot be written."""
    handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        for left in reversed(range(TRIES)):
            if _locked(handle, fcntl.LOCK_EX):
                break
            if not left:
                raise FolderTaken(
                    f"{folder}: a kiosk is running already with this storage folder: stop it first, "
                    "or name another folder in [storage]"
                )
            time.sleep(PAUSE)
        yield
    finally:
        os.close(handle)


def taken(folder: Path) -> bool:
    """Whether a kiosk works with the folder now."""
    try:
        handle = os.open(folder / NAME, os.O_RDONLY)
    except OSError:  # no kiosk has ever run here
        return False
    try:
        return not _locked(handle, fcntl.LOCK_SH)
    finally:
        os.close(handle)


def _locked(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
