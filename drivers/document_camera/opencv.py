"""Document cameras that OpenCV can read, or pictures that stand for one; captured as `camera/opencv` captures."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from drivers import About, DeviceError, Fault, Status
from drivers.camera import Frame, _frames
from drivers.camera import opencv as camera
from drivers.document_camera import Page, page_in
from drivers.settings import between, setting
from drivers.vision.focus import focus

SHOTS = 3  # new pictures of which the sharpest is taken: a hand that draws back blurs one or two
SHOT_WITHIN = 2.0  # seconds for each of them; the camera itself is stale after one
LOOK = 0.02  # seconds from one look for a new picture to the next
MOST = _frames.MOST // 3  # pixels of the largest picture

_OF_CAMERA = camera.Settings.__dataclass_fields__


@dataclass(frozen=True)
class Settings:
    source: str | int = setting(
        help="/dev/v4l/by-id/… path (stable), number, or a file or folder of pictures",
        check=_OF_CAMERA["source"].metadata["check"],
    )
    width: int = setting(2592, help="pixels asked for; A4 needs 2339 for 200 dpi", check=between(640, 4096))
    height: int = setting(1944, help="pixels asked for", check=between(480, 3072))
    fps: int = setting(5, help="pictures a second asked for; large ones come slowly", check=between(2, 60))
    turn: int = setting(0, help="degrees, clockwise, to turn its pictures by: how it hangs", choices=(0, 90, 180, 270))

    def disagreements(self) -> Iterator[tuple[str, str]]:
        if self.width * self.height > MOST:
            yield "height", f"width times height must not exceed {MOST}"

    @property
    def camera(self) -> camera.Settings:
        return camera.Settings(self.source, self.width, self.height, self.fps)


class Driver:
    """One document camera. `latest` and `status` may be called from any thread, the rest from one."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._quarters = settings.turn // 90
        self._clock = clock
        self._camera = camera.Driver(settings.camera, clock)

    def open(self) -> None:
        self._camera.open()

    def close(self) -> None:
        self._camera.close()

    def status(self) -> Status:
        return self._camera.status()

    def about(self) -> About:
        return self._camera.about()

    def latest(self) -> Frame | None:
        """The newest picture, turned as the settings say, without copying it."""
        frame = self._camera.latest()
        if frame is None or not self._quarters:
            return frame
        return Frame(np.rot90(frame.pixels, -self._quarters), frame.taken, frame.number)

    def capture(self) -> Page:
        """Takes as long as `SHOTS` new pictures. Raises DeviceError: what `status` raises, or STALE."""
        sharpest = max(self._shots(), key=lambda shot: focus(shot.pixels))
        return page_in(np.ascontiguousarray(sharpest.pixels))

    def _shots(self) -> list[Frame]:
        """Pictures that were taken after the call: the page lies there now, and not a moment ago."""
        after = self._clock()
        shots: list[Frame] = []
        while len(shots) < SHOTS:
            shots.append(self._next(after, shots[-1].number if shots else -1))
        return shots

    def _next(self, after: float, number: int) -> Frame:
        end = self._clock() + SHOT_WITHIN
        while self._clock() < end:
            frame = self.latest()
            if frame is not None and frame.taken >= after and frame.number != number:
                return frame
            status = self._camera.status()
            if status.fault is not None:
                raise DeviceError(status.fault, status.detail)
            time.sleep(LOOK)
        raise DeviceError(Fault.STALE, f"no new picture within {SHOT_WITHIN:g} s")
