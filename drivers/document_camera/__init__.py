"""Document cameras (高拍仪): a live picture of the desk, and pages captured from it, straightened."""

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from drivers.camera import Camera
from drivers.vision.focus import focus
from drivers.vision.outlines import Corners
from drivers.vision.pages import Sight, find_page, straighten
from drivers.vision.upright import turned, turns_to_upright


@dataclass(frozen=True)
class Page:
    """A page as it was captured: a resident's document. It is never in a repr, and kept no longer than its visit.

    `pixels` is the page from right above, its writing upright, when it was found; else `view`, the whole picture. Both
    are height × width × 3, BGR.
    """

    pixels: NDArray[np.uint8] = field(repr=False)
    view: NDArray[np.uint8] = field(repr=False)
    sight: Sight
    corners: Corners | None  # in `view`, the page's own: top left, top right, bottom right, bottom left; None: no page
    sharpness: float  # pictures of the same page can be compared: larger is sharper, 0 is blank

    @property
    def found(self) -> bool:
        """Whether the whole page was found. If not, somebody gives its corners by hand, or lays it anew."""
        return self.sight is Sight.WHOLE

    def cut(self, corners: Corners) -> "Page":
        """The page within four corners of `view` that a person has given, the page's own top left first."""
        pixels = straighten(self.view, corners)
        return Page(pixels, self.view, Sight.WHOLE, corners, focus(pixels))


def page_in(view: NDArray[np.uint8]) -> Page:
    """The page in one picture of the desk, or the picture itself where none is found whole."""
    found = find_page(view)
    if found.corners is None or found.sight is not Sight.WHOLE:
        return Page(view, view, found.sight, found.corners, focus(view))
    lying = straighten(view, found.corners)
    quarters = turns_to_upright(lying)
    pixels = turned(lying, quarters)
    return Page(pixels, view, found.sight, np.roll(found.corners, quarters, axis=0), focus(pixels))


class DocumentCamera(Camera, Protocol):
    """A camera above a desk. `latest` gives its live picture."""

    def capture(self) -> Page:
        """The page that lies there now, in the sharpest of a few new pictures. Raises DeviceError."""
        ...
