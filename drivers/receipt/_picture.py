"""A document as raster commands in bands, with no bytes inside that a printer would take for a command."""

import struct
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from drivers.document import Document
from drivers.drawing import draw, to_dots

BAND_ROWS = 48  # 6 mm: between two bands the printer is asked how it is
DLE = 0x10
REAL_TIME = (0x04, 0x05, 0x14)  # after DLE: EOT (status), ENQ (recover), DC4 (pulse, power off): obeyed inside pictures
DOT = 0x08  # none of the three has it; with it they mean nothing, and one dot beside a black one is not seen


def bands(document: Document, width_dots: int) -> Iterator[bytes]:
    """The whole document as GS v 0 commands. Raises FontMissing or ValueError before the first one."""
    yield from raster(draw(document, width_dots))


def raster(picture: Image.Image) -> Iterator[bytes]:
    """A picture as GS v 0 commands of `BAND_ROWS` rows each."""
    packed = np.packbits(~np.asarray(to_dots(picture)), axis=1)
    for top in range(0, len(packed), BAND_ROWS):
        yield _command(harmless(packed[top : top + BAND_ROWS]))


def harmless(rows: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The same rows, with a dot added wherever two bytes would be a real-time command, also across row ends."""
    data = rows.flatten()
    follows = np.flatnonzero((data[:-1] == DLE) & np.isin(data[1:], REAL_TIME)) + 1
    data[follows] |= DOT
    if data[-1] == DLE:
        data[-1] |= DOT  # whatever is sent next
    return data.reshape(rows.shape)


def _command(rows: NDArray[np.uint8]) -> bytes:
    """GS v 0. Not by the library's own image(), which writes to standard output about each picture."""
    height, width = rows.shape
    return b"\x1dv0\0" + struct.pack("<HH", width, height) + rows.tobytes()
