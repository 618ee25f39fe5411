"""Which way up a page is, told by how its lines of horizontal writing run; nothing is read.

Lines of writing leave blank stripes between them, and begin at one margin but end where they end. Both are asked to be
clear: a page that is turned needlessly is worse than one that somebody turns with a press.
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision.cleaning import Mode, clean

Picture = NDArray[np.uint8]
COARSE = 600  # pixels of the longer side: lines of small print are still apart
INK = 60  # grey levels darker than paper
STRIPED = 0.15  # of the rows more blank than of the columns: then the lines run across
DIRT = 0.002  # of a row: so little ink leaves it blank
RAGGED = 1.5  # times as uneven at one margin as at the other: that is where lines end
LINES = 4  # at least: of three, all may be short by chance
THINNEST = 3  # pixels: rules of a table are thinner than writing
SHORTEST = 0.03  # of the page's width: less is dirt or a page number


def turns_to_upright(page: Picture) -> int:
    """Quarter turns, clockwise, after which a straightened page's writing stands upright; 0 where it cannot be told."""
    ink = _ink(page)
    along, across = _blank(ink), _blank(ink.T)
    if along > across + STRIPED:
        return 2 if _begins_left(ink) < 0 else 0
    if across > along + STRIPED:
        return {1: 1, -1: 3, 0: 0}[_begins_left(np.rot90(ink, -1))]
    return 0


def turned(page: Picture, quarters: int) -> Picture:
    """The page turned clockwise by so many quarters."""
    return np.ascontiguousarray(np.rot90(page, -quarters))


def _ink(page: Picture) -> NDArray[np.bool_]:
    """Where there is writing, without long rules."""
    scale = min(1.0, COARSE / max(page.shape))
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    dark = (clean(small, Mode.GREY) < 255 - INK).astype(np.uint8)
    for shape in ((1, COARSE // 15), (COARSE // 15, 1)):
        rules = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        dark = cv2.subtract(dark, cv2.dilate(rules, np.ones((3, 3), np.uint8)))
    return dark > 0


def _blank(ink: NDArray[np.bool_]) -> float:
    """The share of rows without ink, between the first and the last one with some."""
    rows = np.trim_zeros(ink.mean(axis=1) > DIRT)
    return 1 - float(rows.mean()) if len(rows) else 0


def _begins_left(ink: NDArray[np.bool_]) -> int:
    """1 where the lines begin at the left, -1 where at the right, 0 where neither is clear."""
    spans = _spans(ink)
    if len(spans) < LINES:
        return 0
    starts, ends = np.array(spans).T
    left = float(np.mean(np.abs(starts - np.median(starts)))) + 1
    right = float(np.mean(np.abs(ends - np.median(ends)))) + 1
    if right > RAGGED * left:
        return 1
    return -1 if left > RAGGED * right else 0


def _spans(ink: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and last column of each line of writing."""
    written = np.concatenate([[False], ink.any(axis=1), [False]])
    starts, ends = (np.nonzero(np.diff(written.astype(int)) == step)[0] for step in (1, -1))
    spans: list[tuple[int, int]] = []
    for top, bottom in zip(starts, ends, strict=True):
        columns: NDArray[Any] = np.nonzero(ink[top:bottom].any(axis=0))[0]
        if bottom - top >= THINNEST and np.ptp(columns) > SHORTEST * ink.shape[1]:
            spans.append((int(columns[0]), int(columns[-1])))
    return spans
