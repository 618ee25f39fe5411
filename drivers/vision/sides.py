"""One side of a page measured in the whole picture: where paper ends, to a fraction of a pixel, and whether it does."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision.light import paper_light

Point = NDArray[np.floating[Any]]
PLACES = 64  # along a side at which its edge is looked for
ENDS = 0.05  # of a side left out at either end: corners are round, bent and covered by thumbs
REACH = 0.007  # of the picture's longer side, to either side of where the edge is thought to be
STEP = 0.5  # pixels between two samples across the edge
ROUND = 3.0  # pixels around the steepest place that tell where it is
STRAIGHT = 0.0022  # of the picture's longer side by which paper may be bent, or a lens bend it
FALL = 5.0  # grey levels at least from paper to desk …
CERTAIN = 4.0  # … and so many times the noise of the mean over a side
BEYOND = 0.04  # of the picture's longer side, outwards from an edge, to where the desk is for sure
ENOUGH = 0.5  # of the places must agree: a finger may lie over the others


@dataclass(frozen=True)
class Side:
    """A straight line through `place`, running in the direction `way`."""

    place: Point
    way: Point

    @cached_property
    def normal(self) -> Point:
        return np.array([-self.way[1], self.way[0]])

    def crossing(self, other: "Side") -> Point:
        """Where both lines meet. They are never parallel: they are neighbours of a rectangle."""
        normals = np.array([self.normal, other.normal])
        return np.linalg.solve(normals, [self.normal @ self.place, other.normal @ other.place])


def side_of(picture: NDArray[np.uint8], start: Point, end: Point) -> Side | None:
    """The edge near the line from start to end, paper on its right-hand side as one goes; None when there is none."""
    longest = max(picture.shape)
    way = (end - start) / np.linalg.norm(end - start)
    inwards = np.array([-way[1], way[0]])
    across = np.arange(-REACH * longest, REACH * longest + STEP, STEP)
    along = np.linspace(ENDS, 1 - ENDS, PLACES)[:, None] * (end - start) + start
    profiles = _profiles(picture, along[:, None] + across[None, :, None] * inwards)
    fall = profiles[:, -4:].mean(axis=1) - profiles[:, :4].mean(axis=1)
    if not _falls(fall) or _goes_on(picture, along - BEYOND * longest * inwards, profiles[:, :4].mean(axis=1), fall):
        return None
    offsets = _steepest(profiles, across)
    return _fitted(along + offsets[:, None] * inwards, fall >= FALL / 2, STRAIGHT * longest)


def _profiles(picture: NDArray[np.uint8], places: Point) -> NDArray[np.float32]:
    """Brightness across the edge at each place, from the desk to the paper."""
    grid = places.astype(np.float32)
    seen = cv2.remap(picture, grid[..., 0], grid[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    light = paper_light(seen.astype(np.uint8, copy=False)).astype(np.float32)
    return cv2.GaussianBlur(light, (0, 0), sigmaX=1.5 / STEP, sigmaY=0.7).astype(np.float32)


def _falls(fall: NDArray[np.float32]) -> bool:
    typical = float(np.median(fall))
    spread = 1.4826 * float(np.median(np.abs(fall - typical)))  # a normal distribution's sigma
    return typical >= FALL and typical >= CERTAIN * spread / np.sqrt(len(fall))


def _goes_on(
    picture: NDArray[np.uint8], beyond: Point, outside: NDArray[np.float32], fall: NDArray[np.float32]
) -> bool:
    """Whether the light falls even more a little further out: then paper goes on there, in a person's shadow."""
    return float(np.mean(outside - _profiles(picture, beyond[:, None])[:, 0] > fall)) > ENOUGH


def _steepest(profiles: NDArray[np.float32], across: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where brightness rises most, between the samples: the middle of what rises around the steepest place."""
    rise = np.maximum(np.gradient(profiles, axis=1), 0)
    near = np.abs(across - across[np.argmax(rise, axis=1)][:, None]) <= ROUND
    weights = rise * near + 1e-9
    return (weights * across).sum(axis=1) / weights.sum(axis=1)


def _fitted(points: NDArray[np.float64], good: NDArray[np.bool_], straight: float) -> Side | None:
    """The line on which most points lie; None when too few do."""
    for limit in (3 * straight, straight, straight):
        if good.sum() < ENOUGH * len(points):
            return None
        dx, dy, x, y = cv2.fitLine(points[good].astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
        line = Side(np.array([x, y], np.float64), np.array([dx, dy], np.float64))
        good &= np.abs((points - line.place) @ line.normal) < limit
    return line if good.sum() >= ENOUGH * len(points) else None
