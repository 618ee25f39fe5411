"""It is written and counts from the next start on; or why it is not."""

from kivy.uix.widget import Widget

from kiosk.steps.finding_devices import DevicesWritten
from screens import tokens
from screens.base import Screen
from screens.parts.actions import Action, actions
from screens.parts.box import Column, Spring
from screens.parts.button import PRIMARY
from screens.parts.notice import BAD, GOOD, notice
from screens.parts.text import Text
from screens.parts.title import title


class DevicesWrittenScreen(Screen):
    shows = (DevicesWritten,)

    def draw(self, width: float, height: float) -> Widget:
        look, said, written = self.look, self.words, self.step.written
        if written.mistakes:
            head = title(look, said("devicesWritten.failed"), width)
            parts = [notice(look, f"{one.key}: {one.reason}", width, BAD, more=one.hint) for one in written.mistakes]
        else:
            head = title(look, said("devicesWritten.title"), width)
            kept = Text(look, said("devicesWritten.kept", version=written.kept), tokens.BODY, width=width)
            parts = [notice(look, said("devicesWritten.done"), width, GOOD), kept]
        foot = actions(look, [Action(said("devicesWritten.ok"), self.answers(None), PRIMARY, "tick")], width)
        return Column(width, head, *parts, Spring(), foot, gap=look.mm(tokens.GAP), height=height)
