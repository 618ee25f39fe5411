"""Something did not go: what it is, what you can do, what staff can do."""

from kivy.uix.widget import Widget

from kiosk.steps.common import Sorry
from screens import tokens
from screens.base import Screen
from screens.parts import trouble
from screens.parts.actions import HEIGHT, Action
from screens.parts.box import Panel, Row, inner, level
from screens.parts.button import PRIMARY
from screens.parts.icon import Icon
from screens.parts.pages import at_most
from screens.parts.sheet import sheet
from screens.parts.text import Text
from screens.parts.title import title


class SorryScreen(Screen):
    shows = (Sorry,)

    def draw(self, width: float, height: float) -> Widget:
        look, said, error = self.look, self.words, self.step.reason
        head = title(look, trouble.what(error, said), width, said("sorry.calm"))
        left = height - head.height - look.mm(HEIGHT) - 4 * look.mm(tokens.GAP)
        halves = [self._low(width, left)] if look.shallow else self._halves(width)
        return sheet(look, said, head, halves, self._choices(), width=width, height=height)

    def _halves(self, width: float) -> list[Widget]:
        """With a picture each, as high as the other."""
        look, said, error = self.look, self.words, self.step.reason
        gap = look.mm(tokens.WIDE)
        stacked = look.portrait or look.crowded
        each = width if stacked else (width - gap) // 2
        you, staff = (
            self._half("person", said("sorry.you"), trouble.you(error, said), each),
            self._half("staff", said("sorry.staff"), trouble.staff(error, said), each),
        )
        level([you, staff])
        return [you, staff] if stacked else [Row(you, staff, gap=gap, width=width)]

    def _low(self, width: float, most: float) -> Widget:
        """In large type on a wide panel: side by side, without pictures, as large as the height allows."""
        look, said, error = self.look, self.words, self.step.reason
        gap = look.mm(tokens.GAP)
        each = (width - gap) // 2
        room = inner(look, each, tokens.GAP)
        told = ("sorry.you", trouble.you(error, said)), ("sorry.staff", trouble.staff(error, said))

        def draw(size: float) -> Widget:
            halves = [
                Panel(
                    look,
                    each,
                    Text(look, said(heading), size, width=room, bold=True, colour=tokens.SIGN),
                    Text(look, text, size, width=room),
                    pad=tokens.GAP,
                    gap=tokens.TIGHT,
                )
                for heading, text in told
            ]
            return Row(*level(halves), gap=gap, width=width)

        return at_most(most, draw, (tokens.LARGE, tokens.BODY, tokens.SMALL))

    def _half(self, icon: str, heading: str, text: str, width: float) -> Widget:
        look = self.look
        room = inner(look, width, tokens.WIDE)
        return Panel(
            look,
            width,
            Icon(look, icon, tokens.GREAT, tokens.BLUE),
            Text(look, heading, tokens.TITLE, width=room, bold=True, colour=tokens.SIGN),
            Text(look, text, tokens.LARGE, width=room),
            pad=tokens.WIDE,
            gap=tokens.GAP,
        )

    def _choices(self) -> list[Action]:
        """Trying again where it makes sense, else on from here; the way home is below, as everywhere."""
        if self.step.again:
            return [Action(self.words("sorry.again"), self.answers(value=True), PRIMARY)]
        return [Action(self.words("sorry.on"), self.answers(value=False), PRIMARY)]
