"""Closing the terminal to the public, with a reason that everybody can read, and opening it again."""

from kivy.uix.widget import Widget

from kiosk.steps.room import MaintenancePage
from screens import tokens
from screens.base import Screen
from screens.parts import health
from screens.parts.actions import Action, actions
from screens.parts.box import Column, Spring, grid
from screens.parts.button import PRIMARY, SECONDARY, PushButton
from screens.parts.notice import GOOD, WARN, notice
from screens.parts.text import Text
from screens.parts.title import title

REASONS = ("repair", "paper", "cleaning", "update", "closed")


class MaintenancePageScreen(Screen):
    shows = (MaintenancePage,)

    def draw(self, width: float, height: float) -> Widget:
        look, said, now = self.look, self.words, self.step.notice
        gap = look.mm(tokens.GAP)
        head = title(look, said("maintenancePage.title"), width)
        if now is None:
            told = notice(look, said("maintenancePage.open"), width, GOOD, more=said("maintenancePage.after"))
            asked = Text(look, said("maintenancePage.why"), tokens.LARGE, width=width, bold=True, colour=tokens.SIGN)
            return Column(width, head, told, asked, self._reasons(width), Spring(), gap=gap, height=height)
        reason = said(key) if (key := f"maintenanceReason.{now.reason or 'none'}") in said else now.reason
        more = said("list.dot").join(part for part in (reason, health.moment(now.since)) if part)
        told = notice(look, said("maintenancePage.closed"), width, WARN, more=more)
        foot = actions(look, [Action(said("maintenancePage.opens"), self.answers(None), PRIMARY, "tick")], width)
        return Column(width, head, told, Spring(), foot, gap=gap, height=height)

    def _reasons(self, width: float) -> Widget:
        look, columns = self.look, 1 if self.look.portrait else 2
        gap = look.mm(tokens.GAP)
        each = (width - gap * (columns - 1)) // columns
        buttons = (
            PushButton(
                look, self.words(f"maintenanceReason.{reason}"), self.answers(reason), width=each, kind=SECONDARY,
                height=look.mm(tokens.TALL), size=tokens.LARGE,
            )
            for reason in REASONS
        )  # fmt: skip
        return grid(buttons, columns, gap, width)
