"""Thanks, and a reminder to take everything along."""

from kivy.uix.widget import Widget

from kiosk.steps.common import Farewell
from screens import tokens
from screens.base import Screen
from screens.parts.box import Column, Row, Spring
from screens.parts.button import QUIET, Pressable
from screens.parts.icon import Icon
from screens.parts.notice import INFO, notice
from screens.parts.text import Text


class FarewellScreen(Screen):
    shows = (Farewell,)

    def draw(self, width: float, height: float) -> Widget:
        """Touching it anywhere ends the visit at once."""
        look, said = self.look, self.words
        room = width - look.mm(2 * tokens.WIDE)
        things = Row(
            *(Icon(look, name, 30, tokens.BLUE) for name in ("card", "phone", "slip")), gap=look.mm(tokens.EDGE)
        )
        parts = Column(
            room,
            Text(look, said("farewell.title"), tokens.GREAT, width=room, bold=True, colour=tokens.SIGN, align="center"),
            things,
            Text(look, said("farewell.take"), tokens.TITLE, width=room, align="center"),
            notice(look, said("farewell.forgotten"), room, INFO, size=tokens.LARGE),
            gap=look.mm(tokens.WIDE),
            align="center",
        )
        middle = Column(room, Spring(), parts, Spring(), height=height - look.mm(2 * tokens.WIDE))
        return Pressable(look, middle, press=self.answer, kind=QUIET, width=width, height=height, pad=tokens.WIDE)
