"""Shall this appointment really go?"""

from kivy.uix.widget import Widget

from kiosk.steps.appointments import ConfirmCancel
from screens.base import Screen
from screens.parts.actions import Action
from screens.parts.button import DANGER, SECONDARY
from screens.parts.sheet import sheet
from screens.parts.times import when
from screens.parts.title import title


class ConfirmCancelScreen(Screen):
    shows = (ConfirmCancel,)

    def draw(self, width: float, height: float) -> Widget:
        said, appointment = self.words, self.step.appointment
        pairs = (
            (said("slip.matter"), said.name(appointment.item_name, appointment.item_names)),
            (said("confirmBooking.when"), when(appointment.slot, said)),
            (said("appointmentMade.hall"), said.name(appointment.hall_name, appointment.hall_names)),
        )
        head = title(self.look, said("confirmCancel.title"), width, said("confirmCancel.more"))
        choices = (
            Action(said("confirmCancel.yes"), self.answers(value=True), DANGER, "cross"),
            Action(said("confirmCancel.no"), self.answers(value=False), SECONDARY),
        )
        return sheet(self.look, said, head, [], choices, width=width, height=height, pairs=pairs)
