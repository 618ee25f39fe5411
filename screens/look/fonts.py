"""Which font file shows which characters, and how wide a text becomes: the fall-back between fonts that Kivy lacks."""

from functools import lru_cache
from pathlib import Path

from kivy.core.text import Label as Pen
from kivy.utils import escape_markup

from drivers import glyphs
from drivers.glyphs import Face, Weight

_SC = glyphs.faces()[0].name  # the face that most text has; opened from its extracted file


class Fonts:
    """`folder` keeps the Simplified Chinese faces as files of their own, for Kivy opens only face 0 of a collection."""

    def __init__(self, folder: Path) -> None:
        self._files = {weight: str(glyphs.sc_face_file(folder, weight)) for weight in Weight}
        self._width = lru_cache(maxsize=20_000)(self._measure)

    def file(self, *, bold: bool = False) -> str:
        return self._files[Weight.BOLD if bold else Weight.REGULAR]

    def markup(self, text: str, *, bold: bool = False) -> str | None:
        """The text with a font named for each run that the first face lacks; None when plain text will do."""
        weight = Weight.BOLD if bold else Weight.REGULAR
        runs = glyphs.runs(text, weight)
        if all(run.face.name == _SC for run in runs) and "".join(run.text for run in runs) == text:
            return None
        return "".join(
            escape_markup(run.text)
            if run.face.name == _SC
            else f"[font={self._path(run.face, weight)}]{escape_markup(run.text)}[/font]"
            for run in runs
        )

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide one line becomes, in pixels. Widths of characters are kept; texts are not."""
        return sum(self._width(character, size, bold) for character in text)

    def line(self, size: float, *, bold: bool = False) -> int:
        """The height of one line, in pixels: the same in both weights, but each opened costs 2.5 MB a size."""
        return _line(size, self.file(bold=bold))

    def _measure(self, character: str, size: float, bold: bool) -> float:
        weight = Weight.BOLD if bold else Weight.REGULAR
        return sum(_extents(run.text, size, self._path(run.face, weight))[0] for run in glyphs.runs(character, weight))

    def _path(self, face: Face, weight: Weight) -> str:
        return self._files[weight] if face.name == _SC else str(face.file)


@lru_cache(maxsize=64)
def _pen(file: str, size: float) -> Pen:
    return Pen(font_name=file, font_size=size)


@lru_cache(maxsize=128)
def _line(size: float, file: str) -> int:
    return _extents("国", size, file)[1]


def _extents(text: str, size: float, file: str) -> tuple[int, int]:
    pen = _pen(file, size)
    return pen.get_extents(text)
