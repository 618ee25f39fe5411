"""The queues: how many wait, how long, and at which windows. A closed one is shown, and why it cannot be taken."""

from kivy.uix.widget import Widget

from kiosk.loop import Stage
from kiosk.model.queueing import Queue, QueueState
from kiosk.steps.queueing import ChooseQueue
from screens import tokens
from screens.base import Screen
from screens.parts import trouble
from screens.parts.box import Column, Row, Spring, grid
from screens.parts.button import DEAD, QUIET, Pressable
from screens.parts.icon import Icon
from screens.parts.notice import INFO, WARN, notice
from screens.parts.pages import below
from screens.parts.terms import item_name
from screens.parts.text import Text, fitted
from screens.parts.title import title, title_with
from screens.parts.where import where


class ChooseQueueScreen(Screen):
    shows = (ChooseQueue,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, said, step, gap = self.look, self.words, self.step, self.look.mm(tokens.GAP)
        head: list[Widget] = [self._head(width)]
        if step.trouble:
            head.append(
                notice(look, trouble.what(step.trouble, said), width, WARN, more=trouble.you(step.trouble, said))
            )
        elif step.away:
            size = tokens.SMALL if look.shallow else tokens.BODY  # a queue is to stand below it
            head.append(
                notice(look, said("chooseQueue.away"), width, INFO, more=said("chooseQueue.away_more"), size=size)
            )
        if not step.queues:
            return Column(
                width,
                *head,
                notice(look, said("chooseQueue.empty"), width, WARN, more=said("chooseQueue.empty_more")),
                gap=gap,
            )
        columns = 1 if look.portrait or look.crowded else 2
        each = (width - gap * (columns - 1)) // columns
        cells = [self._queue(queue, each) for queue in step.queues]
        rows = [grid(cells[at : at + columns], columns, gap, width) for at in range(0, len(cells), columns)]
        size = (width, height)
        return below(look, said, head, rows, size, gap=tokens.GAP, page=self.page, turned=self._turned)

    def _head(self, width: float) -> Widget:
        look, said, item = self.look, self.words, self.step.item
        text, more = said("chooseQueue.title"), item_name(said, item) if item else ""
        return title_with(look, text, width, where(self), more) if self.step.way else title(look, text, width, more)

    def _queue(self, queue: Queue, width: float) -> Widget:
        look, said = self.look, self.words
        is_open = queue.state is QueueState.OPEN
        ink = tokens.SIGN if is_open else tokens.OFF_INK
        pad, gap = look.mm(tokens.GAP), look.mm(tokens.WIDE)
        waits = self._waits(queue, ink)
        room = width - 2 * pad - gap - waits.width
        name = said.name(queue.name, queue.names)
        windows = said("chooseQueue.windows", windows=said("list.comma").join(queue.windows)) if queue.windows else ""
        lines = [fitted(look, name, room, (tokens.TITLE, tokens.LARGE, tokens.BODY), 2, bold=True, colour=ink)]
        lines += [
            Text(look, text, tokens.BODY, width=room, colour=tokens.SOFT if is_open else ink)
            for text in (windows, self._hours(queue))
            if text
        ]
        words = Column(room, *lines, gap=look.mm(1))
        height = max(look.mm(38), words.height + 2 * pad, waits.height + 2 * pad)
        press = self.answers(queue) if is_open else None
        return Pressable(
            look,
            words,
            Spring(),
            waits,
            press=press,
            kind=QUIET if is_open else DEAD,
            width=width,
            height=height,
            pad=tokens.GAP,
        )

    def _waits(self, queue: Queue, ink: str) -> Widget:
        """How many and how long, on the right where the eye compares; for a closed one, that it is."""
        look, said = self.look, self.words
        if queue.state is not QueueState.OPEN:
            return Text(look, said(f"queueState.{queue.state}"), tokens.LARGE, bold=True, colour=ink)
        parts: list[Widget] = []
        if queue.waiting is not None:
            parts.append(_measure(look, "people", said("chooseQueue.waiting", count=queue.waiting), tokens.LARGE))
        if queue.minutes is not None:
            parts.append(_measure(look, "clock", said("count.minutes", count=queue.minutes), tokens.BODY))
        return Column(max((part.width for part in parts), default=0), *parts, gap=look.mm(tokens.TIGHT))

    def _hours(self, queue: Queue) -> str:
        if queue.state is QueueState.CLOSED and queue.opens and queue.closes:
            return self.words("chooseQueue.hours", opens=queue.opens, closes=queue.closes)
        return ""

    def _turned(self, page: int) -> None:
        self.page = page


def _measure(look: object, icon: str, text: str, size: float) -> Row:
    return Row(Icon(look, icon, size * 1.1, tokens.BLUE), Text(look, text, size, bold=True), gap=look.mm(tokens.TIGHT))
