"""rime's folder with its tables, built once for all tests: each copies it, for building takes seconds."""

import fcntl
import shutil
import threading
from contextlib import contextmanager
from pathlib import Path

from kiosk.writing import tables
from kiosk.writing.building import build
from kiosk.writing.writing import Writing
from tests.waiting import wait_until

BUILT = Path(__file__).parents[2] / "build" / f"writing-{tables.EDITION}"


def folder_in(place):
    """A copy for one test or process."""
    BUILT.parent.mkdir(exist_ok=True)
    with BUILT.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not tables.prepared(BUILT):
            shutil.rmtree(BUILT, ignore_errors=True)
            build(BUILT, threading.Event())
    return shutil.copytree(BUILT, place / "writing")


_shared: list[Writing] = []


def shared(place):
    """The ways of writing that all drawing tests of this process share: rime can be had once in a program."""
    if not _shared:
        _shared.append(Writing(folder_in(place()), rest=0))
        _shared[0].start()
        wait_until(lambda: _shared[0].ready, limit=30)
    return _shared[0]


def put_away():
    """Somebody else needs rime."""
    while _shared:
        _shared.pop().stop()


@contextmanager
def writing_in(place):
    """All ways of writing, ready."""
    with Writing(folder_in(place), rest=0) as writing:
        wait_until(lambda: writing.ready, limit=30)
        yield writing
