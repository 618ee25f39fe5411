"""Pictures of paper on a desk for the tests of pages, and how far a corner that was found is off, in millimetres."""

from functools import cache

import cv2
import numpy as np
import qrcode

from drivers.emulated.desk import desk
from drivers.emulated.page_view import Pose, corners_of, lay
from drivers.emulated.sheets import DOTS, drawn

WIDTH, HEIGHT = 1280, 960
MATERIAL = "https://example.gov.cn/material/A017"  # what the code on a sheet says


@cache
def empty():
    """The emulated desk; do not write into it."""
    return desk(WIDTH, HEIGHT)


def seen(*papers, shade=1.0):
    """The desk with (sheet, pose) or (sheet, pose, paper) laid on it one after the other; the right of it shaded."""
    scene = empty().astype(np.float32)
    for sheet, pose, *paper in papers:
        scene = lay(scene, paper[0] if paper else drawn(sheet), corners_of(sheet, pose, WIDTH, HEIGHT), 3)
    dark = 1 / (1 + np.exp((0.45 * WIDTH - np.arange(WIDTH)) / 8))  # as soft as a sleeve's half a metre away
    scene *= (1 - (1 - shade) * dark)[None, :, None]
    noisy = cv2.GaussianBlur(scene, (0, 0), 0.8) + np.random.default_rng(1).normal(0, 3, scene.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8)


def error(corners, sheet, pose=None, truth=None):
    """Millimetres by which the worst corner is off, whichever is called the first."""
    truth = corners_of(sheet, pose, WIDTH, HEIGHT) if truth is None else truth
    longest = np.linalg.norm(np.roll(truth, -1, axis=0) - truth, axis=1).max()
    pixels = min(np.linalg.norm(np.roll(corners, by, axis=0) - truth, axis=1).max() for by in range(4))
    return pixels * max(sheet.width, sheet.height) / longest


def with_code(sheet):
    """The sheet with a QR code of 50 mm at its lower left."""
    code = qrcode.QRCode(border=4)
    code.add_data(MATERIAL)
    modules = np.where(np.array(code.get_matrix()), 0, 255).astype(np.uint8)
    side = 50 * DOTS
    paper = drawn(sheet).copy()
    large = cv2.resize(modules, (side, side), interpolation=cv2.INTER_NEAREST)
    paper[-side - 100 : -100, 100 : 100 + side] = large[..., None]
    return paper


LAID = Pose(0.85, turn=-4, tilt=(3, -2))
