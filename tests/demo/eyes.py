"""The robot's eyes: where on a picture of the screen a text stands, found by its shape and not by its colour.

They know how letters look, and nothing of the program that drew them.
"""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from drivers.glyphs import Weight, faces

Layout = ImageFont.Layout

SURE = (
    0.90  # of 1.0: what counts as the same shape; 09:00 for 09:30 comes to 0.87, 医疗 for 养老 in a long name to 0.90
)
LIKELY = 0.55  # what is worth a second look, after a first one at half the size
SOFTEN = 0.7  # pixels of blur: two programs never put the edges of a letter on exactly the same pixel
HALF = 0.5
MARGIN = 8  # pixels round a likely place that the second look takes in
ENOUGH = 6  # likely places per size and weight that get a second look


@dataclass(frozen=True)
class Seen:
    """A text found: its box in pixels of the picture, how sure it is (0 to 1), and the size of its letters."""

    left: int
    top: int
    width: int
    height: int
    sure: float
    size: int
    weight: Weight

    @property
    def middle(self) -> tuple[int, int]:
        return self.left + self.width // 2, self.top + self.height // 2


class Sight:
    """One picture, looked at for texts in letters of certain sizes (pixels per em)."""

    def __init__(self, picture: np.ndarray, sizes: tuple[int, ...]) -> None:
        """`picture` is height × width × 3, uint8."""
        self._grey = soft(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY))
        self._small = cv2.resize(self._grey, None, fx=HALF, fy=HALF, interpolation=cv2.INTER_AREA)
        self._sizes = sizes

    def find(self, text: str, sure: float = SURE) -> list[Seen]:
        """Every place where the text stands, the best first."""
        found = [
            seen
            for weight in Weight
            for size in self._sizes
            for seen in self._look(text, size, weight)
            if seen.sure >= sure
        ]
        return apart(sorted(found, key=lambda seen: -seen.sure))

    def _look(self, text: str, size: int, weight: Weight) -> list[Seen]:
        return [
            seen for layout in layouts(text) for seen in self._look_for(drawn(text, size, weight, layout), size, weight)
        ]

    def _look_for(self, shape: np.ndarray, size: int, weight: Weight) -> list[Seen]:
        if shape.shape[0] + 2 >= self._grey.shape[0] or shape.shape[1] + 2 >= self._grey.shape[1]:
            return []
        small = cv2.resize(shape, None, fx=HALF, fy=HALF, interpolation=cv2.INTER_AREA)
        likely = peaks(likeness(self._small, small), LIKELY)
        return [self._look_again(shape, left * 2, top * 2, size, weight) for left, top in likely]

    def _look_again(self, shape: np.ndarray, left: int, top: int, size: int, weight: Weight) -> Seen:
        """The same place at full size, with some room for the shape to find its exact position."""
        height, width = shape.shape
        y, x = max(0, top - MARGIN), max(0, left - MARGIN)
        part = self._grey[y : top + height + MARGIN, x : left + width + MARGIN]
        if part.shape[0] < height or part.shape[1] < width:
            return Seen(left, top, width, height, 0.0, size, weight)
        scores = likeness(part, shape)
        row, column = np.unravel_index(int(scores.argmax()), scores.shape)
        return Seen(x + int(column), y + int(row), width, height, float(scores.max()), size, weight)


def likeness(picture: np.ndarray, shape: np.ndarray) -> np.ndarray:
    """How alike, 0 to 1, at every place. Dark on light and light on dark count the same."""
    scores = np.abs(cv2.matchTemplate(picture, shape, cv2.TM_CCOEFF_NORMED))
    return np.where(np.isfinite(scores) & (scores <= 1.001), scores, 0.0)  # over an even surface it is undefined


def peaks(scores: np.ndarray, least: float) -> list[tuple[int, int]]:
    """The likeliest places (left, top), the best first, each a little apart from the others."""
    scores, found = scores.copy(), []
    while len(found) < ENOUGH:
        top, left = np.unravel_index(int(scores.argmax()), scores.shape)
        if scores[top, left] < least:
            break
        found.append((int(left), int(top)))
        scores[max(0, top - MARGIN) : top + MARGIN, max(0, left - MARGIN) : left + MARGIN] = 0
    return found


def apart(found: list[Seen]) -> list[Seen]:
    """Without those that lie on a better one."""
    kept: list[Seen] = []
    for seen in found:
        if all(
            abs(seen.middle[0] - k.middle[0]) > k.width // 2 or abs(seen.middle[1] - k.middle[1]) > k.height // 2
            for k in kept
        ):
            kept.append(seen)
    return kept


def soft(grey: np.ndarray) -> np.ndarray:
    return cv2.GaussianBlur(grey, (0, 0), SOFTEN)


def layouts(text: str) -> tuple[Layout, ...]:
    """Programs differ in how close they set pairs of Latin letters; Chinese characters all have the same square."""
    return (Layout.BASIC, Layout.RAQM) if any(character.isascii() for character in text) else (Layout.BASIC,)


@cache
def drawn(text: str, size: int, weight: Weight, layout: Layout = Layout.BASIC) -> np.ndarray:
    """The text as it would look, cut close round its ink: grey, black on white."""
    font = _font(size, weight, layout)
    left, top, right, bottom = font.getbbox(text)
    air = 2 if len(text) > 1 else size // 3  # a single letter stands alone: the ground round it tells L from E
    picture = Image.new("L", (int(right - left) + 2 * air, int(bottom - top) + 2 * air), 255)
    ImageDraw.Draw(picture).text((air - left, air - top), text, fill=0, font=font)
    return soft(np.asarray(picture))


@cache
def _font(size: int, weight: Weight, layout: Layout) -> ImageFont.FreeTypeFont:
    face = faces(weight)[0]
    return ImageFont.truetype(str(face.file), size, index=face.index, layout_engine=layout)
