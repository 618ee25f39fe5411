"""Text put on a picture: each character in the face that holds it, all on one base line."""

from dataclasses import dataclass
from functools import cache

from PIL import ImageDraw, ImageFont

from drivers import glyphs
from drivers.glyphs import Face, FontMissing, Weight

LEADING = 1.42  # line distance in ems: Chinese needs more air than Latin
BASE_LINE = 0.88  # of an em below the top of a character's square
INK, PAPER = 0, 255


@dataclass(frozen=True)
class Style:
    """How a text looks: the height of its em square in dots, and its weight."""

    size: int
    weight: Weight = Weight.REGULAR

    @property
    def line(self) -> int:
        """The distance from one line to the next, in dots."""
        return round(self.size * LEADING)

    @property
    def base(self) -> int:
        """From the top of a line to its base line, in dots."""
        return round((self.line - self.size) / 2 + self.size * BASE_LINE)

    def width(self, text: str) -> float:
        """How wide `text` is, in dots."""
        return sum(_font(run.face, self.size).getlength(run.text) for run in glyphs.runs(text, self.weight))

    def box(self, text: str) -> tuple[int, int]:
        """How far the ink reaches above and below the base line, in dots."""
        boxes = [_font(run.face, self.size).getbbox(run.text, anchor="ls") for run in glyphs.runs(text, self.weight)]
        return round(-min((box[1] for box in boxes), default=0)), round(max((box[3] for box in boxes), default=0))

    def write(self, pen: ImageDraw.ImageDraw, x: float, base: float, text: str) -> None:
        """Put one line of text on a picture: its left end at `x`, its base line at `base`."""
        for run in glyphs.runs(text, self.weight):
            font = _font(run.face, self.size)
            pen.text((round(x), base), run.text, fill=INK, font=font, anchor="ls")
            x += font.getlength(run.text)


@cache
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    try:
        return ImageFont.truetype(str(face.file), size, index=face.index, layout_engine=ImageFont.Layout.BASIC)
    except OSError as error:
        raise FontMissing(face) from error
