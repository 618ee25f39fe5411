"""The fonts inside an emulated receipt printer: characters in cells, collected until the line is printed."""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from drivers import glyphs

CELL = 24  # dots: a Chinese character is 24 × 24, a Latin one 12 × 24, as in most printers' ROM
LINE = 30  # dots from one line to the next after ESC @
GLYPH_SIZE = 22

Dots = NDArray[np.uint8]  # height × width, 1 is black


@dataclass(frozen=True)
class Look:
    """How the next characters look."""

    bold: bool = False
    underline: bool = False
    across: int = 1  # times as wide
    down: int = 1  # times as high


class Line:
    """The characters of the line in the making."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._left, self._wanted = 0, width
        self._cells: list[Dots] = []

    @property
    def left(self) -> int:
        """Where the printing area begins."""
        return self._left

    @property
    def area(self) -> int:
        """How wide the printing area is."""
        return min(self._wanted, self._width - self._left)

    def set_area(self, left: int | None = None, width: int | None = None) -> None:
        """Change the margin or the width of the area: only before a line begins, as printers take it."""
        if not self._cells:
            self._left = self._left if left is None else min(left, self._width)
            self._wanted = self._wanted if width is None else width

    @property
    def length(self) -> int:
        """How far the line reaches, in dots."""
        return sum(cell.shape[1] for cell in self._cells)

    def move(self, dots: int) -> None:
        """Leave so many dots blank. Back it cannot go: what is in the buffer stays."""
        room = self.area - self.length
        if 0 < dots <= room:
            self._cells.append(np.zeros((CELL, dots), np.uint8))

    def add(self, character: str, width: int, look: Look) -> Dots | None:
        """Put a character of `width` dots at the end. A line too full for it is returned, and begun anew."""
        cell = _cell(character, width, look)
        full = self._cells and self.length + cell.shape[1] > self.area
        done = self.end(0) if full else None
        self._cells.append(cell)
        return done

    def end(self, align: int, spacing: int = LINE) -> Dots:
        """The line as dots of the full width, at least `spacing` high; `align` is 0 left, 1 centred, 2 right."""
        height = max([spacing, *(cell.shape[0] for cell in self._cells)])
        dots = np.zeros((height, self._width), np.uint8)
        x = self._left + max(0, self.area - self.length) * align // 2
        for cell in self._cells:
            part = cell[:, : max(0, self._width - x)]
            bottom = max([CELL, *(one.shape[0] for one in self._cells)])
            dots[bottom - part.shape[0] : bottom, x : x + part.shape[1]] |= part
            x += cell.shape[1]
        self._cells = []
        return dots

    def __bool__(self) -> bool:
        return bool(self._cells)


def _cell(character: str, width: int, look: Look) -> Dots:
    plain = _drawn(character, width, replace(look, across=1, down=1))
    return plain.repeat(look.across, axis=1).repeat(look.down, axis=0)


@cache
def _font(face: glyphs.Face) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(face.file), GLYPH_SIZE, index=face.index)


def _drawn(character: str, width: int, look: Look) -> Dots:
    picture = Image.new("L", (width, CELL))
    pen = ImageDraw.Draw(picture)
    weight = glyphs.Weight.BOLD if look.bold else glyphs.Weight.REGULAR
    for run in glyphs.runs(character, weight):
        pen.text((width / 2, CELL * 0.84), run.text, fill=255, font=_font(run.face), anchor="ms")
    dots = (np.asarray(picture) > 96).astype(np.uint8)
    if look.underline:
        dots[-2:] = 1
    return dots
