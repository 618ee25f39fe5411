"""What a style changes in a drawing: colours, sizes of type and of targets, and how high up the panel is used."""

from dataclasses import dataclass
from itertools import pairwise

from kiosk.style import Style
from screens import tokens
from screens.look.palette import CONTRAST, STANDARD, Palette

Curve = tuple[tuple[float, float], ...]  # millimetres as they stand in the tokens → as they are drawn, rising

SAME: Curve = ((0.0, 0.0), (1000.0, 1000.0))
LARGE_TYPE: Curve = (  # what is read is twice as large, notes and feet at least 12 mm; what is large already grows less
    (0.0, 0.0), (tokens.SMALL, 12.2), (tokens.BODY, 2 * tokens.BODY), (tokens.LARGE, 17.6), (tokens.TITLE, 18.2),
    (tokens.GREAT, 23.0), (tokens.NUMBER, 54.0), (1000.0, 1000.0),
)  # fmt: skip
LARGE_SPACE: Curve = (  # gaps give room, targets take it
    (0.0, 0.0), (tokens.TIGHT, 1.6), (tokens.GAP, 4.0), (tokens.EDGE, 8.0), (18.0, 22.0), (tokens.TARGET, 25.0),
    (tokens.HEADER, 37.0), (40.0, 44.0), (60.0, 60.0), (1000.0, 1000.0),
)  # fmt: skip


@dataclass(frozen=True)
class Dress:
    palette: Palette
    letters: Curve = SAME
    space: Curve = SAME
    low: bool = False  # only as high as somebody reaches who sits


DRESSES = {
    Style.STANDARD: Dress(STANDARD),
    Style.LARGE: Dress(STANDARD, letters=LARGE_TYPE, space=LARGE_SPACE),
    Style.CONTRAST: Dress(CONTRAST),
    Style.LOW: Dress(STANDARD, low=True),
}


def along(curve: Curve, millimetres: float) -> float:
    """The point of a curve, straight between its corners."""
    for (low, drawn), (high, most) in pairwise(curve):
        if millimetres <= high:
            return drawn + (most - drawn) * (millimetres - low) / (high - low)
    return millimetres
