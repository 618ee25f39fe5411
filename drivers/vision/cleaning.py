"""A straightened page as a copy of it should be: paper white everywhere, writing dark, seals red, shadows gone."""

from enum import StrEnum
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision import Grey

Picture = NDArray[np.uint8]  # BGR, or grey in the modes that have no colour
COARSE = 320  # pixels of the longer side in which the light on the paper is estimated
WIDEST = 49  # of these pixels: what is dark over less than this is on the page, not a shadow; a passport photo is
SOFT = 4.0  # of these pixels, sigma: the edge of a shadow is rarely sharper
LEAST = 24  # grey levels: where paper gives back less there is nothing to bring out
WHITE, BLACK = 0.93, 0.15  # shares of the paper's light that become white and black
PATCH = 0.03  # of the longer side around a place, in which black-and-white asks what paper is and what ink
INK = 0.1  # how much of the contrast within a patch keeps faint ink (Sauvola's k)
RANGE = 128.0  # the greatest standard deviation there can be (Sauvola's R)
FAINTEST = 236  # grey levels: whatever else, lighter than this is paper


class Mode(StrEnum):
    COLOUR = "colour"
    GREY = "grey"
    BLACK_WHITE = "blackWhite"


def clean(page: Picture, mode: Mode = Mode.COLOUR) -> Picture:
    """A new picture of the same size: height × width × 3 in colour, height × width otherwise; black-white is 0 or 255.

    The light is estimated for each colour apart, so that a warm lamp does not make paper yellow; coloured paper
    becomes white with it. What is on the paper keeps its colour: seals stay red.
    """
    even = _evened(page)
    match mode:
        case Mode.COLOUR:
            return even
        case Mode.GREY:
            return _grey(even)
        case Mode.BLACK_WHITE:
            return _black_white(_grey(even))


def _evened(page: Picture) -> Picture:
    """Each colour as a share of what blank paper gives back at that place, stretched."""
    light = _light(page)
    share = cv2.divide(page.astype(np.float32), light)
    return np.clip((share - BLACK) * (255 / (WHITE - BLACK)), 0, 255).astype(np.uint8)


def _light(page: Picture) -> NDArray[np.float32]:
    """What blank paper gives back at each place.

    Closing fills whatever is dark and narrow (writing, seals, photos) with the paper around it, and leaves a shadow
    that covers more where it is.
    """
    scale = min(1.0, COARSE / max(page.shape))
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small = cv2.medianBlur(small, 3)  # a single bright pixel would spread over the whole kernel
    # A shadow goes on beyond the page.
    beyond = cv2.copyMakeBorder(small, WIDEST, WIDEST, WIDEST, WIDEST, cv2.BORDER_REPLICATE)
    filled = cv2.morphologyEx(beyond, cv2.MORPH_CLOSE, np.ones((WIDEST, WIDEST), np.uint8))
    soft = cv2.GaussianBlur(filled, (0, 0), SOFT)[WIDEST:-WIDEST, WIDEST:-WIDEST]
    light = cv2.resize(soft, (page.shape[1], page.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.maximum(light, LEAST).astype(np.float32)


def _grey(page: Picture) -> Grey:
    return cv2.cvtColor(page, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)


def _black_white(grey: Grey) -> Grey:
    """Sauvola's threshold: mean · (1 + k · (deviation / R - 1)) of the patch around each place."""
    side = round(PATCH * max(grey.shape)) | 1
    values = grey.astype(np.float32)
    mean: NDArray[Any] = cv2.boxFilter(values, -1, (side, side))
    square = cv2.sqrBoxFilter(values, -1, (side, side))
    deviation = np.sqrt(np.maximum(square - mean * mean, 0))
    threshold = np.minimum(mean * (1 + INK * (deviation / RANGE - 1)), FAINTEST)
    return np.where(values > threshold, 255, 0).astype(np.uint8)
