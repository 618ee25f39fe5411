"""Is this you, and is this the queue?"""

from kivy.uix.widget import Widget

from kiosk.steps.queueing import ConfirmTicket
from screens.base import Screen
from screens.parts.actions import Action
from screens.parts.button import PRIMARY
from screens.parts.person import who
from screens.parts.sheet import sheet
from screens.parts.terms import item_name, waits
from screens.parts.title import title
from screens.parts.where import where


class ConfirmTicketScreen(Screen):
    shows = (ConfirmTicket,)

    def draw(self, width: float, height: float) -> Widget:
        said, step = self.words, self.step
        queue = step.queue
        pairs = (
            *(who(step.person, said) if step.person else ()),
            (said("slip.matter"), item_name(said, step.item) if step.item else ""),
            (said("confirmTicket.queue"), said.name(queue.name, queue.names)),
            (said("slip.windows"), said("list.comma").join(queue.windows)),
            *(() if self.look.shallow else waits(said, queue.waiting, queue.minutes)),  # was read with the queues
        )
        more = said("confirmTicket.not_you") if step.person else said("confirmTicket.nobody_asked")
        head = title(self.look, said("confirmTicket.title"), width, more)
        choices = (
            Action(said("confirmTicket.yes"), self.answers(value=True), PRIMARY, "tick"),
            Action(said("confirmTicket.no"), self.answers(value=False)),
            *([where(self)] if step.way else []),
        )
        return sheet(self.look, said, head, [], choices, width=width, height=height, pairs=pairs)
