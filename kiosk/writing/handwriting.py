"""Writing with a finger: libzinnia with Debian's model of the 6,763 usual simplified characters."""

from ctypes import c_char_p, c_int, c_size_t, c_void_p
from pathlib import Path
from typing import Any

from kiosk.writing.components import Components
from kiosk.writing.draft import NOTHING, Draft, Point
from kiosk.writing.lacking import MODEL, ZINNIA, data, lack, library

GRID = 300  # the side of the square in which the model was taught
FILLED = 0.8  # of the square
LEAST = 60  # what is smaller is a dot, and stays one
OFFERED = 24  # candidates: what is not among them was written too differently
MOST_STROKES = 48
MOST_POINTS = 400  # of one stroke


class Handwriting:
    """Strokes in, characters out. With `in_parts` what is chosen are the parts of one character.

    The model's 25 MB are in memory only while somebody writes: to read them takes a few milliseconds.
    """

    def __init__(self, components: Components | None = None, model: Path = MODEL) -> None:
        """Raises Lacking. Without `components` no character is put together."""
        self._library, self._model, self._recognizer = _loaded(), data(model), None
        if not self._open():
            raise lack(model)  # or broken
        self.close()
        self.components = components
        self.in_parts = False
        self.strokes: list[tuple[Point, ...]] = []  # in the model's square
        self._parts: list[str] = []
        self._offered: tuple[str, ...] = ()

    def add(self, stroke: tuple[Point, ...], side: int) -> Draft:
        """The next stroke, in a field `side` wide and high, counted from its upper left corner."""
        if stroke and side > 0 and len(self.strokes) < MOST_STROKES:
            step = -(-len(stroke) // MOST_POINTS)
            kept = (*stroke[::step], stroke[-1])
            self.strokes.append(tuple((_within(x, side), _within(y, side)) for x, y in kept))
        return self._draft()

    def erase(self) -> Draft:
        """Take back the last stroke; where there is none, the last part."""
        if self.strokes:
            self.strokes.pop()
        elif self._parts:
            self._parts.pop()
        return self._draft()

    def choose(self, number: int) -> Draft:
        """A character is finished; a part waits for the next one, until the character they make is chosen."""
        if not 0 <= number < len(self._offered):
            return self._draft()
        chosen, is_part = self._offered[number], self.in_parts and bool(self.strokes)
        self.strokes.clear()
        if is_part:
            self._parts.append(chosen)
            return self._draft()
        self._parts.clear()
        self.in_parts, self._offered = False, ()
        return Draft(finished=chosen)

    def part_by_part(self, *, wanted: bool) -> Draft:
        """From now on parts are chosen, or whole characters again."""
        self.in_parts = wanted and self.components is not None
        self._parts.clear()
        return self._draft()

    def clear(self) -> Draft:
        """Forget everything."""
        self.strokes.clear()
        self._parts.clear()
        self.in_parts, self._offered = False, ()
        self.close()
        return NOTHING

    def close(self) -> None:
        """Let the model go until somebody writes again."""
        if self._recognizer:
            self._library.zinnia_recognizer_destroy(self._recognizer)
            self._recognizer = None

    def _open(self) -> bool:
        if self._recognizer is None:
            self._recognizer = self._library.zinnia_recognizer_new()
            if not self._library.zinnia_recognizer_open(self._recognizer, str(self._model).encode()):
                self.close()
        return self._recognizer is not None

    def _draft(self) -> Draft:
        if self.strokes:
            self._offered = self._recognized()
        else:
            self._offered = self.components.made_of(self._parts) if self.components else ()
        return Draft("".join(self._parts), self._offered)

    def _recognized(self) -> tuple[str, ...]:
        if not self._open():
            return ()
        zinnia, written = self._library, self._library.zinnia_character_new()
        zinnia.zinnia_character_set_width(written, GRID)
        zinnia.zinnia_character_set_height(written, GRID)
        for number, stroke in enumerate(_filling(self.strokes)):
            for x, y in stroke:
                zinnia.zinnia_character_add(written, number, x, y)
        result = zinnia.zinnia_recognizer_classify(self._recognizer, written, OFFERED)
        zinnia.zinnia_character_destroy(written)
        if not result:
            return ()
        size = zinnia.zinnia_result_size(result)
        found = tuple(zinnia.zinnia_result_value(result, at).decode("utf-8", "ignore") for at in range(size))
        zinnia.zinnia_result_destroy(result)
        return found


def _filling(strokes: list[tuple[Point, ...]]) -> list[tuple[Point, ...]]:
    """As large and in the middle as the model knows them: people write small, and in a corner."""
    lefts, tops = zip(*(point for stroke in strokes for point in stroke), strict=True)
    size = max(max(lefts) - min(lefts), max(tops) - min(tops))
    if size < LEAST:
        return strokes
    larger, x, y = FILLED * GRID / size, (max(lefts) + min(lefts)) / 2, (max(tops) + min(tops)) / 2
    return [
        tuple((round(GRID / 2 + (px - x) * larger), round(GRID / 2 + (py - y) * larger)) for px, py in stroke)
        for stroke in strokes
    ]


def _within(at: int, side: int) -> int:
    return max(0, min(GRID, round(at * GRID / side)))


def _loaded() -> Any:
    found = library(ZINNIA)
    for name, (result, *arguments) in _FUNCTIONS.items():
        function = getattr(found, name)
        function.restype, function.argtypes = result, arguments
    return found


_FUNCTIONS: dict[str, tuple[Any, ...]] = {  # name → what it returns, what it takes
    "zinnia_recognizer_new": (c_void_p,),
    "zinnia_recognizer_open": (c_int, c_void_p, c_char_p),
    "zinnia_recognizer_destroy": (None, c_void_p),
    "zinnia_recognizer_classify": (c_void_p, c_void_p, c_void_p, c_size_t),
    "zinnia_character_new": (c_void_p,),
    "zinnia_character_destroy": (None, c_void_p),
    "zinnia_character_set_width": (None, c_void_p, c_size_t),
    "zinnia_character_set_height": (None, c_void_p, c_size_t),
    "zinnia_character_add": (c_int, c_void_p, c_size_t, c_int, c_int),
    "zinnia_result_size": (c_size_t, c_void_p),
    "zinnia_result_value": (c_char_p, c_void_p, c_size_t),
    "zinnia_result_destroy": (None, c_void_p),
}
