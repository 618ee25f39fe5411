"""Captured pages become one PDF of A4 pages: pictures on paper, and nothing said of who made it, or when."""

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Picture = NDArray[np.uint8]  # height × width × 3 BGR, or height × width grey; of 0 and 255 only: black and white
DPI = 200  # what offices ask of copies; an A4 page then is 1654 × 2339 dots
A4 = (210.0, 297.0)  # millimetres, ISO 216
CARD = (53.98, 85.6)  # millimetres, ISO/IEC 7810 ID-1 …
LIKE = 0.02  # … which a picture with its shape, to so much, is taken for
UNSAID = ("title", "creationDate", "modDate")  # what Pillow would write of itself
INCH = 25.4  # millimetres


def scan_pdf(pages: Sequence[Picture]) -> bytes:
    """One A4 page for each picture, upright or across as the picture is. Raises ValueError without any.

    A picture fills its page as far as its shape allows; a card is printed in its true size.
    """
    if not pages:
        raise ValueError("a PDF has at least one page")
    first, *others = [_sheet(page) for page in pages]
    pdf = BytesIO()
    first.save(pdf, "PDF", save_all=True, append_images=others, resolution=DPI, **dict.fromkeys(UNSAID))
    return pdf.getvalue()


def _sheet(page: Picture) -> Image.Image:
    """White paper with the picture in its middle."""
    picture = _image(page)
    across = picture.width > picture.height
    paper = Image.new(picture.mode, _dots(A4, across=across), "white")
    room = _dots(CARD, across=across) if _is_card(picture) else paper.size
    share = min(room[0] / picture.width, room[1] / picture.height)
    size = round(picture.width * share), round(picture.height * share)
    middle = (paper.width - size[0]) // 2, (paper.height - size[1]) // 2
    paper.paste(picture.resize(size, _filter(picture, share)), middle)
    return paper


def _image(page: Picture) -> Image.Image:
    if page.ndim == 3:
        return Image.fromarray(np.ascontiguousarray(page[:, :, ::-1]))
    grey = Image.fromarray(page)
    return grey.convert("1", dither=Image.Dither.NONE) if np.isin(page, (0, 255)).all() else grey


def _filter(picture: Image.Image, share: float) -> Image.Resampling:
    """Black and white knows no mixture; all else is averaged when it gets smaller."""
    if picture.mode == "1":
        return Image.Resampling.NEAREST
    return Image.Resampling.LANCZOS if share < 1 else Image.Resampling.BICUBIC


def _is_card(picture: Image.Image) -> bool:
    ratio = max(picture.size) / min(picture.size)
    return abs(ratio / (CARD[1] / CARD[0]) - 1) < LIKE


def _dots(size: tuple[float, float], *, across: bool) -> tuple[int, int]:
    """Width and height of what is this large upright, in millimetres."""
    short, long = (round(side / INCH * DPI) for side in size)
    return (long, short) if across else (short, long)
