"""What somebody is writing: by which way, the draft, and where in the candidates. Kept while a screen is drawn anew."""

from collections.abc import Callable

from kiosk.texts import Words
from kiosk.writing.draft import NOTHING, Draft, Engine, Point, Way
from kiosk.writing.handwriting import Handwriting
from kiosk.writing.keys import Keys
from kiosk.writing.strokes import shown
from kiosk.writing.writing import Writing
from screens.parts.keypad import CLEAR, ERASE, SPACE

CHINESE = "zh"


class Pen:
    """`write` is told text that is finished, and ERASE or CLEAR; `changed`, that there is something new to be shown."""

    def __init__(self, writing: Writing, write: Callable[[str], None], changed: Callable[[], None]) -> None:
        self.writing, self.write, self.changed = writing, write, changed
        self.way, self.draft, self.open = Way.LETTERS, NOTHING, False  # open: all candidates are shown
        self.page = 0  # of all candidates
        writing.clear()

    def chinese(self, words: Words) -> bool:
        """Whether there is a way to write Chinese, and whoever stands there reads it."""
        return words.language == CHINESE and self.writing.ways() != (Way.LETTERS,)

    @property
    def engine(self) -> Engine | None:
        return self.writing.engine(self.way)

    @property
    def hand(self) -> Handwriting | None:
        return engine if isinstance(engine := self.engine, Handwriting) else None

    @property
    def in_parts(self) -> bool:
        """Whether a character is written by its parts."""
        return self.hand is not None and self.hand.in_parts

    @property
    def shown(self) -> str:
        """The draft as it is to be read."""
        composition = self.draft.composition
        return shown(composition) if self.way is Way.STROKES else composition

    def take(self, way: Way) -> None:
        """Go on by another way; the draft of the last one is given up."""
        self.clear()
        self.way = way

    def press(self, key: str) -> None:
        """A key, or ERASE or CLEAR."""
        engine = self.engine
        if key == CLEAR:
            self.clear()
            self.write(CLEAR)
        elif engine is not None and self.pending and key in {ERASE, SPACE}:
            self._now(engine.erase() if key == ERASE else engine.choose(0))
        elif isinstance(engine, Keys) and key in engine.keys:
            self._now(engine.press(key))
        else:
            self._finish()
            self.write(key)
        self.changed()

    @property
    def pending(self) -> bool:
        """Whether something is written that is not finished."""
        strokes = self.hand.strokes if self.hand else ()
        return bool(self.draft.composition or self.draft.candidates or strokes)

    def choose(self, number: int) -> None:
        if self.engine is not None:
            self._now(self.engine.choose(number))
            self.changed()

    def add(self, stroke: tuple[Point, ...], side: int) -> None:
        """A stroke in the handwriting field."""
        if self.hand is not None:
            self._now(self.hand.add(stroke, side))
            self.changed()

    def part_by_part(self) -> None:
        """From whole characters to parts, and back."""
        if self.hand is not None:
            self._now(self.hand.part_by_part(wanted=not self.hand.in_parts))
            self.changed()

    def clear(self) -> None:
        """Give up the draft."""
        if self.engine is not None:
            self.engine.clear()
        self.draft, self.open, self.page = NOTHING, False, 0

    def _finish(self) -> None:
        """What is pending becomes what it most likely is."""
        while self.engine is not None and self.draft.candidates:
            before = self.draft
            self._now(self.engine.choose(0))
            if self.draft == before:
                break
        self.clear()

    def _now(self, draft: Draft) -> None:
        self.draft, self.page = draft, 0
        if draft.finished or not draft.candidates:
            self.open = False
        if draft.finished:
            self.write(draft.finished)
