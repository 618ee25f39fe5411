"""Where the windows are: the hall's plan with them standing out, and the way in words."""

from kivy.uix.widget import Widget

from kiosk.loop import Stage
from kiosk.steps.way import ShowWay
from screens import tokens
from screens.base import Screen
from screens.parts.actions import Action, actions
from screens.parts.box import Column, Panel, Row, Spring, inner
from screens.parts.button import PRIMARY
from screens.parts.hall_plan import HallPlan, plate
from screens.parts.pages import Pages, fits, stacked
from screens.parts.text import Text
from screens.parts.title import title

TALL, WIDE = 0.62, 0.6  # of the room may be the drawing: of its height on a tall panel, of its width on a wide one


MOST_NAMED = 4  # windows in the heading, in large type


class ShowWayScreen(Screen):
    shows = (ShowWay,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, said, way, gap = self.look, self.words, self.step.way, self.look.mm(tokens.GAP)
        named = way.windows[:MOST_NAMED] if look.crowded else way.windows  # the others stand with their ways
        numbers = said("list.comma").join(spot.number for spot in named)
        head = title(look, said("showWay.title", windows=numbers), width)
        back = Action(said("showWay.back"), self.answer, PRIMARY, "tick")
        if look.portrait:
            foot = actions(look, [back], width)
            left = height - head.height - foot.height - 4 * gap
            spare = left - stacked(self._lines(width, tokens.LARGE), look.mm(tokens.TIGHT))
            share = TALL * 0.7 if look.crowded else TALL
            drawn = HallPlan(look, said, way, width, max(left * share, min(left * TALL, spare)))
            words = self._words(width, left - drawn.height)
            return Column(width, head, drawn, words, Spring(), foot, gap=gap, height=height)
        left = height - head.height - gap
        for share in (WIDE * 0.7, WIDE * 0.45) if look.crowded else (WIDE,):
            drawn = HallPlan(look, said, way, width * share, left)
            half = width - drawn.width - 2 * gap
            foot = actions(look, [back], half)
            room = left - foot.height - gap
            if fits(look, self._lines(half, tokens.SMALL), room, look.mm(tokens.TIGHT)):
                break
        beside = Column(half, self._words(half, room), foot, gap=gap)
        return Column(width, head, Row(drawn, beside, gap=2 * gap, width=width, top=True), gap=gap, height=height)

    def _words(self, width: float, height: float) -> Widget:
        """The way to each window in a sentence."""
        look = self.look
        for size in (tokens.LARGE, tokens.BODY, tokens.SMALL):
            lines = self._lines(width, size)
            if fits(look, lines, height, look.mm(tokens.TIGHT)):
                break
        return Pages(look, self.words, lines, width, height, page=self.page, turned=self._turned)

    def _lines(self, width: float, size: float) -> list[Widget]:
        told = [(spot.number, self.words.name(spot.way, spot.ways)) for spot in self.step.way.windows if spot.way]
        return [self._line(number, way, width, size) for number, way in told]

    def _line(self, number: str, way: str, width: float, size: float) -> Widget:
        look, gap = self.look, self.look.mm(tokens.GAP)
        mark = plate(look, number, size if look.crowded else tokens.LARGE, tokens.SEAL)
        room = inner(look, width, tokens.TIGHT * 2) - mark.width - gap
        row = Row(mark, Text(look, way, size, width=room), gap=gap)
        return Panel(look, width, row, pad=tokens.TIGHT * 2)

    def _turned(self, page: int) -> None:
        self.page = page
