"""Book a time, and look after what was booked: change it, cancel it."""

from kiosk.catalogue.catalogue import Catalogue
from kiosk.journeys.identity import forget, identified
from kiosk.journeys.paper import printed
from kiosk.journeys.persistence import insist
from kiosk.journeys.way import show_way, way_to
from kiosk.model.appointments import Appointment
from kiosk.model.catalogue import Item
from kiosk.model.plan import Directions
from kiosk.model.terminal import Terminal
from kiosk.platform.troubles import NoLongerThere, SlotTaken, VisitExpired
from kiosk.steps.appointments import (
    AppointmentMade,
    Book,
    Cancel,
    CancelIt,
    Cancelled,
    Change,
    ChangeIt,
    ChooseSlot,
    ConfirmBooking,
    ConfirmCancel,
    ListAppointments,
    ListSlots,
    MyAppointments,
    PrintAppointment,
)
from kiosk.steps.way import AskWay


async def book(terminal: Terminal, catalogue: Catalogue, item: Item) -> None:
    """Choose a half-hour, show who you are, confirm, slip."""
    trouble: Exception | None = None
    while True:
        slot = await ChooseSlot(await insist(ListSlots(item.task_code)), item.task_name, item.names, trouble)
        person = await identified(terminal)
        trouble = None
        if not await ConfirmBooking(person, item.task_name, slot, item.names):
            continue
        try:
            made = await insist(Book(person.token, slot.id, item.task_code))
        except (SlotTaken, NoLongerThere) as taken:
            trouble = taken
        except VisitExpired as expired:
            trouble = expired
            await forget()
        else:
            return await _hand_over(terminal, catalogue, made, item)


async def my_appointments(terminal: Terminal, catalogue: Catalogue) -> None:
    """What this person has booked, and what to do with it."""
    person = await identified(terminal)
    while True:
        match await MyAppointments(await insist(ListAppointments(person.token))):
            case ChangeIt(appointment):
                await _change(terminal, catalogue, appointment)
            case CancelIt(appointment):
                await _cancel(terminal, appointment)


async def _change(terminal: Terminal, catalogue: Catalogue, old: Appointment) -> None:
    trouble: Exception | None = None
    while True:
        slot = await ChooseSlot(await insist(ListSlots(old.item_code)), old.item_name, old.item_names, trouble)
        person = await identified(terminal)
        trouble = None
        if not await ConfirmBooking(person, old.item_name, slot, old.item_names, instead_of=old):
            continue
        try:
            made = await insist(Change(person.token, old.id, slot.id))
        except SlotTaken as taken:
            trouble = taken
        else:
            return await _hand_over(terminal, catalogue, made, None)


async def _cancel(terminal: Terminal, appointment: Appointment) -> None:
    if await ConfirmCancel(appointment):
        person = await identified(terminal)
        await Cancelled(await insist(Cancel(person.token, appointment.id)))


async def _hand_over(terminal: Terminal, catalogue: Catalogue, made: Appointment, item: Item | None) -> None:
    way, again = _way(terminal, catalogue, made), True
    while again:
        fate, trouble = await printed(terminal, PrintAppointment(made, item))
        while isinstance(again := await AppointmentMade(made, fate, trouble, way), AskWay):
            await show_way(way, fate)


def _way(terminal: Terminal, catalogue: Catalogue, made: Appointment) -> Directions | None:
    """To its windows, when they are in this hall."""
    hall = catalogue.hall(terminal.hall)
    return way_to(terminal, catalogue, made.windows) if hall and hall.name == made.hall_name else None
