"""The appointment is gone."""

from kivy.uix.widget import Widget

from kiosk.steps.appointments import Cancelled
from screens.base import Screen
from screens.parts.actions import Action
from screens.parts.button import PRIMARY
from screens.parts.notice import GOOD, notice
from screens.parts.sheet import sheet
from screens.parts.times import when
from screens.parts.title import title


class CancelledScreen(Screen):
    shows = (Cancelled,)

    def draw(self, width: float, height: float) -> Widget:
        said, appointment = self.words, self.step.appointment
        pairs = (
            (said("slip.matter"), said.name(appointment.item_name, appointment.item_names)),
            (said("confirmBooking.when"), when(appointment.slot, said)),
        )
        parts = [notice(self.look, said("cancelled.more"), width, GOOD)]
        choices = (Action(said("cancelled.list"), self.answers(value=False), PRIMARY, "calendar"),)
        return sheet(
            self.look,
            said,
            title(self.look, said("cancelled.title"), width),
            parts,
            choices,
            width=width,
            height=height,
            pairs=pairs,
        )
