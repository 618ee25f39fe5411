"""What nobody knows the end of, and what the platform would not have: each, until somebody has seen to it."""

from kivy.uix.widget import Widget

from kiosk.loop import Stage
from kiosk.room.loose_ends import LooseEnd, Sort
from kiosk.steps.operations import LooseEndsPage
from screens import tokens
from screens.base import Screen
from screens.parts import health, orders
from screens.parts.box import Column, Panel, Row, inner
from screens.parts.button import SECONDARY, PushButton
from screens.parts.notice import GOOD, notice
from screens.parts.pages import below
from screens.parts.text import Text
from screens.parts.title import title

BUTTON = 44.0  # mm
ENDED = (  # that have words of their own
    "TakeTicket", "GiveNumber", "Book", "Change", "Cancel", "PrintTicket", "PrintAppointment", "PrintGuide",
    "PrintGuidePage", "PrintTest", "PrintTestPage", "PrintCodes", "PrintReadiness",
)  # fmt: skip
LETTERS = ("gone", "done")  # that are no work orders; those have words of their own


class LooseEndsPageScreen(Screen):
    shows = (LooseEndsPage,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, said = self.look, self.words
        head: list[Widget] = [title(look, said("looseEnds.title"), width, said("looseEnds.more"))]
        if not self.step.ends:
            return Column(width, *head, notice(look, said("looseEnds.none"), width, GOOD), gap=look.mm(tokens.GAP))
        lines = [self._line(one, width) for one in self.step.ends]
        return below(look, said, head, lines, (width, height), gap=tokens.TIGHT, page=self.page, turned=self._turned)

    def _line(self, one: LooseEnd, width: float) -> Widget:
        look, gap = self.look, self.look.mm(tokens.GAP)
        button = PushButton(
            look, self.words("looseEnds.seen"), self.answers(one), width=look.mm(BUTTON), kind=SECONDARY,
            height=look.mm(tokens.TARGET), size=tokens.BODY,
        )  # fmt: skip
        room = inner(look, width, tokens.TIGHT) - button.width - gap
        told = self.words("list.dot").join(part for part in (health.moment(one.at), self._do(one)) if part)
        parts = Column(
            room,
            Text(look, self._what(one), tokens.BODY, width=room, bold=True, colour=tokens.SIGN),
            Text(look, told, tokens.SMALL, width=room, colour=tokens.SOFT),
        )
        return Panel(look, width, Row(parts, button, gap=gap), pad=tokens.TIGHT)

    def _what(self, one: LooseEnd) -> str:
        said = self.words
        match one.sort:
            case Sort.UNSURE:
                return said(f"looseEnds.job.{one.what}") if one.what in ENDED else one.what
            case Sort.NUMBER:
                return said("looseEnds.number", number=one.what)
            case _:
                if one.report is not None:
                    return said("looseEnds.order", matter=orders.matter(said, one.report))
                return said(f"looseEnds.letter.{one.what}") if one.what in LETTERS else one.what

    def _do(self, one: LooseEnd) -> str:
        return self.words(f"looseEnds.do.{one.sort}")

    def _turned(self, page: int) -> None:
        self.page = page
