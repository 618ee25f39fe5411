"""Real tests of what looks: the cameras and the sensor of presence. No picture leaves this file, only figures of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from drivers.camera import Camera, Frame
from drivers.document_camera import DocumentCamera, Page
from drivers.vision.focus import focus
from kiosk.health.flaws import Flaw
from kiosk.health.model import Verdict
from kiosk.health.trial import Bench, Outcome, failed, passed, unknown

DARK, BRIGHT = 12, 245  # mean grey of a picture, 0 to 255, beyond which nothing can be seen in it
PLAIN = 2.0  # spread of grey below which there is no picture but one colour: JPEG noise alone makes about 1
FIRST = 3.0  # seconds for a first frame
CHANGE = 6.0  # seconds in which two frames must differ; after five a driver itself calls a live camera frozen
LOOK = 0.05  # seconds between two looks
EVERY = 4  # of so many rows and columns one is enough to tell how bright it is


def camera(device: Camera, bench: Bench) -> Outcome:
    """A frame: how large, how old, how bright, how sharp, and whether the next one differs."""
    first = _until(device.latest, FIRST, bench)
    if first is None:
        device.status()  # which knows better why there is none
        return unknown(Flaw.SILENT, f"no frame within {FIRST:.0f} s")
    values = figures(first, bench.clock.seconds())
    if wrong := unusable(values):
        return wrong
    changed = _until(lambda: _differs(device.latest(), first), CHANGE, bench)
    status = device.status()
    if status.fault:
        return failed(status.fault, detail=status.detail, values=values)
    if changed is None:
        return passed(Flaw.PICTURE_STILL, f"no pixel has changed for {CHANGE:.0f} s", values=values)
    return passed(values=values)


def document_camera(device: DocumentCamera, bench: Bench) -> Outcome:
    """What a camera is asked, and whether it finds a page when somebody lays one there in time."""
    seen = camera(device, bench)
    if seen.verdict is not Verdict.PASSED:
        return seen
    page = _until(lambda: _whole(device.capture()), bench.wait, bench)
    if page is None:
        return unknown(Flaw.NO_PAGE, f"no page was found within {bench.wait:.0f} s", seen.values)
    tall, wide = page.pixels.shape[:2]
    return replace(seen, values={**seen.values, "page": f"{wide}×{tall}", "sharpness": f"{page.sharpness:.0f}"})


def _whole(page: Page) -> Page | None:
    return page if page.found else None


def figures(frame: Frame, now: float) -> dict[str, str]:
    """What can be told of a frame without showing it. Brightness and spread from 0 to 255; age in milliseconds."""
    height, width = frame.pixels.shape[:2]
    thin = frame.pixels[::EVERY, ::EVERY]
    return {
        "size": f"{width}×{height}",
        "age": f"{max(0.0, now - frame.taken) * 1000:.0f} ms",
        "brightness": f"{thin.mean():.0f}",
        "spread": f"{thin.std():.1f}",
        "sharpness": f"{focus(frame.pixels):.0f}",
    }


def unusable(values: dict[str, str]) -> Outcome | None:
    """What is wrong with a frame by its figures."""
    brightness, spread = float(values["brightness"]), float(values["spread"])
    if brightness < DARK:
        return failed(flaw=Flaw.PICTURE_DARK, detail=f"mean brightness {brightness:.0f} of 255", values=values)
    if brightness > BRIGHT:
        return failed(flaw=Flaw.PICTURE_BRIGHT, detail=f"mean brightness {brightness:.0f} of 255", values=values)
    if spread < PLAIN:
        return failed(flaw=Flaw.PICTURE_PLAIN, detail=f"spread of brightness {spread:.1f} of 255", values=values)
    return None


def _differs(frame: Frame | None, first: Frame) -> Frame | None:
    """The frame, when it is another picture. A live sensor has noise: its pictures are never alike to the bit."""
    if frame is None or frame.number == first.number or np.array_equal(frame.pixels, first.pixels):
        return None
    return frame


def _until(seen: Callable[[], Any], seconds: float, bench: Bench) -> Any:
    """What `seen` returns as soon as it is something; None when it is nothing all the time."""
    end = bench.clock.seconds() + seconds
    while (found := seen()) is None and bench.clock.seconds() < end:
        bench.clock.rest(LOOK)
    return found
