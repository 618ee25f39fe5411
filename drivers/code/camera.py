"""Codes shown to the camera: looks at its pictures only while somebody is listened to, and keeps none of them."""

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from drivers import About, DeviceError, Status
from drivers.camera import Camera, Frame
from drivers.code import Code
from drivers.settings import setting
from drivers.vision.codes import DEFAULT, SYMBOLOGIES, CodeFinder
from drivers.vision.views import VIEWS

OUT_OF_VIEW = 1.0  # seconds without a code until the same code counts as shown anew
LOOKS = len(VIEWS) + 1  # … and pictures without it: a hard one is not seen in every picture
PAUSE = 0.01  # seconds between two looks whether there is a new picture


def _known(names: tuple[str, ...]) -> str | None:
    unknown = sorted(set(names) - set(SYMBOLOGIES))
    return f"unknown: {', '.join(unknown)}; known: {', '.join(SYMBOLOGIES)}" if unknown else None


@dataclass(frozen=True)
class Settings:
    symbologies: tuple[str, ...] = setting(
        DEFAULT, help="kinds of codes to look for; each one costs time", check=_known
    )


class Driver:
    """A code reader made of a camera that somebody else opens and closes."""

    def __init__(self, settings: Settings, camera: Camera, clock: Callable[[], float] = time.monotonic) -> None:
        self._camera = camera
        self._clock = clock
        self._finder = CodeFinder(settings.symbologies)
        self._shown = _Shown()
        self._looked = 0  # number of the last picture looked at

    def open(self) -> None:
        """It is ready when the camera is. Raises the camera's DeviceError."""
        self._camera.status()

    def close(self) -> None:
        """The camera goes on. What lies in view is not forgotten: it must not start a visit after a short fault."""

    def status(self) -> Status:
        """The camera's."""
        return self._camera.status()

    def about(self) -> About:
        """The camera's."""
        return self._camera.about()

    def arm(self) -> None:
        """A code that was seen in an earlier arming counts as seen until it has been out of view."""
        self._shown.renew()
        frame = self._camera.latest()
        self._looked = frame.number if frame else 0

    def disarm(self) -> None:
        """Nothing to switch off: unasked, no picture is looked at."""

    def forget(self) -> None:
        """A code in view now counts as seen."""
        if (frame := self._camera.latest()) is not None:
            self._look(frame)

    def poll(self, seconds: float) -> Code | None:
        """The first code that comes into view. Raises the camera's DeviceError when there are no pictures."""
        end = self._clock() + seconds
        while (left := end - self._clock()) > 0:
            frame = self._camera.latest()
            if frame is None:
                self._complain()
            elif frame.number != self._looked:
                if (code := self._look(frame)) is not None:
                    return code
                continue
            time.sleep(min(PAUSE, left))
        return None

    def _complain(self) -> None:
        status = self._camera.status()
        if status.fault is not None:
            raise DeviceError(status.fault, status.detail)

    def _look(self, frame: Frame) -> Code | None:
        self._looked = frame.number
        grey = cv2.cvtColor(frame.pixels, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)
        return self._shown.first_new(self._finder.look(grey), frame.taken)


class _Shown:
    """Which codes are in view. It knows them by a keyed digest, so that nothing of a resident stays here."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(16)
        self._seen: dict[bytes, tuple[float | None, int]] = {}  # when last seen, pictures since then

    def renew(self) -> None:
        """Begin to count anew: nobody has looked since the last arming, so nothing is known to have left."""
        self._seen = dict.fromkeys(self._seen, (None, 0))

    def first_new(self, codes: list[Code], taken: float) -> Code | None:
        """The first of these codes that was not in view before. All of them are from now on."""
        self._age(taken)
        new = [code for code in codes if self._digest(code) not in self._seen]
        self._seen.update({self._digest(code): (taken, 0) for code in codes})
        return new[0] if new else None

    def _age(self, taken: float) -> None:
        aged = {digest: (taken if last is None else last, looks + 1) for digest, (last, looks) in self._seen.items()}
        self._seen = {
            digest: (last, looks)
            for digest, (last, looks) in aged.items()
            if taken - last <= OUT_OF_VIEW or looks <= LOOKS
        }

    def _digest(self, code: Code) -> bytes:
        return hashlib.blake2b(code.data, key=self._key).digest()
