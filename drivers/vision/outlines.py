"""Four edges that may be the outline of a page: bright inside, dark outside, and a rectangle as a camera sees one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from drivers.vision.edges import Line, turned

Corners = NDArray[np.float64]  # 4 × 2: top left, top right, bottom right, bottom left, as seen
SKEW = 40  # degrees by which opposite or neighbouring edges may depart from a rectangle's, in perspective
COVERED = 0.5  # of every side must be an edge: a finger may lie over the rest …
COVERED_IN_ALL = 0.7  # … and of all sides together
SMALLEST = 0.015  # of the picture: an identity card below a wide camera that sees a little more than A4
SMALLEST_CUT_OFF = 0.1  # of the picture that a page must fill to be told from things that lie at its border
OUTSIDE = 3  # pixels that a corner may lie outside the picture and still count as in it …
CUT_OFF = 0.3  # … and how far, as a share of the picture, that of a page that is partly outside
NEAR = 14  # pixels on either side of a corner in which it is looked whether edges end there …
GOES_ON = 0.4  # … or go on: so much of these pixels is edge
THUMB = 45  # pixels from a corner, along one of its sides at least, of which so much is edge: one thumb lies on both
INSIDE_AT = np.linspace(0, 1, 33)[:, None, None]  # places along a side, to see how much of it is in the picture
FOCAL = 0.95  # of the picture's longer side: a lens that sees 55°; others are near enough for the tests below
ANGLE = 12  # degrees that the page's corner, as it lies in space, may depart from 90
LONGEST = 1.85  # times its width: A4 has 1.41, a card 1.59; telephones have 2 and more
CORNER_COS = np.sin(np.deg2rad(ANGLE))


@dataclass(frozen=True)
class Outline:
    """`score` grows with the length of edge that was seen, and falls with the length that was not."""

    corners: Corners
    score: float
    cut_off: bool  # one side or more is not an edge of the page but of the picture


def outlines(lines: Sequence[Line], width: int, height: int) -> list[Outline]:
    """Every possible outline in a picture of this size, the best first."""
    every = [*lines, *_borders(width, height)]
    angles = np.array([line.angle for line in every])
    opposite = [
        pair
        for pair in combinations(range(len(every)), 2)
        if abs(turned(angles[pair[0]] - angles[pair[1]])) > np.deg2rad(180 - SKEW)
    ]
    if len(opposite) < 2:
        return []
    first, second = np.triu_indices(len(opposite), 1)
    pairs = np.array(opposite)
    sides = np.column_stack([pairs[first, 0], pairs[second, 0], pairs[first, 1], pairs[second, 1]])
    sides = _in_turn(sides, angles)
    found = _measured(sides, every, len(lines), (width, height))
    return sorted(found, key=lambda one: -one.score)


def _borders(width: int, height: int) -> list[Line]:
    """The picture's own edges, as if they were covered nowhere."""
    none = np.zeros(2 * (int(np.hypot(width, height)) + 2) + 1, np.int32)
    places = ((0.0, width - 1.0), (np.pi / 2, height - 1.0), (np.pi, 0.0), (-np.pi / 2, 0.0))
    return [Line(angle, offset, none) for angle, offset in places]


def _in_turn(sides: NDArray[np.int64], angles: NDArray[np.float64]) -> NDArray[np.int64]:
    """Of each four those that are a quarter turn apart, in the order of their normals."""
    quarter = turned(angles[sides[:, 1]] - angles[sides[:, 0]])
    sides = np.where((quarter < 0)[:, None], sides[:, [0, 3, 2, 1]], sides)
    steps = turned(angles[np.roll(sides, -1, axis=1)] - angles[sides])
    return sides[(np.abs(steps - np.pi / 2) < np.deg2rad(SKEW)).all(axis=1)]


def _measured(sides: NDArray[np.int64], lines: list[Line], real: int, size: tuple[int, int]) -> list[Outline]:
    corners = _crossings(sides, lines)
    likely = _plausible(corners, size)
    sides, corners = sides[likely], corners[likely]
    if not len(sides):
        return []
    starts, ends = np.roll(corners, 1, axis=1), corners  # side i runs from its crossing with i-1 to that with i+1
    seen = (sides < real) * np.linalg.norm(ends - starts, axis=2) * _share_inside(starts, ends, size)
    covered = _covered(sides, lines, starts, ends)
    enough = _every(covered >= COVERED * seen) & (covered.sum(axis=1) >= COVERED_IN_ALL * seen.sum(axis=1))
    cut = (sides >= real).any(axis=1) | ~_every(_inside(corners, size, OUTSIDE))
    good = enough & _two_directions(seen) & _ends_right(sides, lines, starts, ends, seen)
    good &= cut | _arrive(sides, lines, starts, ends)
    good &= ~cut | (_area(corners) > SMALLEST_CUT_OFF * size[0] * size[1])
    score = (2 * covered - seen).sum(axis=1)
    return [Outline(ordered(corners[one]), float(score[one]), bool(cut[one])) for one in np.nonzero(good)[0]]


def _inside(points: NDArray[np.float64], size: tuple[int, int], margin: float) -> NDArray[np.bool_]:
    return _every((points > -margin - 1) & (points < np.array(size) + margin))


def _every(true: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether all are true along the last axis."""
    return np.asarray(true.all(axis=-1))


def _share_inside(starts: NDArray[np.float64], ends: NDArray[np.float64], size: tuple[int, int]) -> NDArray[np.float64]:
    """How much of each side lies within the picture."""
    places = starts + (ends - starts) * INSIDE_AT[..., None]
    return _inside(places, size, 0).mean(axis=0)


def _two_directions(seen: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Two edges that run beside each other are a stripe, not a page."""
    there = seen > 0
    return (there[:, 0] | there[:, 2]) & (there[:, 1] | there[:, 3])


def _ends_right(
    sides: NDArray[np.int64],
    lines: list[Line],
    starts: NDArray[np.float64],
    ends: NDArray[np.float64],
    seen: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Whether edges end where they meet, and reach the picture's border where the page is cut off by it.

    Where both neighbours of a side go on beyond it, it is no side, but crosses the page, as a shadow does.
    """
    way = (ends - starts) / np.linalg.norm(ends - starts, axis=2, keepdims=True)
    before, first, last, after = (
        _covered(sides, lines, low, high) > GOES_ON * NEAR
        for low, high in (
            (starts - way * (NEAR + 2), starts - way * 2),
            (starts + way * 2, starts + way * (NEAR + 2)),
            (ends - way * (NEAR + 2), ends - way * 2),
            (ends + way * 2, ends + way * (NEAR + 2)),
        )
    )
    real = seen > 0
    beyond, behind = np.roll(after, 1, axis=1), np.roll(before, -1, axis=1)
    reaching = np.roll(last, 1, axis=1), np.roll(first, -1, axis=1)
    held = np.roll(real, 1, axis=1), np.roll(real, -1, axis=1)  # the neighbours that are edges themselves
    met = (reaching[0] | ~held[0]) & (reaching[1] | ~held[1])
    return _every(np.where(real, ~(beyond & behind), met))


def _arrive(
    sides: NDArray[np.int64], lines: list[Line], starts: NDArray[np.float64], ends: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Whether at every corner one edge at least comes near it: two that end before they meet are of two things."""
    way = (ends - starts) / np.linalg.norm(ends - starts, axis=2, keepdims=True) * THUMB
    first = _covered(sides, lines, starts, starts + way)
    last = _covered(sides, lines, ends - way, ends)
    return _every(np.maximum(last, np.roll(first, -1, axis=1)) > GOES_ON * THUMB)


def _crossings(sides: NDArray[np.int64], lines: list[Line]) -> NDArray[np.float64]:
    """Where each side crosses the next one: n × 4 × 2."""
    angle = np.array([line.angle for line in lines])[sides]
    offset = np.array([line.offset for line in lines])[sides]
    following, beyond = np.roll(angle, -1, axis=1), np.roll(offset, -1, axis=1)
    across = np.sin(following - angle)
    x = (offset * np.sin(following) - beyond * np.sin(angle)) / across
    y = (beyond * np.cos(angle) - offset * np.cos(following)) / across
    return np.stack([x, y], axis=2)


def _covered(
    sides: NDArray[np.int64], lines: list[Line], starts: NDArray[np.float64], ends: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How many pixels of each side are an edge."""
    along = np.array([[-np.sin(line.angle), np.cos(line.angle)] for line in lines])[sides]
    cover = np.array([line.cover for line in lines])
    middle = (cover.shape[1] - 1) // 2
    places = [np.sort([(point * along).sum(axis=2) for point in (starts, ends)], axis=0)]
    low, high = np.clip(np.round(places[0]).astype(int) + middle, 0, cover.shape[1] - 1)
    return (cover[sides, high] - cover[sides, low]).astype(np.float64)


def _plausible(corners: NDArray[np.float64], size: tuple[int, int]) -> NDArray[np.bool_]:
    """In the picture or not far out of it, not too small, and a rectangle of a page's shape when seen in space."""
    good = _every(_inside(corners, size, CUT_OFF * min(size))) & (_area(corners) > SMALLEST * size[0] * size[1])
    good[good] = [_rectangle(one, size) for one in corners[good]]
    return good


def _area(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    x, y = corners[..., 0], corners[..., 1]
    return 0.5 * (x * np.roll(y, -1, axis=1) - np.roll(x, -1, axis=1) * y).sum(axis=1)


def _rectangle(corners: Corners, size: tuple[int, int]) -> bool:
    wide, tall, cosine = in_space(corners, size)
    return abs(cosine) < CORNER_COS and 1 / LONGEST < wide / tall < LONGEST


def in_space(corners: Corners, size: tuple[int, int]) -> tuple[float, float, float]:
    """Width and height of the page in some unit, and the cosine of its corner: seen through a lens like `FOCAL`.

    A homography from the unit square is K · [width·r1, height·r2, t] for a pinhole camera K: Zhang's calibration.
    """
    focal, middle = FOCAL * max(size), np.array(size) / 2
    p = np.column_stack([(corners - middle) / focal, np.ones(4)])
    # p0 + p2·k2 = p1·k1 + p3·k3 for the depths of a parallelogram, the first one's taken as 1
    k = np.linalg.solve(np.column_stack([p[1], p[3], -p[2]]), p[0])
    first, second = k[0] * p[1] - p[0], k[1] * p[3] - p[0]
    wide, tall = float(np.linalg.norm(first)), float(np.linalg.norm(second))
    return wide, tall, float(first @ second / (wide * tall))


def ordered(corners: Corners) -> Corners:
    """The same corners, beginning at the top left as seen, and going on to the right."""
    middle = corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(*(corners - middle).T[::-1]))]
    return np.roll(around, -int(np.argmin(around.sum(axis=1))), axis=0)
