"""The robot's hand and its view of the screen: real pointer events and pixels, through the X server alone."""

import time

import numpy as np
from Xlib import X, display
from Xlib.ext import xtest

PRESS = 0.06  # seconds a finger rests on the glass
PIECE = 256  # lines fetched at once: one answer of the X server stays well below its limit


class Screen:
    """One display, by its name (":7"). It belongs to one thread."""

    def __init__(self, name: str) -> None:
        self._display = display.Display(name)
        self._root = self._display.screen().root
        size = self._root.get_geometry()
        self.width, self.height = size.width, size.height

    def picture(self, left: int = 0, top: int = 0, width: int = 0, height: int = 0) -> np.ndarray:
        """The pixels of a part of the screen, or of all of it: height × width × 3, RGB, uint8."""
        width, height = width or self.width - left, height or self.height - top
        pieces = [self._piece(left, top + line, width, min(PIECE, height - line)) for line in range(0, height, PIECE)]
        return np.concatenate(pieces)

    def _piece(self, left: int, top: int, width: int, height: int) -> np.ndarray:
        image = self._root.get_image(left, top, width, height, X.ZPixmap, 0xFFFFFFFF)
        return np.frombuffer(image.data, np.uint8).reshape(height, width, 4)[:, :, 2::-1]

    def press(self, x: int, y: int) -> None:
        """A finger comes down on a pixel and goes up again."""
        self.down(x, y)
        time.sleep(PRESS)
        self.up()

    def down(self, x: int, y: int) -> None:
        xtest.fake_input(self._display, X.MotionNotify, x=x, y=y)
        xtest.fake_input(self._display, X.ButtonPress, 1)
        self._display.sync()

    def up(self) -> None:
        xtest.fake_input(self._display, X.ButtonRelease, 1)
        self._display.sync()

    def close(self) -> None:
        self._display.close()
