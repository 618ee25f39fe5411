"""Lines of a wire trace, the newest first: when, which way, what it means, and the bytes; live, or on pages."""

from collections.abc import Callable
from typing import Any

from kivy.clock import Clock
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from drivers.tracing import ARROWS, Direction
from kiosk.room.tracer import Line, Trace
from screens import tokens
from screens.look import Look
from screens.parts.box import Column, Row, Spring
from screens.parts.text import Text

PACE = 0.25  # seconds between two looks
WORDS_SHARE = 0.36  # of a wide panel
MOST = 160  # letters of bytes that a line shows
COLOURS = {Direction.SENT: tokens.BLUE, Direction.HEARD: tokens.GOOD, Direction.NOTE: tokens.SOFT}


def line(look: Look, one: Line, width: float) -> Widget:
    """One line; long ones go on below themselves. On a wide panel words and bytes stand side by side."""
    told, gap = one.told, look.mm(tokens.TIGHT)
    colour = COLOURS[told.direction]
    when = Text(look, f"{one.milliseconds:.0f}", tokens.SMALL, width=look.mm(27), colour=tokens.SOFT, align="right")
    arrow = Text(look, ARROWS[told.direction], tokens.SMALL, width=look.mm(8), colour=colour, bold=True, align="center")
    room = width - when.width - arrow.width - 2 * gap
    shown = told.shown if len(told.shown) <= MOST else f"{told.shown[:MOST]}…"
    beside = not look.portrait and bool(told.words and shown)
    half = round(room * WORDS_SHARE) if beside else room
    parts: list[Widget] = []
    if told.words:
        parts.append(Text(look, told.words, tokens.SMALL, width=half, colour=colour, bold=True))
    if shown:
        parts.append(Text(look, shown, tokens.SMALL, width=room - half - gap if beside else room))
    return Row(when, arrow, *(parts if beside else [Column(room, *parts)]), gap=gap, top=True)


class Wire(BoxLayout):
    """As many of the newest lines as there is room for. `seen` is told each trace that is not as the last was."""

    def __init__(
        self,
        look: Look,
        latest: Callable[[], Trace | None],
        seen: Callable[[Trace], None],
        width: float,
        height: float,
    ) -> None:
        super().__init__(
            orientation="vertical", size_hint=(None, None), size=(width, height), spacing=look.mm(tokens.TIGHT)
        )
        self.look, self.latest, self.seen = look, latest, seen
        self.shown: tuple[int, bool] | None = None  # number of the newest line, and whether more will come
        self.spring = Spring()
        self.add_widget(self.spring)
        self.beat = Clock.schedule_interval(self._look, PACE)
        self.bind(parent=self._gone)
        self._look(0)

    def wipe(self) -> None:
        self.beat.cancel()
        self.clear_widgets()

    def _look(self, _: float) -> None:
        trace = self.latest()
        if trace is None:
            return
        now = trace.lines[-1].number if trace.lines else 0, trace.on
        if now != self.shown:
            self._draw(trace, self.shown[0] if self.shown else 0)
            self.shown = now
            self.seen(trace)

    def _draw(self, trace: Trace, known: int) -> None:
        """Put what is new on top, as far as there is room; what is below the edge goes."""
        rows: list[Widget] = []
        for one in reversed(trace.lines):
            if one.number <= known or self._tall(rows) > self.height:
                break
            rows.append(line(self.look, one, self.width))
        for row in reversed(rows):
            self.add_widget(row, index=len(self.children))
        while self._tall(self._rows()) > self.height:
            self.remove_widget(self._rows()[0])

    def _rows(self) -> list[Widget]:
        """The lowest first."""
        return [one for one in self.children if one is not self.spring]

    def _tall(self, rows: list[Widget]) -> float:
        return sum(row.height + self.spacing for row in rows)

    def _gone(self, _: Any, parent: Any) -> None:
        if parent is None:
            self.wipe()
