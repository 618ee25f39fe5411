"""Cameras: one latest frame with its time stamp, for whoever wants to look."""

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from drivers import Device

STALE_AFTER = 1.0  # seconds; an older frame is a fault, whatever the library's return value says


@dataclass(frozen=True)
class Frame:
    """One picture: height × width × 3, BGR, uint8. It may show a face: it is never kept and never in a repr."""

    pixels: NDArray[np.uint8] = field(repr=False)
    taken: float  # time.monotonic() when it was captured
    number: int  # counts up with every new picture


class Camera(Device, Protocol):
    """A camera whose frames are captured elsewhere (a process of its own), so that nothing here can hang."""

    def latest(self) -> Frame | None:
        """The newest frame, or None when there is none younger than `STALE_AFTER`. Any thread may call it."""
        ...
