"""A document laid out on paper of a given width: one strip per block, stacked from top to bottom."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
from PIL import Image

from drivers.document import Big, Block, Check, Document, QrCode, Row, Rule, Ruler, Text, Title
from drivers.drawing import strips
from drivers.drawing.ink import PAPER
from drivers.drawing.strips import Sheet

DOTS_PER_MM = 8.0  # 203 dots per inch, as nearly all receipt printers have
TOP_MM, BOTTOM_MM = 1.0, 2.5
INK_BELOW = 176  # grey that becomes ink: above the middle, so that fine strokes of Chinese characters do not break


def draw(document: Document, width_dots: int, dots_per_mm: float = DOTS_PER_MM) -> Image.Image:
    """The document as a grey picture ("L", 255 is paper) of the given width; its height is what it needs.

    Raises FontMissing when a font is not installed, ValueError when a code holds more than a QR code can.
    """
    sheet = Sheet(width_dots, dots_per_mm)
    margin = [sheet.blank(TOP_MM)], [sheet.blank(BOTTOM_MM)]
    return _stack([*margin[0], *_strips(document.blocks, sheet), *margin[1]], width_dots)


def to_dots(picture: Image.Image) -> Image.Image:
    """The picture in black and white ("1"), as a thermal head burns it: without dithering, so that edges stay sharp."""
    return Image.fromarray(np.asarray(picture.convert("L")) >= INK_BELOW)


def _strips(blocks: Sequence[Block], sheet: Sheet) -> Iterator[Image.Image]:
    """Rows that follow each other share their columns; every other block stands alone."""
    for kind, group in groupby(blocks, key=type):
        if kind is Row:
            yield strips.rows(sheet, [block for block in group if isinstance(block, Row)])
        else:
            yield from (_strip(block, sheet) for block in group)


def _strip(block: Block, sheet: Sheet) -> Image.Image:
    match block:
        case Title():
            return strips.title(sheet, block)
        case Big():
            return strips.big(sheet, block)
        case Text():
            return strips.text(sheet, block)
        case Row():
            return strips.rows(sheet, [block])
        case Check():
            return strips.check(sheet, block)
        case QrCode():
            return strips.qr_code(sheet, block)
        case Rule():
            return strips.rule(sheet)
        case Ruler():
            return strips.ruler(sheet)


def _stack(parts: Sequence[Image.Image], width: int) -> Image.Image:
    page = Image.new("L", (width, sum(part.height for part in parts)), PAPER)
    top = 0
    for part in parts:
        page.paste(part, (0, top))
        top += part.height
    return page
