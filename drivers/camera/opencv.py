"""Cameras that OpenCV can read, by a stable path or number; or pictures that stand for one. Capture runs elsewhere.

Whatever the camera does, nothing here waits longer than the limits below: the capturing process is killed instead.
"""

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from drivers import About, DeviceError, Fault, State, Status
from drivers.camera import STALE_AFTER, Frame
from drivers.camera._about import NODES, about
from drivers.camera._frames import LOST, NOT_THERE, SharedFrames
from drivers.refusals import unopened
from drivers.settings import between, setting

OPEN_WITHIN = 8.0  # seconds until the first picture; loading OpenCV takes most of it on a slow terminal
KILL_WITHIN = 2.0  # seconds for the kernel to end the process; a broken USB driver can hold it longer
FROZEN_AFTER = 5.0  # seconds: a live sensor has noise, so pictures alike to the bit come from one that hangs
ROOT = Path(__file__).resolve().parents[2]


def _named(source: str | int) -> str | None:
    return None if str(source).strip() else "must name a camera, a file or a folder"


@dataclass(frozen=True)
class Settings:
    source: str | int = setting(
        help="/dev/v4l/by-id/… path (stable), number, or a file or folder of pictures", check=_named
    )
    width: int = setting(1280, help="pixels asked for; the camera may choose its nearest", check=between(160, 4096))
    height: int = setting(720, help="pixels asked for", check=between(120, 2304))
    fps: int = setting(15, help="pictures a second asked for", check=between(1, 60))

    @property
    def live(self) -> bool:
        """Whether it is a camera, and not pictures that stand for one."""
        return str(self.source).isdigit() or str(self.source).startswith("/dev/")

    @property
    def node(self) -> str:
        """The path of a camera."""
        return f"/dev/video{self.source}" if str(self.source).isdigit() else str(self.source)

    @property
    def listed(self) -> bool:
        """Whether the kernel has a camera there, whoever may open it."""
        return self.live and (NODES / Path(self.node).resolve().name).exists()

    @property
    def place(self) -> str:
        """The source as the capturing process takes it, which runs in another folder."""
        text = str(self.source)
        return text if self.live else str(Path(text).expanduser().absolute())


class Driver:
    """One camera. `open`, `close` belong to one thread; `latest` and `status` may be called from any."""

    def __init__(
        self, settings: Settings, clock: Callable[[], float] = time.monotonic, open_within: float = OPEN_WITHIN
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._open_within = open_within
        self._process: subprocess.Popen[bytes] | None = None
        self._shared: SharedFrames | None = None
        self._last: Frame | None = None
        self._closed = Status(State.UNKNOWN, Fault.NO_ANSWER, "not open")  # its status while nothing captures

    def open(self) -> None:
        """Start capturing and wait for the first picture, at most `open_within` seconds. Raises DeviceError."""
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        descriptor = SharedFrames.memory()
        try:
            self._shared = SharedFrames(descriptor)
            self._process = self._start(descriptor)
        finally:
            os.close(descriptor)
        try:
            self._await_first(self._process)
        except DeviceError as error:
            self.close()
            self._closed = Status.of(error)
            raise

    def close(self) -> None:
        process, self._process = self._process, None
        shared, self._shared, self._last = self._shared, None, None
        if process is not None:
            _end(process)
        if shared is not None:
            shared.wipe()

    def latest(self) -> Frame | None:
        """The newest picture. Asked again before there is a new one, it is the same object and costs nothing."""
        shared, last = self._shared, self._last
        if shared is None:
            return None
        if last is None or last.number != shared.pulse().newest:
            last = shared.newest()
            self._last = last if shared is self._shared else None  # closed meanwhile: nobody stays in memory
        return last if last is not None and self._clock() - last.taken <= STALE_AFTER else None

    def status(self) -> Status:
        """Raises DeviceError with NO_DEVICE when it is gone and STALE when its pictures stopped: open it again."""
        process, shared = self._process, self._shared
        if process is None or shared is None:
            return self._closed
        if error := self._complaint(process, shared):
            self._closed = Status.of(error)
            raise error
        return Status()

    def about(self) -> About:
        return about(self._settings.place) if self._settings.live else About()

    def _complaint(self, process: subprocess.Popen[bytes], shared: SharedFrames) -> DeviceError | None:
        if process.poll() is not None:
            return _lost(process.returncode)
        if self.latest() is None:
            return DeviceError(Fault.STALE, f"no picture for {STALE_AFTER:g} s")
        if self._settings.live and self._clock() - shared.pulse().changed > FROZEN_AFTER:
            return DeviceError(Fault.STALE, f"the same picture for {FROZEN_AFTER:g} s")
        return None

    def _start(self, descriptor: int) -> subprocess.Popen[bytes]:
        wanted = self._settings
        words = (descriptor, wanted.place, wanted.width, wanted.height, wanted.fps)
        return subprocess.Popen(
            [sys.executable, "-m", "drivers.camera._capture", *map(str, words)],
            stdin=subprocess.PIPE,  # it ends when this end closes
            stdout=subprocess.PIPE,  # one byte after the first picture
            stderr=subprocess.DEVNULL,
            pass_fds=(descriptor,),
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "OPENCV_LOG_LEVEL": "OFF"},
            start_new_session=True,  # Ctrl-C in a terminal is for the kiosk, which ends its camera itself
        )

    def _await_first(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], self._open_within)
        if not ready:
            raise DeviceError(Fault.NO_ANSWER, f"no picture within {self._open_within:g} s")
        if not os.read(process.stdout.fileno(), 1):
            status = _ended(process)
            raise unopened(self._settings.node) if status == NOT_THERE and self._settings.listed else _lost(status)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    _ended(process)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def _ended(process: subprocess.Popen[bytes]) -> int | None:
    try:
        return process.wait(KILL_WITHIN)
    except subprocess.TimeoutExpired:
        return None  # the kernel holds it inside a driver; it will go when the driver lets it


def _lost(status: int | None) -> DeviceError:
    """Why the capturing process ended, in the words of a fault."""
    if status in (NOT_THERE, LOST):
        return DeviceError(Fault.NO_DEVICE, "not there" if status == NOT_THERE else "it went away")
    return DeviceError(Fault.HARDWARE_ERROR, f"capture ended with status {status}")
