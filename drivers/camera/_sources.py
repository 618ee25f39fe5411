"""Where pictures come from, inside the capturing process: a real camera, or files that stand for one."""

import stat
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.camera._frames import MOST

Picture = NDArray[np.uint8]
KINDS = {".png", ".jpg", ".jpeg", ".bmp", ".webp"}
DWELL = 2.0  # seconds that each picture of a folder stands
FAILURES = 10  # reads without a picture, one after the other, until a source counts as lost: sooner than as stale
PAUSE = 0.05  # seconds after such a read: an unplugged camera fails at once, and would take a whole core


class NotThereError(Exception):
    """The source does not exist, is not a source, or is in use by another program."""


def pictures(source: str, width: int, height: int, fps: int) -> Iterator[Picture]:
    """Pictures without end; the iterator ends when the source is lost. Raises NotThereError."""
    if source.isdigit() or source.startswith("/dev/"):
        return map(_fitting, camera(source, width, height, fps))
    return paced(Files(Path(source)), fps)


def camera(source: str, width: int, height: int, fps: int) -> Iterator[Picture]:
    """What a V4L2 camera sees. Motion JPEG is asked for: at 1080p few USB cameras are fast enough without."""
    capture = cv2.VideoCapture(int(source) if source.isdigit() else source, cv2.CAP_V4L2)
    if not capture.isOpened():
        raise NotThereError
    for key, value in (
        (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),
        (cv2.CAP_PROP_FRAME_WIDTH, width),
        (cv2.CAP_PROP_FRAME_HEIGHT, height),
        (cv2.CAP_PROP_FPS, fps),
        (cv2.CAP_PROP_BUFFERSIZE, 1),
    ):
        capture.set(key, value)
    return taken_from(capture)


def taken_from(capture: cv2.VideoCapture) -> Iterator[Picture]:
    """Pictures until reading has failed `FAILURES` times in a row, which is how OpenCV tells that a camera is gone."""
    failed = 0
    while failed < FAILURES:
        good, picture = capture.read()
        if good:
            failed = 0
            yield picture.astype(np.uint8, copy=False)
        else:
            failed += 1
            time.sleep(PAUSE)


def paced(files: "Files", fps: int) -> Iterator[Picture]:
    """What the files show, again and again, as a camera would: so many times a second."""
    failed = 0
    while failed < FAILURES:
        picture = files.current()
        if picture is None:
            failed += 1
        else:
            failed = 0
            yield picture
        time.sleep(1 / fps)


class Files:
    """One picture file, or a folder whose pictures are shown in turn. A new or changed one is shown at once.

    Names that begin with a dot are not looked at, so that a picture can be written and then moved into its place.
    """

    def __init__(self, place: Path) -> None:
        if not place.exists():
            raise NotThereError
        self._place = place
        self._known: dict[Path, tuple[int, ...]] = {}
        self._shown: Path | None = None
        self._since = -DWELL
        self._picture: Picture | None = None

    def current(self) -> Picture | None:
        """The picture to show now; None when there is none that can be read."""
        there = {path: mark for path in self._paths() if (mark := _mark(path))}
        fresh = [path for path, mark in there.items() if self._known.get(path) != mark]
        self._known = there
        if fresh:
            self._show(fresh[-1])
        elif self._shown not in there or (len(there) > 1 and time.monotonic() - self._since >= DWELL):
            self._show(self._following(sorted(there)))
        return self._picture

    def _paths(self) -> list[Path]:
        try:
            inside = sorted(self._place.iterdir())
        except NotADirectoryError:
            return [self._place]
        except OSError:
            return []
        return [path for path in inside if path.suffix.lower() in KINDS and path.name[0] != "."]

    def _following(self, paths: list[Path]) -> Path | None:
        later = [path for path in paths if self._shown and path > self._shown]
        return (later or paths or [None])[0]

    def _show(self, path: Path | None) -> None:
        self._shown, self._since = path, time.monotonic()
        self._picture = _read(path) if path else None


def _mark(path: Path) -> tuple[int, ...] | None:
    """What changes when a file does; None when it is gone or is neither file nor pipe."""
    try:
        found = path.stat()
    except OSError:
        return None
    plain = stat.S_ISREG(found.st_mode) or stat.S_ISFIFO(found.st_mode)
    return (found.st_ino, found.st_mtime_ns, found.st_size) if plain else None


def _read(path: Path) -> Picture | None:
    try:
        sent = np.frombuffer(path.read_bytes(), np.uint8)
    except OSError:
        return None
    picture = cv2.imdecode(sent, cv2.IMREAD_COLOR) if sent.size else None
    return None if picture is None else _fitting(picture.astype(np.uint8, copy=False))


def _fitting(picture: Picture) -> Picture:
    """The picture, made smaller where it would not fit into the shared memory."""
    share = np.sqrt(MOST / picture.size)
    if share >= 1:
        return picture
    return cv2.resize(picture, None, fx=share * 0.99, fy=share * 0.99, interpolation=cv2.INTER_AREA).astype(np.uint8)
