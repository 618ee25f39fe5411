"""A keyboard that writes Chinese: tabs for the ways of writing, a bar of candidates, and keys or a field below them."""

from typing import Any

from kivy.clock import Clock
from kivy.uix.widget import Widget

from kiosk.texts import Words
from kiosk.writing.draft import Way
from kiosk.writing.handwriting import GRID
from kiosk.writing.strokes import KEYS
from screens import tokens
from screens.look import Look
from screens.parts.box import Column, Row, Spring
from screens.parts.button import CHOSEN, QUIET, SECONDARY, PushButton
from screens.parts.candidates import bar, sheet
from screens.parts.keypad import CLEAR, ERASE, keypad
from screens.parts.notice import notice
from screens.parts.pen import Pen
from screens.parts.place import Place
from screens.parts.writing_field import WritingField

TABS = 18.0  # mm
BAR = 21.0  # mm
MOST_KEY = 60.0  # mm
PACE = 0.3  # seconds between two looks whether a way of writing is ready


class Keyboard(Column):
    """Fills a given room. What is written goes to the pen; this draws, and decides nothing."""

    def __init__(self, look: Look, words: Words, pen: Pen, width: float, height: float) -> None:
        self.look, self.words, self.pen = look, words, pen
        gap = look.mm(tokens.TIGHT)
        bar = max(look.mm(BAR), 2 * look.fonts.line(look.em(tokens.SMALL)))
        self.tabs, self.bar = Place(width, look.mm(TABS)), Place(width, bar)
        self.place = Place(width, height - self.tabs.height - self.bar.height - 2 * gap)
        super().__init__(width, self.tabs, self.bar, self.place, gap=gap, height=height)
        self.drawn: tuple[Any, ...] = ()  # what the tabs and the lower part were last drawn for
        self.waiting = Clock.schedule_interval(self._look, PACE)
        self.show()

    def show(self) -> None:
        """As the pen is now. The keys stay while only the candidates change."""
        pen, ways = self.pen, self.pen.writing.ways()
        self.bar.put(self._bar())
        opened = (pen.page, pen.draft) if pen.open else None
        key = (ways, pen.way, pen.engine, opened, pen.in_parts)
        if key != self.drawn:
            self.drawn = key
            self.tabs.put(self._tabs(ways))
            self.place.put(self._lower())
        if self.field is not None and pen.hand is not None:
            self.field.show(pen.hand.strokes, GRID)
        if pen.writing.ready:
            self.waiting.cancel()

    def wipe(self) -> None:
        self.waiting.cancel()

    field: WritingField | None = None

    def _look(self, _: float) -> None:
        """A way of writing may have become ready, or turned out not to be there."""
        if self.get_parent_window() is None:
            self.waiting.cancel()
        else:
            self.show()

    def _tabs(self, ways: tuple[Way, ...]) -> Widget:
        gap = self.look.mm(tokens.TIGHT)
        each = (self.width - gap * (len(ways) - 1)) // len(ways)
        return Row(*(self._tab(way, each) for way in ways), gap=gap, width=self.width)

    def _tab(self, way: Way, width: float) -> PushButton:
        kind = CHOSEN if way is self.pen.way else QUIET
        text = self.words(f"writing.{way}")
        tall = self.tabs.height
        return PushButton(
            self.look, text, lambda: self._take(way), width=width, height=tall, kind=kind, size=tokens.BODY
        )

    def _take(self, way: Way) -> None:
        self.pen.take(way)
        self.pen.changed()

    def _bar(self) -> Widget:
        pen = self.pen
        hint = "parts" if pen.in_parts else pen.way
        if pen.way is Way.LETTERS and Way.HAND in pen.writing.ways():
            hint = "lettersOrHand"
        return bar(
            self.look,
            self.words,
            () if pen.open else pen.draft.candidates,
            self.bar.width,
            self.bar.height,
            choose=pen.choose,
            more=self._open,
            hint=self.words(f"writing.hint.{hint}"),
        )

    def _open(self) -> None:
        self.pen.open, self.pen.page = True, 0
        self.pen.changed()

    def _close(self) -> None:
        self.pen.open = False
        self.pen.changed()

    def _turn(self, page: int) -> None:
        self.pen.page = page
        self.pen.changed()

    def _lower(self) -> Widget:
        pen, width, height = self.pen, self.place.width, self.place.height
        self.field = None
        if pen.open:
            return sheet(
                self.look,
                self.words,
                pen.draft.candidates,
                width,
                height,
                page=pen.page,
                choose=pen.choose,
                turn=self._turn,
                close=self._close,
            )
        if pen.way is not Way.LETTERS and pen.engine is None:
            return notice(self.look, self.words("writing.wait"), width, size=tokens.LARGE)
        match pen.way:
            case Way.STROKES:
                return self._strokes(width, height)
            case Way.HAND:
                return self._hand(width, height)
            case _:
                return keypad(self.look, self.words, width, pen.press, most=MOST_KEY, room=height)

    def _strokes(self, width: float, height: float) -> Widget:
        look, gap = self.look, self.look.mm(tokens.GAP)
        wide, tall = (width - 4 * gap) // 5, min(look.mm(tokens.TALL * 1.6), (height - gap) * 0.6)

        def key(name: str) -> Widget:
            note = self.words(f"writing.stroke.{name}")
            return PushButton(
                look,
                KEYS[name],
                lambda: self.pen.press(name),
                width=wide,
                height=tall,
                kind=QUIET,
                size=tokens.TITLE,
                note=note,
            )

        rest = min(look.mm(tokens.TALL), height - gap - tall)
        half = (width - gap) // 2
        below = Row(*(self._edit(name, half, rest) for name in (CLEAR, ERASE)), gap=gap, width=width)
        return Column(width, Row(*map(key, KEYS), gap=gap, width=width), below, gap=gap)

    def _hand(self, width: float, height: float) -> Widget:
        look, gap = self.look, self.look.mm(tokens.GAP)
        side = min(height, width * 0.6)
        self.field = WritingField(look, side, self.pen.add)
        wide, tall = width - side - gap, min(look.mm(tokens.TALL), (side - 2 * gap) / 3)
        hand = self.pen.hand
        parts = PushButton(
            look,
            self.words("writing.parts"),
            self.pen.part_by_part,
            width=wide,
            height=tall,
            kind=CHOSEN if self.pen.in_parts else QUIET,
            size=tokens.BODY,
        )
        shown: list[Widget] = [self._edit(ERASE, wide, tall), self._edit(CLEAR, wide, tall)]
        if hand is not None and hand.components is not None:
            shown.append(parts)
        buttons = Column(wide, *shown, gap=gap)
        return Row(self.field, buttons, Spring(), gap=gap, width=width, height=side, top=True)

    def _edit(self, name: str, width: float, height: float) -> PushButton:
        text = self.words("writing.undo" if name == ERASE and self.pen.way is Way.HAND else f"keypad.{name}")
        icon = "erase" if name == ERASE else ""
        return PushButton(
            self.look,
            text,
            lambda: self.pen.press(name),
            width=width,
            height=height,
            kind=SECONDARY,
            icon=icon,
            size=tokens.BODY,
        )
