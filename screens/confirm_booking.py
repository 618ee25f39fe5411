"""Is this you, and is this the time?"""

from kivy.uix.widget import Widget

from kiosk.steps.appointments import ConfirmBooking
from screens.base import Screen
from screens.parts.actions import Action
from screens.parts.button import PRIMARY
from screens.parts.person import who
from screens.parts.sheet import sheet
from screens.parts.times import when
from screens.parts.title import title


class ConfirmBookingScreen(Screen):
    shows = (ConfirmBooking,)

    def draw(self, width: float, height: float) -> Widget:
        said, step = self.words, self.step
        changed = step.instead_of
        pairs = (
            *who(step.person, said),
            (said("slip.matter"), said.name(step.item_name, step.item_names)),
            (said("confirmBooking.when"), when(step.slot, said)),
            (said("confirmBooking.instead_of"), when(changed.slot, said) if changed else ""),
        )
        head = title(self.look, said("confirmBooking.title"), width, said("confirmTicket.not_you"))
        choices = (
            Action(
                said("confirmBooking.change") if changed else said("confirmBooking.yes"),
                self.answers(value=True),
                PRIMARY,
                "tick",
            ),
            Action(said("confirmBooking.no"), self.answers(value=False), icon="calendar"),
        )
        return sheet(self.look, said, head, [], choices, width=width, height=height, pairs=pairs)
