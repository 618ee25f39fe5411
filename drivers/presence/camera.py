"""Presence by a camera: what moves in its pictures, and outlines of persons who stand still. It keeps no picture."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers import About, DeviceError, Fault, Status
from drivers.camera import Camera, Frame
from drivers.presence import told
from drivers.settings import between, setting

LOOKS = 4  # pictures in a row that are looked at
LOOK = 1.5  # seconds that they may take to come
PAUSE = 0.02  # seconds between two looks whether there is a new picture
WIDTH = 320  # pixels to which a picture is made smaller
CHANGED = 25  # grey levels by which a pixel must differ to have changed: more than noise
OUTLINES = ("haarcascade_upperbody.xml", "haarcascade_frontalface_default.xml")
SMALLEST = 1 / 8  # of a picture's height: who is smaller stands far away

Grey = NDArray[np.uint8]


@dataclass(frozen=True)
class Settings:
    percent: float = setting(3.0, help="share of the picture that must move, in percent", check=between(0.1, 100))
    stay: float = setting(5.0, help="seconds for which somebody who was seen counts as there", check=between(0, 60))
    outlines: bool = setting(default=True, help="look for faces and upper bodies, too; needs a moment of the processor")


class Driver:
    """A `drivers.presence.Presence` made of a camera that somebody else opens and closes.

    Somebody is there when every picture of a row differs from the one before (a lamp that is switched on differs
    once), or when two of them show a person's outline.
    """

    def __init__(self, settings: Settings, camera: Camera, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings, self._camera, self._clock = settings, camera, clock
        self._finders: list[cv2.CascadeClassifier] = []
        self._seen: float | None = None  # when somebody was last there

    def open(self) -> None:
        """Load the outlines. Raises the camera's DeviceError, too."""
        self._camera.status()
        if self._settings.outlines and not self._finders:
            self._finders = [_finder(name) for name in OUTLINES]

    def close(self) -> None:
        """The camera goes on."""
        self._seen = None

    def status(self) -> Status:
        """The camera's; and whether somebody is there."""
        status = self._camera.status()
        return status if status.fault else Status(detail=told(self.present()))

    def about(self) -> About:
        """The camera's."""
        return self._camera.about()

    def present(self) -> bool | None:
        """None when there are too few pictures to tell."""
        greys = [_small(frame) for frame in self._row()]
        now = self._clock()
        if self._somebody(greys):
            self._seen = now
        if self._seen is not None and now - self._seen <= self._settings.stay:
            return True
        return False if len(greys) == LOOKS else None

    def _row(self) -> list[Frame]:
        """The next pictures, one after the other. Raises the camera's DeviceError when there are none."""
        row: list[Frame] = []
        end = self._clock() + LOOK
        while len(row) < LOOKS and self._clock() < end:
            frame = self._camera.latest()
            if frame is None:
                self._complain()
            elif not row or frame.number != row[-1].number:
                row.append(frame)
                continue
            time.sleep(PAUSE)
        return row

    def _complain(self) -> None:
        status = self._camera.status()
        if status.fault is not None:
            raise DeviceError(status.fault, status.detail)

    def _somebody(self, greys: list[Grey]) -> bool:
        if len(greys) < LOOKS:
            return False
        if all(self._moved(one, other) for one, other in pairwise(greys)):
            return True
        return sum(map(self._outline, greys[::2])) >= 2

    def _moved(self, one: Grey, other: Grey) -> bool:
        return 100 * float((cv2.absdiff(one, other) > CHANGED).mean()) >= self._settings.percent

    def _outline(self, grey: Grey) -> bool:
        least = round(len(grey) * SMALLEST)
        return any(len(finder.detectMultiScale(grey, 1.1, 4, minSize=(least, least))) for finder in self._finders)


def _small(frame: Frame) -> Grey:
    height, width = frame.pixels.shape[:2]
    small = cv2.resize(frame.pixels, (WIDTH, max(1, round(WIDTH * height / width))), interpolation=cv2.INTER_AREA)
    return cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (5, 5), 0).astype(np.uint8, copy=False)


def _finder(name: str) -> cv2.CascadeClassifier:
    finder = cv2.CascadeClassifier(str(Path(cv2.__file__).parent / "data" / name))
    if finder.empty():
        raise DeviceError(Fault.DRIVER_MISSING, f"OpenCV has no {name}")
    return finder
