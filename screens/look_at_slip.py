"""Is on the test slip, or on the test page, what should be there?"""

from kivy.uix.widget import Widget

from drivers import Fate
from kiosk.steps.hands_on import LookAtPage, LookAtSlip
from screens import tokens
from screens.base import Screen
from screens.parts.box import Column, Panel, Spring, inner
from screens.parts.judge import judge
from screens.parts.notice import INFO, notice
from screens.parts.text import Text
from screens.parts.title import title

LOOK_FOR = ("rare", "ruler", "solid", "code", "cut")
PAGE_FOR = ("frame", "rare", "greys", "ruler", "code")


class LookAtSlipScreen(Screen):
    shows = (LookAtSlip,)
    asked = LOOK_FOR

    def draw(self, width: float, height: float) -> Widget:
        look = self.look
        room = inner(look, width, tokens.WIDE)
        head = title(look, self.told("title"), width)
        unsure = [notice(look, self.told("unsure"), width, INFO)] if self.step.fate is Fate.UNKNOWN else []
        asked = [Text(look, self.told(one), tokens.BODY * 1.1, width=room) for one in self.asked]
        panel = Panel(look, width, *asked, pad=tokens.WIDE, gap=tokens.GAP)
        foot = judge(look, self.words, self.answer, width)
        return Column(width, head, *unsure, panel, Spring(), foot, gap=look.mm(tokens.GAP), height=height)

    def told(self, key: str) -> str:
        return self.words(f"lookAtSlip.{key}")


class LookAtPageScreen(LookAtSlipScreen):
    shows = (LookAtPage,)
    asked = PAGE_FOR

    def told(self, key: str) -> str:
        return self.words(f"lookAtPage.{key}")
