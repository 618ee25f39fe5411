"""The program that captures: a process of its own, because a stalled camera blocks OpenCV's `read()` for ten seconds.

It writes every picture into the shared memory, and one byte to its output after the first. It ends when its input
ends, which the kernel sees to when the kiosk's process dies in whatever way. It must never know more than pictures.
"""

import os
import sys
import threading
import time

import cv2
import numpy as np

from drivers.camera._frames import LOST, NOT_THERE, SharedFrames
from drivers.camera._sources import NotThereError, pictures


def main(descriptor: str, source: str, width: str, height: str, fps: str) -> int:
    threading.Thread(target=_end_with_input, daemon=True).start()
    cv2.setNumThreads(1)
    try:
        stream = pictures(source, int(width), int(height), int(fps))
    except NotThereError:
        return NOT_THERE
    shared = SharedFrames(int(descriptor))
    last, changed = None, 0.0
    for picture in stream:
        now = time.monotonic()
        if last is None or not (picture is last or np.array_equal(picture, last)):
            changed = now
        shared.put(picture, now, changed)
        if last is None:
            os.write(sys.stdout.fileno(), b"1")
        last = picture
    return LOST


def _end_with_input() -> None:
    """Wait for the end of the input, and end the process even while OpenCV blocks the main thread."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
