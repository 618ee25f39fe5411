"""Straight edges in a grey picture, each with its bright and its dark side: what the outline of a page is made of.

A Hough transform whose every edge point votes only near its own gradient's direction: an edge of paper against
something darker therefore never adds to one the other way round, and few votes are needed.
"""

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision import Grey

CLOSE = 7  # pixels: writing finer than this is filled with the paper around it
BLUR = 1.2  # pixels, sigma, before the gradient is taken
NOISE = 3.5  # times the noise of the gradient is the least that counts as an edge …
LEAST = 6.0  # … and at least so much, in Sobel's units (eight times the grey levels per pixel)
TURN = 3  # degrees from one direction of the table to the next
NEAR = 9  # degrees either way for which a point votes: its gradient is no surer than that
MOST = 20  # lines looked at: the outline has four, what is printed or lies around has others
SHORTEST = 0.06  # of the picture's longer side that a line must cover
APART = (9, 6)  # degrees and pixels within which a weaker line is the same line
GAP = 5  # pixels between two points of a line that are bridged
Points = NDArray[np.float32]


@dataclass(frozen=True)
class Line:
    """All points x with x · normal = offset; `normal` points to its dark side. `cover` counts points along it."""

    angle: float  # of the normal, radians
    offset: float
    cover: NDArray[np.int32] = field(repr=False)  # covered pixels up to each place along the line, from -reach on

    @property
    def normal(self) -> NDArray[np.float64]:
        return np.array([np.cos(self.angle), np.sin(self.angle)])


def straight_edges(grey: Grey) -> list[Line]:
    """The strongest straight edges, longest first. The picture should be small: some 640 pixels wide."""
    points, angles = _edge_points(grey)
    lines: list[Line] = []
    shortest = SHORTEST * max(grey.shape)
    for angle, offset in _peaks(points, angles, reach(grey), shortest):
        line = _fitted(points, angles, angle, offset, reach(grey))
        if line is not None and line.cover[-1] >= shortest and not any(_same(line, other) for other in lines):
            lines.append(line)
    return sorted(lines, key=lambda line: -int(line.cover[-1]))[:MOST]


def reach(grey: Grey) -> int:
    """No point of the picture is further from its first pixel than this."""
    return int(np.hypot(*grey.shape)) + 2


def _edge_points(grey: Grey) -> tuple[Points, NDArray[np.float32]]:
    """Where brightness falls off most sharply, and the direction in which it falls, in radians."""
    filled = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((CLOSE, CLOSE), np.uint8))
    soft = cv2.GaussianBlur(filled, (0, 0), BLUR)
    across, down = (cv2.Sobel(soft, cv2.CV_16S, *axis) for axis in ((1, 0), (0, 1)))
    strength = np.abs(across) + np.abs(down)
    least = max(LEAST, NOISE * float(np.median(strength)))
    edges = cv2.Canny(across, down, least, 2 * least, L2gradient=True)
    rows, columns = np.nonzero(edges)
    points = np.column_stack([columns, rows]).astype(np.float32)
    return points, np.arctan2(-down[rows, columns], -across[rows, columns]).astype(np.float32)


def _peaks(points: Points, angles: NDArray[np.float32], reach: int, least: float) -> list[tuple[float, float]]:
    """Directions and offsets that many points agree on, most votes first."""
    if not len(points):
        return []
    turns, offsets = 360 // TURN, 2 * reach // 2
    votes = np.zeros(turns * offsets, np.float32)
    own = np.round(np.rad2deg(angles) / TURN).astype(int)
    for beside in range(-NEAR // TURN, NEAR // TURN + 1):
        turn = (own + beside) % turns
        radians = np.deg2rad(turn * TURN)
        place = ((points[:, 0] * np.cos(radians) + points[:, 1] * np.sin(radians) + reach) / 2).astype(int)
        votes += np.bincount(turn * offsets + place, minlength=len(votes))[: len(votes)]
    table = cv2.GaussianBlur(votes.reshape(turns, offsets), (5, 1), 0)
    highest = cv2.dilate(table, np.ones((5, 7), np.uint8))
    turn, place = np.nonzero((table >= highest) & (table > least / 4))
    best = np.argsort(-table[turn, place])[: 3 * MOST]
    return [(float(np.deg2rad(turn[one] * TURN)), float(place[one] * 2 + 1 - reach)) for one in best]


def _fitted(points: Points, angles: NDArray[np.float32], angle: float, offset: float, reach: int) -> Line | None:
    """The line through the points near this one, fitted twice: first generously, then closely."""
    there = points
    for width, turn in ((4.0, 20.0), (2.0, 12.0)):
        normal = np.array([np.cos(angle), np.sin(angle)])
        near = (np.abs(points @ normal - offset) < width) & (np.abs(turned(angles - angle)) < np.deg2rad(turn))
        there = points[near]
        if len(there) < 8:
            return None
        middle = there.mean(axis=0)
        _, axes = np.linalg.eigh(np.cov((there - middle).T))
        across = axes[:, 0] if axes[:, 0] @ normal > 0 else -axes[:, 0]
        angle, offset = float(np.arctan2(across[1], across[0])), float(middle @ across)
    return Line(angle, offset, _cover(there, angle, reach))


def _cover(points: Points, angle: float, reach: int) -> NDArray[np.int32]:
    along = np.round(points @ [-np.sin(angle), np.cos(angle)]).astype(int) + reach
    there = np.bincount(along, minlength=2 * reach + 1) > 0
    bridged = cv2.morphologyEx(there.astype(np.uint8)[None], cv2.MORPH_CLOSE, np.ones((1, GAP), np.uint8))[0]
    return np.cumsum(bridged, dtype=np.int32)


def _same(line: Line, other: Line) -> bool:
    """Whether two lines are one edge, found twice."""
    if abs(turned(line.angle - other.angle)) > np.deg2rad(APART[0]):
        return False
    middle = int(np.searchsorted(line.cover, line.cover[-1] / 2)) - (len(line.cover) - 1) // 2
    place = line.normal * line.offset + np.array([-np.sin(line.angle), np.cos(line.angle)]) * middle
    return bool(abs(place @ other.normal - other.offset) < APART[1])


def turned(angle: NDArray[np.floating[Any]] | float) -> NDArray[np.float64]:
    """An angle brought between -π and π."""
    return (np.asarray(angle, np.float64) + np.pi) % (2 * np.pi) - np.pi
