"""Pictures and what can be read in them, as pure functions: no camera, no clock, no resident's name."""

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]  # height × width, 0 is black
