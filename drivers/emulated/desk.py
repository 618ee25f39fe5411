"""What an emulated camera sees: a desk under uneven light, a phone that shows a code on it, or a sheet of paper."""

from typing import Any

import cv2
import numpy as np
import qrcode
from numpy.typing import NDArray
from qrcode.constants import ERROR_CORRECT_M

from drivers.emulated.page_view import Pose, corners_of, lay
from drivers.emulated.sheets import Sheet, drawn

Picture = NDArray[np.uint8]
SEED = 1949  # the same desk every time
SHARE = 0.75  # of the picture's height that the phone's screen fills
TILT = 0.04  # how much nearer one edge of the phone is, as a share of its side
BLUR = 0.8  # pixels: a good lens, well focused
NOISE = 3.0  # grey levels, sigma: a good sensor in a lit hall


def desk(width: int, height: int) -> Picture:
    """The empty desk."""
    across, down = np.linspace(-1, 1, width), np.linspace(-1, 1, height)[:, None]
    light = (
        168 - 26 * across - 18 * down**2 + 3 * np.sin(across * 90 + 2 * np.sin(down * 5))
    )  # a lamp, and grained wood
    wood = light[..., None] * np.array([0.72, 0.88, 1.0])
    return _seen(wood, np.random.default_rng(SEED))


def with_code(background: Picture, data: bytes | str, turn: float) -> Picture:
    """The desk with a phone above it that shows this code, turned by so many degrees."""
    height, width = background.shape[:2]
    screen = _screen(data)
    edge = float(len(screen))
    source = np.array([[0, 0], [edge, 0], [edge, edge], [0, edge]], np.float32)
    onto = cv2.getPerspectiveTransform(source, _corners(width, height, turn))
    phone = cv2.warpPerspective(screen, onto, (width, height), flags=cv2.INTER_AREA)
    cover = cv2.warpPerspective(np.ones_like(screen), onto, (width, height), flags=cv2.INTER_AREA)
    scene = background * (1 - cover[..., None]) + phone[..., None] * np.array([1.0, 0.98, 0.96])
    return _seen(scene, np.random.default_rng(SEED + 1))


def with_sheet(background: Picture, sheet: Sheet, pose: Pose, seed: int = SEED) -> Picture:
    """The desk with a sheet of paper, its own shadow beside it, a pen that lies around, and a person's shadow."""
    height, width = background.shape[:2]
    dice = np.random.default_rng(seed)
    scene = background.astype(np.float32)
    start, end = dice.uniform([0, 0], [width, height], (2, 2)).round().astype(int).tolist()
    cv2.line(scene, start, end, (60, 40, 35), max(3, height // 90), cv2.LINE_AA)
    corners = corners_of(sheet, pose, width, height)
    scene = lay(scene, drawn(sheet), corners, height / 300) * _shade(width, height, dice)[..., None]
    return _seen(scene, dice)


def _shade(width: int, height: int, dice: np.random.Generator) -> NDArray[np.floating[Any]]:
    """Who leans over the desk darkens a part of it, with a soft edge."""
    across, down = np.linspace(-1, 1, width), np.linspace(-1, 1, height)[:, None]
    way, edge = dice.uniform(0, 2 * np.pi), dice.uniform(0, 0.6)
    return 1 - 0.3 / (1 + np.exp(-12 * (np.cos(way) * across + np.sin(way) * down - edge)))


def _screen(data: bytes | str) -> NDArray[np.float32]:
    """The phone's screen: the code with its quiet zone, bright, within the phone's dark frame."""
    code = qrcode.QRCode(border=4, error_correction=ERROR_CORRECT_M)
    code.add_data(data)
    modules = np.array(code.get_matrix(), bool)
    shown = cv2.resize(np.where(modules, 28, 232).astype(np.float32), None, fx=8, fy=8, interpolation=cv2.INTER_NEAREST)
    return np.pad(shown, len(shown) // 20, constant_values=18).astype(np.float32)


def _corners(width: int, height: int, turn: float) -> NDArray[np.float32]:
    """Where the screen's corners fall: a square, its right edge a little further away, turned about the middle."""
    half = SHARE * height / 2
    square = np.array([[-1, -1], [1 - TILT, -1 + TILT], [1 - TILT, 1 - TILT], [-1, 1]]) * half
    angle = np.deg2rad(turn)
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return (square @ rotation.T + [width / 2, height / 2]).astype(np.float32)


def _seen(scene: NDArray[np.floating[Any]], dice: np.random.Generator) -> Picture:
    """The scene through a lens and a sensor."""
    soft = cv2.GaussianBlur(scene, (0, 0), BLUR)
    return np.clip(soft + dice.normal(0, NOISE, soft.shape), 0, 255).astype(np.uint8)
