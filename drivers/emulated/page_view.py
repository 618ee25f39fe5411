"""How a sheet on a desk is seen by a camera above it: where its corners fall, and its paper laid there."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.emulated.sheets import Sheet

Corners = NDArray[np.float64]  # 4 × 2 pixels: the sheet's own top left, top right, bottom right, bottom left
Scene = NDArray[np.floating[Any]]  # height × width × 3, BGR, grey levels
SHADOW = 0.55  # of the light is left right beside a sheet's edge that stands a little off the desk


@dataclass(frozen=True)
class Pose:
    """How a sheet lies under the camera. Angles in degrees, places as shares of the picture."""

    share: float = 0.8  # of the picture's height (or width) that the sheet fills
    turn: float = 0
    tilt: tuple[float, float] = (0, 0)  # about the horizontal and the vertical axis of the picture
    place: tuple[float, float] = (0.5, 0.5)  # of its middle, across and down
    view: float = 60  # the lens: how wide it sees


def corners_of(sheet: Sheet, pose: Pose, width: int, height: int) -> Corners:
    """Where a pinhole camera of `width` × `height` pixels sees the sheet's corners."""
    focal = width / 2 / np.tan(np.deg2rad(pose.view / 2))
    half = np.array([sheet.width, sheet.height]) / 2
    flat = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]]) * [*half, 0]
    turned = flat @ _rotation(*pose.tilt, pose.turn).T
    reach = np.abs(turned[:, :2]).max(axis=0) * 2
    away = focal * max(reach[0] / width, reach[1] / height) / pose.share  # millimetres from lens to sheet
    ray = (np.array(pose.place) - 0.5) * [width, height] / focal  # the sheet's middle is seen in this direction
    space = turned + np.array([*(ray * away), away])
    return space[:, :2] / space[:, 2:] * focal + [width / 2, height / 2]


def lay(scene: Scene, paper: NDArray[Any], corners: Corners, shadow: float = 0) -> Scene:
    """The scene with the paper in it; `shadow` pixels is how far the sheet's own shadow falls, down to the right."""
    height, width = scene.shape[:2]
    fine, cover = _warped(paper, corners, width, height)
    if shadow:
        fallen = cv2.warpAffine(cover, np.array([[1, 0, shadow], [0, 1, shadow]], np.float32), (width, height))
        scene = scene * (1 - (1 - SHADOW) * cv2.GaussianBlur(fallen, (0, 0), shadow)[..., None])
    return scene * (1 - cover[..., None]) + fine


def _warped(paper: NDArray[Any], corners: Corners, width: int, height: int) -> tuple[Scene, NDArray[np.float32]]:
    """The paper where it belongs, black around it, and how much of each pixel it covers."""
    tall, wide = paper.shape[:2]
    longest = float(np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1).max())
    coarser = min(1.0, 1.3 * longest / max(tall, wide))  # what a sensor cannot resolve it averages
    small = cv2.resize(paper, None, fx=coarser, fy=coarser, interpolation=cv2.INTER_AREA).astype(np.float32)
    tall, wide = small.shape[:2]
    source = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float32) - 0.5  # of pixels, whose middles count
    onto = cv2.getPerspectiveTransform(source, corners.astype(np.float32))
    cover = cv2.warpPerspective(np.ones(small.shape[:2], np.float32), onto, (width, height), flags=cv2.INTER_LINEAR)
    seen = cv2.warpPerspective(small, onto, (width, height), flags=cv2.INTER_LINEAR)
    return seen.astype(np.float32, copy=False), cover.astype(np.float32, copy=False)


def _rotation(across: float, along: float, turn: float) -> NDArray[np.float64]:
    """First turned in its plane, then tilted about both axes of the picture."""
    turned, first, second = (
        cv2.Rodrigues(np.array(axis) * np.deg2rad(angle))[0]
        for axis, angle in (([0.0, 0, 1], turn), ([1.0, 0, 0], across), ([0, 1.0, 0], along))
    )
    return (second @ first @ turned).astype(np.float64)
