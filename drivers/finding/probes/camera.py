"""Does a camera deliver pictures? Takes one, tells its size and whether it has colour, and keeps nothing."""

import numpy as np
from numpy.typing import NDArray

from drivers import DeviceError, Fault
from drivers.camera.opencv import Driver, Settings

GREY = 3  # how far the three colours of a picture may lie apart, of 255, in one without colour


class Looked:
    """What one look through a camera has come to."""

    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        self.size = f"{pixels.shape[1]} × {pixels.shape[0]}"
        self.grey = bool(np.ptp(pixels[::8, ::8].astype(np.int16), axis=2).max() <= GREY)


def look_through(source: str) -> Looked:
    """Within the limits of the camera driver. Raises DeviceError when no picture comes."""
    camera = Driver(Settings(source=source))
    try:
        camera.open()
        if (frame := camera.latest()) is None:
            raise DeviceError(Fault.STALE, "no picture has come")
        return Looked(frame.pixels)
    finally:
        camera.close()
