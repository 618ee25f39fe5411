"""Pictures for the tests of cameras, and how to put them where a camera looks."""

import cv2
import numpy as np

RED, GREEN = (0, 0, 255), (0, 255, 0)


def plain(colour, width=64, height=48):
    return np.full((height, width, 3), colour, np.uint8)


def put(path, picture):
    """Write a picture as a whole: beside its place, then moved."""
    hidden = path.with_name(f".{path.name}")
    hidden.write_bytes(cv2.imencode(path.suffix, picture)[1].tobytes())
    hidden.replace(path)
