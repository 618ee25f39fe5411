"""The trace of a device's wire: the newest line on top as it comes, or standing still on pages; to be saved."""

from pathlib import Path

from kivy.uix.widget import Widget

from drivers import DeviceError
from kiosk.loop import Stage
from kiosk.room.tracer import Trace
from kiosk.steps.records import SaveTo
from kiosk.steps.tracing import TracePage, TraceWish
from screens import tokens
from screens.base import Screen
from screens.parts import health, trouble
from screens.parts.box import Column, grid
from screens.parts.button import PRIMARY, SECONDARY, Kind, PushButton
from screens.parts.notice import BAD, GOOD, INFO, notice
from screens.parts.pages import Pages
from screens.parts.text import Text
from screens.parts.title import title
from screens.parts.wire import Wire, line

FOLDERS = 2  # that are offered: a plugged-in stick first
LOOKED_THROUGH = 60  # of the newest lines, on pages; a saved trace has them all


class TracePageScreen(Screen):
    shows = (TracePage,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, said, gap = self.look, self.words, self.look.mm(tokens.GAP)
        called = said("tracePage.title", device=health.name(said, self.step.role))
        head = title(look, called, width, said("tracePage.how") if look.portrait else "")
        self.state = Text(look, self._state(self._latest()), tokens.BODY, width=width, colour=tokens.SOFT)
        told, asks = self._told(width), self._asks(width, 2 if look.portrait else 4)
        above = [head, self.state, *told]
        left = height - sum(one.height + gap for one in (*above, asks))
        return Column(width, *above, self._lines(width, left), asks, gap=gap)

    def _lines(self, width: float, height: float) -> Widget:
        still: Trace | None = self.step.still
        if still is None:
            return Wire(self.look, self.around.trace, self._seen, width, height)
        newest = reversed(still.lines[-LOOKED_THROUGH:])
        rows: list[Widget] = [line(self.look, one, width) for one in newest]
        return Pages(self.look, self.words, rows, width, height, page=self.page, turned=self._turned)

    def _latest(self) -> Trace | None:
        return self.step.still or self.around.trace()

    def _seen(self, trace: Trace) -> None:
        self.state.tell(self._state(trace))

    def _state(self, trace: Trace | None) -> str:
        """How the trace stands; on a wide panel, where height is dear, what it hides stands in the same line."""
        state, how = self._stands(trace), self.words("tracePage.how")
        return state if self.look.portrait else self.words("list.dot").join((state, how))

    def _stands(self, trace: Trace | None) -> str:
        said = self.words
        if trace is None or not trace.lines:
            return said("tracePage.none")
        if not trace.on:
            return said("tracePage.over")
        if self.step.still is not None:
            return said("tracePage.still")
        return said("tracePage.live", until=said.clock(trace.until.astimezone().time()))

    def _told(self, width: float) -> list[Widget]:
        look, said, step = self.look, self.words, self.step
        if step.trouble is not None:
            known = isinstance(step.trouble, DeviceError | TimeoutError)
            return [
                notice(look, trouble.what(step.trouble, said) if known else said("readinessPage.not_saved"), width, BAD)
            ]
        if step.saved is not None:
            return [notice(look, said("tracePage.saved", file=health.shortened(str(step.saved), 90)), width, GOOD)]
        return [notice(look, said("tracePage.present"), width, INFO)] if step.listens else []

    def _asks(self, width: float, columns: int) -> Widget:
        said, step, gap = self.words, self.step, self.look.mm(tokens.TIGHT * 1.5)
        each = (width - gap * (columns - 1)) // columns
        wishes = [TraceWish.PAUSE if step.still is None else TraceWish.GO_ON]
        if step.still is None and not step.listening:
            wishes.append(TraceWish.LISTEN if step.presented else TraceWish.TEST)
        asks = [
            self._ask(said(f"tracePage.{wish}"), wish, each, PRIMARY if not at else SECONDARY)
            for at, wish in enumerate(wishes)
        ]
        asks += [self._ask(self._where(folder), SaveTo(folder), each) for folder in step.folders[:FOLDERS]]
        return grid([*asks, self._ask(said("tracePage.stop"), TraceWish.STOP, each)], columns, gap, width)

    def _ask(self, text: str, answer: TraceWish | SaveTo, width: float, kind: Kind = SECONDARY) -> PushButton:
        tall, press = self.look.mm(tokens.TARGET), self.answers(answer)
        return PushButton(self.look, text, press, width=width, kind=kind, height=tall, size=tokens.BODY)

    def _where(self, folder: Path) -> str:
        return self.words("tracePage.save", folder=health.shortened(folder.name or str(folder), 14))

    def _turned(self, page: int) -> None:
        self.page = page
