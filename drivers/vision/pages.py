"""The page in a picture of a desk: found by its four edges, or said not to be there; and straightened.

A page is what is lighter than everything around it, hardly coloured, and a rectangle of a page's shape. Anything else
is "none": somebody can then give the four corners by hand, but nobody notices a document cut at a wrong edge.
"""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision.edges import straight_edges
from drivers.vision.light import paper_light
from drivers.vision.outlines import Corners, in_space, ordered, outlines
from drivers.vision.sides import Point, Side, side_of

Picture = NDArray[np.uint8]  # height × width × 3, BGR
SMALL = 640  # pixels of the longer side in which edges are sought; their places are then measured in the whole picture
TRIED = 4  # outlines that are looked at closely
DARKEST = 40  # grey levels: paper darker than this cannot be read, whatever it is
COLOURED = 0.45  # of its brightness that paper under a warm lamp, or a pink form, may lack in one colour
SHORTEST = 0.04  # of the picture's longer side: a shorter piece of an edge says nothing
MOVED = 0.012  # of the picture's longer side that measuring may move a corner
SHAPES = (2**0.5, 85.6 / 53.98)  # length to width of ISO 216 sheets and ISO/IEC 7810 cards …
LIKE = 0.035  # … and how far a page that is meant to be one may seem to depart from it
RIM = 0.003  # of the page's longer side left out all around: there paper and desk are mixed, or the paper is bent


class Sight(StrEnum):
    """What is to be seen of a page."""

    WHOLE = "whole"
    CUT_OFF = "cutOff"  # a part of it lies outside the picture
    NONE = "none"  # there is none, or its edges cannot be told for sure


@dataclass(frozen=True)
class Found:
    """`corners` from the top left on, in pixels; of a page that is cut off those that can be seen. None: no page."""

    sight: Sight
    corners: Corners | None = None


NOTHING = Found(Sight.NONE)


def find_page(picture: Picture) -> Found:
    """The page in this picture."""
    scale = min(1.0, SMALL / max(picture.shape))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    lines = straight_edges(paper_light(small))
    tall, wide = small.shape[:2]
    for outline in outlines(lines, wide, tall)[:TRIED]:
        corners = (outline.corners + 0.5) / scale - 0.5
        if outline.cut_off:
            if _is_paper(picture, corners) and _sides(picture, corners):
                return Found(Sight.CUT_OFF, corners)
        elif (measured := _measured(picture, corners)) is not None:
            return Found(Sight.WHOLE, measured)
    return NOTHING


def straighten(picture: Picture, corners: Corners) -> Picture:
    """The page within these corners, seen from right above, its first corner at the top left.

    As many pixels as the page has in the picture; sheets of ISO 216 and cards get their exact shape.
    """
    wide, tall = _size(corners, (picture.shape[1], picture.shape[0]))
    rim = RIM * max(wide, tall)
    target = np.array([[-rim, -rim], [wide + rim, -rim], [wide + rim, tall + rim], [-rim, tall + rim]], np.float32)
    onto = cv2.getPerspectiveTransform(corners.astype(np.float32), target - 0.5)
    flat = cv2.warpPerspective(picture, onto, (wide, tall), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return flat.astype(np.uint8, copy=False)


def _size(corners: Corners, size: tuple[int, int]) -> tuple[int, int]:
    """The page's width and height in pixels, in its true shape."""
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    across, down, _ = in_space(corners, size)
    ratio = across / down
    for shape in SHAPES:
        for exact in (shape, 1 / shape):
            ratio = exact if abs(ratio / exact - 1) < LIKE else ratio
    longest = float(sides.max())
    return (round(longest), round(longest / ratio)) if ratio > 1 else (round(longest * ratio), round(longest))


def _measured(picture: Picture, corners: Corners) -> Corners | None:
    """The corners to a fraction of a pixel; None when what is around them is not a page's edge after all."""
    sides = _sides(picture, corners)
    if sides is None or len(sides) < len(corners) or not _is_paper(picture, corners):
        return None
    exact = np.array([side.crossing(sides[place - 1]) for place, side in enumerate(sides)], np.float64)
    moved = float(np.abs(exact - corners).max())
    return ordered(exact) if moved < MOVED * max(picture.shape) else None


def _sides(picture: Picture, corners: Corners) -> list[Side] | None:
    """Each side, as far as it is in the picture; None when one of them is no edge. The border itself is not asked."""
    found: list[Side] = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        ends = _in_picture(start, end, picture)
        if ends is None:
            continue
        side = side_of(picture, *ends)
        if side is None:
            return None
        found.append(side)
    return found


def _in_picture(start: Point, end: Point, picture: Picture) -> tuple[Point, Point] | None:
    """The part of a side that can be measured; None when that is too little, or lies on the picture's border."""
    margin = max(2, round(max(picture.shape) / SMALL))
    inner = (margin, margin, picture.shape[1] - 2 * margin, picture.shape[0] - 2 * margin)
    there, *ends = cv2.clipLine(inner, np.round(start).astype(int).tolist(), np.round(end).astype(int).tolist())
    first, last = np.array(ends, np.float64)
    return (first, last) if there and np.linalg.norm(last - first) > SHORTEST * max(picture.shape) else None


def _is_paper(picture: Picture, corners: Corners) -> bool:
    """Whether what is within is bright and hardly coloured, as a sheet is between its lines of writing."""
    samples = straighten_small(picture, corners).reshape(-1, 3).astype(np.float32)
    bright = samples.max(axis=1)
    typical = bright >= np.percentile(bright, 40)
    light, dark = float(np.median(bright[typical])), float(np.median(samples.min(axis=1)[typical]))
    return light >= DARKEST and dark >= (1 - COLOURED) * light


def straighten_small(picture: Picture, corners: Corners, side: int = 48) -> Picture:
    """A coarse square view of what is within the corners: enough to tell its colour."""
    target = np.array([[0, 0], [side, 0], [side, side], [0, side]], np.float32)
    onto = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    return cv2.warpPerspective(picture, onto, (side, side), flags=cv2.INTER_LINEAR).astype(np.uint8, copy=False)
