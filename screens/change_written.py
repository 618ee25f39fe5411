"""It is written and counts from the next start on; or why it is not."""

from kivy.uix.widget import Widget

from kiosk.steps.configuration import ChangeWritten
from screens import tokens
from screens.base import Screen
from screens.parts.actions import Action, actions
from screens.parts.box import Column, Spring
from screens.parts.button import PRIMARY, SECONDARY
from screens.parts.notice import BAD, GOOD, notice
from screens.parts.text import Text
from screens.parts.title import title


class ChangeWrittenScreen(Screen):
    shows = (ChangeWritten,)

    def draw(self, width: float, height: float) -> Widget:
        look, said, written = self.look, self.words, self.step.written
        if written.mistakes:
            head = title(look, said("changeWritten.failed"), width)
            parts = [notice(look, f"{one.key}: {one.reason}", width, BAD, more=one.hint) for one in written.mistakes]
        else:
            head = title(look, said("changeWritten.title"), width)
            kept = Text(look, said("changeWritten.kept", version=written.kept), tokens.BODY, width=width)
            parts = [notice(look, said("changeWritten.done"), width, GOOD), kept]
        later = Action(said("changeWritten.ok"), self.answers(value=False), SECONDARY, "tick")
        now = Action(said("changeWritten.now"), self.answers(value=True), PRIMARY)
        foot = actions(look, [later] if written.mistakes else [now, later], width)
        return Column(width, head, *parts, Spring(), foot, gap=look.mm(tokens.GAP), height=height)
