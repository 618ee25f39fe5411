"""What is booked, with change and cancel."""

from kivy.uix.widget import Widget

from kiosk.loop import Stage
from kiosk.model.appointments import Appointment, AppointmentState
from kiosk.steps.appointments import CancelIt, ChangeIt, MyAppointments
from screens import tokens
from screens.base import Screen
from screens.parts.actions import Action, actions
from screens.parts.box import Column, Panel, Row, Spring, grid, inner
from screens.parts.button import PRIMARY
from screens.parts.facts import fitting
from screens.parts.notice import INFO, notice
from screens.parts.pages import bar, below
from screens.parts.text import Text, fitted
from screens.parts.times import when
from screens.parts.title import title

FOOT = 0.3  # of a card's width, for what can be done, where it stands beside the rest


class MyAppointmentsScreen(Screen):
    shows = (MyAppointments,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, said, gap = self.look, self.words, self.look.mm(tokens.GAP)
        head = title(look, said("myAppointments.title"), width)
        if not self.step.appointments:
            told = notice(look, said("myAppointments.empty"), width, INFO, more=said("myAppointments.empty_more"))
            more = actions(look, [Action(said("footer.home"), self.home, PRIMARY, "home")], width)
            return Column(width, head, told, Spring(), more, gap=gap, height=height)
        columns = 1 if look.portrait or look.crowded else 2
        each = (width - gap * (columns - 1)) // columns
        most = height - head.height - gap - bar(look)
        cells = [self._card(one, each, most) for one in self.step.appointments]
        cards = [grid(cells[at : at + columns], columns, gap, width) for at in range(0, len(cells), columns)]
        size = (width, height)
        return below(look, said, [head], cards, size, gap=tokens.GAP, page=self.page, turned=self._turned)

    def _card(self, one: Appointment, width: float, most: float) -> Widget:
        """Not higher than a page can hold: where height is dear, what can be done stands beside what is booked."""
        look, said, gap = self.look, self.words, self.look.mm(1.5 * tokens.TIGHT)
        room, beside = inner(look, width), look.shallow
        foot = self._foot(one, room * FOOT if beside else room, beside=not beside)
        told = room - foot.width - look.mm(tokens.GAP) if beside else room
        pairs = (
            (said("slip.matter"), said.name(one.item_name, one.item_names)),
            (said("appointmentMade.hall"), said.name(one.hall_name, one.hall_names)),
            (said("slip.windows"), said("list.comma").join(one.windows)),
            (said("slip.code"), one.code),
        )
        head = fitted(
            look,
            when(one.slot, said),
            told,
            (tokens.TITLE, tokens.LARGE, tokens.BODY),
            1,
            bold=True,
            colour=tokens.SIGN,
        )
        left = most - head.height - (0 if beside else foot.height) - look.mm(2 * tokens.GAP) - 3 * gap
        form = fitting(look, pairs, told, left, tokens.BODY)
        if beside:
            whole = Row(Column(told, head, form, gap=gap), foot, gap=look.mm(tokens.GAP), width=room, top=True)
            return Panel(look, width, whole)
        return Panel(look, width, head, form, foot, Spring(), gap=tokens.TIGHT * 1.5)

    def _foot(self, one: Appointment, width: float, *, beside: bool) -> Widget:
        """What can be done with it; or why nothing can."""
        if one.state is AppointmentState.BOOKED:
            return actions(self.look, self._choices(one), width, beside=beside, height=tokens.TARGET)
        state = self.words(f"appointmentState.{one.state}")
        return Text(self.look, state, tokens.BODY, width=width, bold=True, colour=tokens.SOFT)

    def _choices(self, one: Appointment) -> list[Action]:
        return [
            Action(self.words("myAppointments.change"), self.answers(ChangeIt(one)), icon="calendar"),
            Action(self.words("myAppointments.cancel"), self.answers(CancelIt(one)), icon="cross"),
        ]

    def _turned(self, page: int) -> None:
        self.page = page
