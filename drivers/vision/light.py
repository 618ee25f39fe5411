"""How much light paper would give back at each place of a picture."""

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision import Grey


def paper_light(picture: NDArray[np.uint8]) -> Grey:
    """The darkest of the three colours at each place: paper has much of all, wood, cloth and skin lack one."""
    blue, green, red = cv2.split(picture)
    return cv2.min(cv2.min(blue, green), red).astype(np.uint8, copy=False)
