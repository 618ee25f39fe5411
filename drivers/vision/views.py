"""Other views of a picture in which a code that was not found may be found: enlarged, and with its blur undone.

A lens out of focus multiplies every spatial frequency f by the Gaussian g(f) = exp(-2π²σ²f²). Wiener's filter
g / (g² + n) undoes that as far as the noise n allows. Taken along rows and columns apart it is one cheap separable
filter. The blur of a real picture is not known, hence several filters, to be tried one after the other.
"""

from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision import Grey

ENLARGED = 1.5  # times; small modules need it, and more than this reads no more and costs more
SPREAD = 256  # points on which a filter's frequencies are laid out
HEADROOM = 0.8  # share of the contrast kept, so that the overshoot at edges is not cut off …
MIDDLE = 255 * (1 - HEADROOM) / 2  # … on either side


@dataclass(frozen=True)
class View:
    """One way to look. `sigma` is the blur to undo in pixels, 0 for none; `noise` how much of the picture is noise."""

    name: str
    sigma: float = 0
    noise: float = field(default=0.1)

    def of(self, grey: Grey) -> Grey:
        """The picture seen in this way, enlarged."""
        if self.sigma:
            grey = cv2.sepFilter2D(grey, cv2.CV_8U, self._kernel, self._kernel, delta=MIDDLE).astype(
                np.uint8, copy=False
            )
        larger = cv2.resize(grey, None, fx=ENLARGED, fy=ENLARGED, interpolation=cv2.INTER_LINEAR)
        return larger.astype(np.uint8, copy=False)

    @cached_property
    def _kernel(self) -> NDArray[np.float32]:
        """Wiener's filter as weights along a line. Applied twice, along rows and columns, it keeps HEADROOM."""
        blur = np.exp(-2 * (np.pi * self.sigma * np.fft.rfftfreq(SPREAD)) ** 2)
        weights = np.fft.irfft(blur / (blur**2 + self.noise), SPREAD)
        reach = int(4 * self.sigma) + 6
        near = np.roll(weights, reach)[: 2 * reach + 1]
        return (near / near.sum() * np.sqrt(HEADROOM)).astype(np.float32)


VIEWS = (  # in the order of what each one adds: the first two read most of what the plain picture hides
    View("sharper", sigma=2, noise=0.1),
    View("focus 3 px", sigma=3, noise=0.005),
    View("larger"),
    View("focus 3.5 px", sigma=3.5, noise=0.005),
    View("focus 3 px, noisy", sigma=3, noise=0.01),
    View("focus 2 px", sigma=2, noise=0.03),
)
