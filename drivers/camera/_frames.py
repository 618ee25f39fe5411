"""The memory that the capturing process and the driver share: the last few pictures, and when the last one changed.

It is anonymous (memfd_create): it has no name that could leak, and the kernel frees it when both processes are gone,
however they ended. One process writes, any thread of the other reads. A slot carries its picture's number before and
after its pixels; a reader that finds them unequal, or changed while it copied, was overtaken and looks again.
"""

import mmap
import os
import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drivers.camera import Frame

SLOTS = 3  # a reader is overtaken only when it is slower than two pictures
MOST = 4096 * 2304 * 3  # bytes of the largest picture; pages that are never written take no memory
PAGE = 4096
SIZE = PAGE + SLOTS * MOST
HEAD = struct.Struct("=QQd")  # newest number, bytes of the largest picture so far, when the pixels last changed
SLOT = struct.Struct("=QdII")  # number before the pixels, when taken, height, width
AFTER = struct.Struct("=Q")  # number after the pixels
TRIES = 3
NOT_THERE = 10  # exit statuses of the capturing process: the source does not exist or is in use …
LOST = 11  # … or it was there and went away


def _slot(number: int) -> int:
    return 128 + number % SLOTS * 64


def _pixels(number: int) -> int:
    return PAGE + number % SLOTS * MOST


@dataclass(frozen=True)
class Pulse:
    """What the capturing process has done so far: number of the newest picture (0: none yet), last change of pixels."""

    newest: int
    changed: float


class SharedFrames:
    """A view on the memory behind a file descriptor. The descriptor belongs to whoever made it."""

    def __init__(self, descriptor: int) -> None:
        self._memory = mmap.mmap(descriptor, SIZE)

    @staticmethod
    def memory() -> int:
        """New memory, all zero, as a file descriptor."""
        descriptor = os.memfd_create("frames")
        os.truncate(descriptor, SIZE)
        return descriptor

    def put(self, pixels: NDArray[np.uint8], taken: float, changed: float) -> None:
        """Make this the newest picture: height × width × 3, at most `MOST` bytes."""
        height, width, _ = pixels.shape
        newest, most, _ = HEAD.unpack_from(self._memory)
        number = newest + 1
        SLOT.pack_into(self._memory, _slot(number), number, taken, height, width)
        np.copyto(self._array(number, height, width), pixels)
        AFTER.pack_into(self._memory, _slot(number) + SLOT.size, number)
        HEAD.pack_into(self._memory, 0, number, max(most, pixels.size), changed)

    def pulse(self) -> Pulse:
        newest, _, changed = HEAD.unpack_from(self._memory)
        return Pulse(newest, changed)

    def newest(self) -> Frame | None:
        """A copy of the newest picture, whole or not at all."""
        for _ in range(TRIES):
            number = self.pulse().newest
            before, taken, height, width = SLOT.unpack_from(self._memory, _slot(number))
            if number and before == number == self._after(number):
                copy = self._array(number, height, width).copy()
                if SLOT.unpack_from(self._memory, _slot(number))[0] == number:
                    return Frame(copy, taken, number)
        return None

    def wipe(self) -> None:
        """Overwrite everything with zeros. To be called when nobody writes any more."""
        most = HEAD.unpack_from(self._memory)[1]
        self._memory[:PAGE] = bytes(PAGE)
        for slot in range(SLOTS):
            start = _pixels(slot)
            self._memory[start : start + most] = bytes(most)

    def _after(self, number: int) -> int:
        return AFTER.unpack_from(self._memory, _slot(number) + SLOT.size)[0]

    def _array(self, number: int, height: int, width: int) -> NDArray[np.uint8]:
        flat = np.frombuffer(self._memory, np.uint8, height * width * 3, _pixels(number))
        return flat.reshape(height, width, 3)
