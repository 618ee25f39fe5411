"""Visits in which everything works, from the first touch to the paper."""

import pytest
import zxingcpp

from drivers import Fate
from drivers.emulated.sample_cards import CITIZEN, FOREIGNER_2023, HMT_PERMIT, RARE_NAME
from kiosk.events import Left, PressedHome
from kiosk.platform.server.e_id import sample_e_id
from kiosk.steps.appointments import (
    AppointmentMade,
    CancelIt,
    Cancelled,
    ChangeIt,
    ChooseSlot,
    ConfirmBooking,
    ConfirmCancel,
    MyAppointments,
)
from kiosk.steps.common import Home, SeeBookings, Welcome
from kiosk.steps.finding import GuidePrinted, GuideWish, ShowGuide
from kiosk.steps.identity import ReadIdentity
from kiosk.steps.queueing import ChooseQueue, ConfirmTicket, TicketTaken
from tests.stories.hall import Hall


def test_a_resident_finds_an_item_by_four_keys_and_pulls_a_number_from_the_printer(hall):
    taken = hall.go_to(TicketTaken)
    assert taken.fate is Fate.CONFIRMED
    assert [taken.ticket.number] == hall.tickets()
    (slip,) = hall.devices.receipt.slips
    (code,) = zxingcpp.read_barcodes(slip.picture)
    assert code.text == f"hallkiosk:ticket:{taken.ticket.id}"


@pytest.mark.parametrize("card", [CITIZEN, RARE_NAME, HMT_PERMIT, FOREIGNER_2023], ids=lambda card: card.kind.value)
def test_every_kind_of_card_gets_a_number(hall, card):
    hall.go_to(ReadIdentity)
    hall.devices.card.insert(card)
    confirm = hall.until(ConfirmTicket)
    assert card.number not in confirm.person.masked_number
    assert card.name != confirm.person.masked_name
    hall.press(True)
    hall.until(TicketTaken)


def test_a_code_on_the_phone_does_as_well_as_a_card(hall):
    hall.go_to(ReadIdentity)
    hall.show_code(sample_e_id(CITIZEN.name, CITIZEN.number))
    hall.until(ConfirmTicket)


def book(hall):
    hall.find_the_pension_item()
    hall.press(GuideWish.BOOK)
    slot = next(slot for slot in hall.until(ChooseSlot).slots if slot.left and f"{slot.start:%H:%M}" == "10:30")
    hall.press(slot)
    hall.until(ReadIdentity)
    hall.devices.card.insert(CITIZEN)
    hall.until(ConfirmBooking)
    hall.press(True)
    return hall.until(AppointmentMade)


def test_a_time_is_booked_changed_and_cancelled_without_showing_the_card_again(hall):
    made = book(hall)
    assert made.fate is Fate.CONFIRMED
    hall.tell(PressedHome())
    hall.until(Home)
    hall.press(SeeBookings())
    (booked,) = hall.until(MyAppointments).appointments
    assert booked == made.appointment
    hall.press(ChangeIt(booked))
    later = [slot for slot in hall.until(ChooseSlot).slots if slot.left][-1]
    hall.press(later)
    hall.until(ConfirmBooking)
    hall.press(True)
    changed = hall.until(AppointmentMade).appointment
    assert changed.slot.id == later.id
    hall.press(False)
    hall.until(MyAppointments)
    hall.press(CancelIt(changed))
    hall.until(ConfirmCancel)
    hall.press(True)
    hall.until(Cancelled)
    assert [state for _, state in hall.appointments()] == ["cancelled"]


def test_the_guide_is_printed_and_the_visit_goes_on(hall):
    hall.find_the_pension_item()
    hall.press(GuideWish.PRINT)
    assert hall.until(GuidePrinted).trouble is None
    hall.press()
    hall.until(ShowGuide)
    assert hall.stage.can_go_back


def test_the_next_resident_has_to_show_who_they_are(hall):
    hall.go_to(TicketTaken)
    hall.devices.card.lift()
    hall.tell(Left())
    hall.until(Welcome)
    hall.go_to(ReadIdentity)


def test_a_card_that_the_last_resident_left_lying_does_not_speak_for_the_next(hall):
    hall.find_the_pension_item()
    hall.devices.card.insert(RARE_NAME)
    hall.tell(Left())
    hall.until(Welcome)
    hall.go_to(ReadIdentity)
    hall.wait(lambda: hall.kiosk.hands["card"]._listening == hall.kiosk.turn)
    heard = len(hall.devices.card.heard)
    hall.wait(lambda: len(hall.devices.card.heard) > heard + 3)
    assert isinstance(hall.step, ReadIdentity)
    hall.lift_card()
    hall.devices.card.insert(CITIZEN)
    assert hall.until(ConfirmTicket).person.masked_number.endswith("002X")


def test_a_card_laid_down_before_it_is_asked_for_is_read(hall):
    hall.find_the_pension_item()
    hall.devices.card.insert(CITIZEN)
    hall.press(GuideWish.TICKET)
    hall.press(hall.until(ChooseQueue).queues[0])
    hall.until(ConfirmTicket)


def test_without_a_printer_the_number_is_shown_and_nothing_speaks_of_paper(tmp_path):
    with Hall(tmp_path, without=("receipt",)) as hall:
        taken = hall.go_to(TicketTaken)
        assert taken.fate is None
        assert taken.trouble is None
