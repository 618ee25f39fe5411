"""Sheets of paper that somebody lays before the emulated document camera: sample text, a table, a red seal."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from drivers.glyphs import Weight, faces

Picture = NDArray[np.uint8]
DOTS = 8  # per millimetre, about 200 dpi: finer than a camera sees a page
MARGIN = 20  # millimetres of blank paper around the text, less on small sheets
INK, FAINT, SEAL, PAPER = (34, 34, 38), (120, 120, 126), (198, 34, 40), (246, 246, 243)
TITLE = "样例 · 办事材料"
LINES = (
    "本页为演示与测试使用的样例材料，不属于任何人。",
    "申请人：测试员甲（样例）",
    "住址：北京市朝阳区测试路1号院2号楼（样例）",
    "事项：样例事项的首次申请，材料一式两份，",
    "经核对与原件一致，特此说明。",
)


@dataclass(frozen=True)
class Sheet:
    """A size of paper in millimetres."""

    name: str
    width: float
    height: float


A4 = Sheet("A4", 210, 297)
A5 = Sheet("A5", 148, 210)
ID_CARD = Sheet("ID-1 card", 85.6, 54)  # ISO/IEC 7810
SHEETS = (A4, A5, ID_CARD)


@cache
def drawn(sheet: Sheet) -> Picture:
    """The sheet from above, under even light, BGR. Do not write into it: it is drawn once."""
    size = round(sheet.width * DOTS), round(sheet.height * DOTS)
    picture = Image.new("RGB", size, PAPER)
    _write(ImageDraw.Draw(picture), sheet)
    return np.ascontiguousarray(np.asarray(picture, np.uint8)[:, :, ::-1])


def _write(draw: ImageDraw.ImageDraw, sheet: Sheet) -> None:
    unit = min(sheet.width / 210, sheet.height / 150) * DOTS  # a small sheet has small print
    left, right = MARGIN * unit, sheet.width * DOTS - MARGIN * unit
    draw.text((sheet.width * DOTS / 2, MARGIN * unit), TITLE, INK, _font(9 * unit, Weight.BOLD), "mt")
    row = (MARGIN + 20) * unit
    for line in LINES:
        draw.text((left, row), line, INK, _font(5 * unit))
        row += 9 * unit
    _seal(draw, right - 20 * unit, row + 8 * unit, 17 * unit)
    if row + 135 * unit < sheet.height * DOTS:
        _table(draw, left, right, row + 32 * unit, unit)


def _table(draw: ImageDraw.ImageDraw, left: float, right: float, top: float, unit: float) -> None:
    """Rows of sample fields, and below them lines of small print."""
    middle = left + (right - left) / 3
    for row in range(5):
        box = top + 12 * unit * row
        draw.rectangle((left, box, right, box + 12 * unit), outline=INK, width=max(1, round(unit / 3)))
        draw.line((middle, box, middle, box + 12 * unit), INK, max(1, round(unit / 3)))
        draw.text((left + 4 * unit, box + 3.5 * unit), f"样例字段{row + 1}", INK, _font(5 * unit))
        draw.text((middle + 4 * unit, box + 3.5 * unit), "样例内容 SAMPLE 0123456789", FAINT, _font(5 * unit))
    for row in range(6):
        draw.text((left, top + (70 + 7 * row) * unit), "样例小字 " * (7 - row % 3), FAINT, _font(3.5 * unit))


def _seal(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=SEAL, width=max(2, round(radius / 12)))
    draw.text((x, y), "样例章", SEAL, _font(radius / 2, Weight.BOLD), "mm")


def _font(size: float, weight: Weight = Weight.REGULAR) -> Any:
    face = faces(weight)[0]
    return ImageFont.truetype(str(face.file), round(size), index=face.index)
