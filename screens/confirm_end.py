"""Before the program or the machine ends: what that means to whoever wants to use it, and a way back."""

from kivy.uix.widget import Widget

from kiosk.steps.operations import ConfirmEnd
from screens import tokens
from screens.base import Screen
from screens.parts.actions import Action, actions
from screens.parts.box import Column, Spring
from screens.parts.button import DANGER, SECONDARY
from screens.parts.notice import WARN, notice
from screens.parts.title import title


class ConfirmEndScreen(Screen):
    shows = (ConfirmEnd,)

    def draw(self, width: float, height: float) -> Widget:
        look, said, how = self.look, self.words, self.step.how
        head = title(look, said(f"confirmEnd.{how}"), width)
        told = notice(look, said(f"confirmEnd.{how}_more"), width, WARN, size=tokens.LARGE)
        choices = [
            Action(said(f"operationsWish.{how}"), self.answers(value=True), DANGER),
            Action(said("confirmEnd.back"), self.answers(value=False), SECONDARY, "back"),
        ]
        foot = actions(look, choices, width)
        return Column(width, head, told, Spring(), foot, gap=look.mm(tokens.GAP), height=height)
