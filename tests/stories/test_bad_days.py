"""Bad days that must end well: words the person understands, what still works, no number lost or doubled."""

import pytest
import zxingcpp

from drivers import Fate, Fault
from drivers.emulated.sample_cards import CITIZEN, EXPIRED
from kiosk.events import Answered, PressedHome, WentBack
from kiosk.platform.server.e_id import sample_e_id
from kiosk.platform.troubles import BadAnswer, CardExpired, NotRecognised, Offline, QueueClosed, SlotTaken, WrongClock
from kiosk.steps.appointments import AppointmentMade, ChooseSlot, ConfirmBooking
from kiosk.steps.common import Home, Sorry, Welcome
from kiosk.steps.finding import Search, ShowGuide
from kiosk.steps.identity import ReadIdentity
from kiosk.steps.queueing import ChooseQueue, ConfirmTicket, TakeTicket, TicketTaken
from tests.platform.city import OTHER, PENSION, SECRET, card, key
from tests.stories.weather import BROKEN, GARBAGE, GOOD, LATE, SLOW, TARDY


def told(hall):
    """Why the last card or code did not do."""
    return hall.wait(lambda: isinstance(hall.step, ReadIdentity) and hall.step.trouble)


# The card


def test_a_card_that_cannot_be_read_gets_another_try_and_then_does(hall):
    hall.devices.card.cannot_read = 0x41
    hall.go_to(ReadIdentity)
    hall.devices.card.insert(CITIZEN)
    assert told(hall).fault is Fault.INVALID_MEDIA
    hall.devices.card.cannot_read = None
    hall.until(ConfirmTicket)


def test_a_card_that_never_can_be_read_ends_in_words_and_not_in_a_circle(hall):
    hall.devices.card.cannot_read = 0x41
    hall.go_to(ReadIdentity)
    hall.devices.card.insert(CITIZEN)
    assert hall.until(Sorry).reason.fault is Fault.INVALID_MEDIA
    hall.tell(PressedHome())
    hall.until(Home)


def test_a_card_of_another_kind_is_named_as_such(hall):
    hall.go_to(ReadIdentity)
    hall.devices.card.insert(bytes(248) + "Z".encode("utf-16le") + bytes(6))
    assert told(hall).fault in {Fault.UNSUPPORTED_MEDIA, Fault.INVALID_MEDIA}


def test_an_expired_card_is_refused_in_words_and_another_one_does(hall):
    hall.go_to(ReadIdentity)
    hall.devices.card.insert(EXPIRED)
    assert isinstance(told(hall), CardExpired)
    hall.devices.card.lift()
    hall.show_code(sample_e_id(CITIZEN.name, CITIZEN.number))
    hall.until(ConfirmTicket)


def test_a_card_pulled_away_too_soon_is_asked_for_again(hall):
    hall.go_to(ReadIdentity)
    hall.devices.card.lift_at = 200
    hall.devices.card.insert(CITIZEN)
    assert told(hall).fault is Fault.MEDIA_REMOVED
    hall.devices.card.insert(CITIZEN)
    hall.until(ConfirmTicket)


def test_with_the_card_reader_unplugged_the_code_on_the_phone_still_does(hall):
    hall.go_to(ReadIdentity)
    hall.devices.card.trouble.unplugged = True
    hall.wait(lambda: isinstance(hall.step, ReadIdentity) and hall.step.ways == {"code"})
    hall.show_code(sample_e_id(CITIZEN.name, CITIZEN.number))
    hall.until(ConfirmTicket)


def test_the_card_reader_is_back_by_itself_when_it_is_plugged_in_again(hall):
    hall.devices.card.trouble.unplugged = True
    hall.wait(lambda: hall.kiosk.health["card"].fault is Fault.NO_DEVICE)
    hall.devices.card.trouble.unplugged = False
    hall.wait(lambda: hall.kiosk.health["card"].ok)
    hall.go_to(ConfirmTicket)


# The scanner


def test_garbage_from_the_scanner_is_answered_with_another_try(hall):
    hall.go_to(ReadIdentity)
    hall.show_code(b"\x00\xff\x13\x80\x81\xfe\xff")
    assert told(hall).fault is Fault.INVALID_MEDIA
    hall.devices.card.insert(CITIZEN)
    hall.until(ConfirmTicket)


def test_a_code_that_has_run_out_is_not_recognised_and_a_fresh_one_is(hall):
    hall.go_to(ReadIdentity)
    hall.show_code(sample_e_id(CITIZEN.name, CITIZEN.number, lives=-1))
    assert isinstance(told(hall), NotRecognised)
    hall.show_code(sample_e_id(CITIZEN.name, CITIZEN.number))
    hall.until(ConfirmTicket)


# The printer


def test_without_paper_from_the_start_the_number_is_good_and_comes_out_with_the_new_roll(hall):
    hall.devices.receipt.load_roll(0)
    taken = hall.go_to(TicketTaken)
    assert taken.trouble.fault is Fault.PAPER_OUT
    hall.devices.receipt.load_roll()
    hall.wait(lambda: hall.kiosk.health["receipt"].ok)
    hall.press(True)
    hall.wait(lambda: isinstance(hall.step, TicketTaken) and hall.step.fate is Fate.CONFIRMED)
    assert hall.tickets() == [taken.ticket.number]


def test_paper_that_ends_in_the_middle_of_a_slip_is_said_and_the_number_stays_one(hall):
    hall.devices.receipt.load_roll(200)
    taken = hall.go_to(TicketTaken)
    assert taken.trouble.fault is Fault.PAPER_OUT
    assert hall.tickets() == [taken.ticket.number]


def test_after_paper_ended_in_the_middle_the_new_roll_brings_one_whole_slip_and_no_second_one(hall):
    hall.devices.receipt.load_roll(200)
    hall.go_to(TicketTaken)
    hall.devices.receipt.load_roll()
    hall.wait(lambda: hall.kiosk.health["receipt"].ok)
    hall.press(True)
    hall.wait(lambda: isinstance(hall.step, TicketTaken) and hall.step.fate is Fate.CONFIRMED)
    whole = [slip for slip in hall.devices.receipt.slips if zxingcpp.read_barcodes(slip.picture)]
    assert len(whole) == 1


def test_an_open_cover_is_said(hall):
    hall.devices.receipt.open_cover()
    assert hall.go_to(TicketTaken).trouble.fault is Fault.COVER_OPEN


def test_a_printer_unplugged_in_the_middle_of_a_slip_does_not_cost_the_number(hall):
    hall.devices.receipt.after(150, hall.devices.receipt.unplug)
    taken = hall.go_to(TicketTaken)
    assert taken.fate is Fate.UNKNOWN or taken.trouble.fault is Fault.NO_DEVICE, "nobody knows, and nobody says it is"
    hall.wait(lambda: hall.kiosk.health["receipt"].fault is Fault.NO_DEVICE)
    assert hall.tickets() == [taken.ticket.number]


def test_a_printer_that_falls_silent_is_unknown_and_never_printed_again_by_itself(hall):
    hall.devices.receipt.trouble.mute = True
    taken = hall.go_to(TicketTaken)
    assert taken.fate is Fate.UNKNOWN
    assert taken.trouble is None


# The platform


@pytest.mark.parametrize("mode", [BROKEN, SLOW, LATE])
def test_a_platform_out_of_reach_leaves_the_choice_and_trying_again_takes_one_number(hasty_hall, mode):
    hall = hasty_hall
    hall.go_to(ConfirmTicket)
    hall.weather.path, hall.weather.mode = "/v1/tickets", mode
    hall.press(True)
    sorry = hall.until(Sorry)
    assert isinstance(sorry.reason, Offline)
    assert sorry.again
    hall.weather.mode = GOOD
    hall.press(True)
    taken = hall.until(TicketTaken)
    assert hall.tickets() == [taken.ticket.number]
    assert not taken.ticket.held_already, "the same key gets the same answer"


def test_an_answer_that_is_no_json_is_a_trouble_of_the_platform_not_of_the_resident(hall):
    hall.weather.path, hall.weather.mode = "/v1/queues", GARBAGE
    hall.find_the_pension_item()
    hall.press("ticket")
    assert isinstance(hall.until(Sorry).reason, BadAnswer)
    hall.tell(PressedHome())
    hall.until(Home)


def test_a_wrong_clock_is_named(hall):
    hall.clock.skew = 3600
    hall.find_the_pension_item()
    hall.press("ticket")
    assert isinstance(hall.until(Sorry).reason, WrongClock)


def test_items_are_found_and_read_while_the_platform_is_away(hall):
    hall.weather.mode = BROKEN
    hall.find_the_pension_item()
    assert isinstance(hall.step, ShowGuide)


def test_a_queue_that_closes_while_the_resident_thinks_is_told_with_the_queues_as_they_are_now(hall):
    hall.go_to(ConfirmTicket)
    hall.clock.pass_by(hours=12)
    hall.press(True)
    assert isinstance(hall.until(ChooseQueue).trouble, QueueClosed)
    assert hall.tickets() == []


def test_a_time_that_somebody_else_has_just_taken_is_offered_no_more(hall):
    hall.find_the_pension_item()
    hall.press("book")
    slot = next(slot for slot in hall.until(ChooseSlot).slots if slot.left)
    hall.press(slot)
    hall.until(ReadIdentity)
    hall.devices.card.insert(CITIZEN)
    hall.until(ConfirmBooking)
    others = hall.city.terminal(OTHER, secret=SECRET + "2")
    for serial in (11, 12):
        others.book(others.identify_card(card(serial)).token, slot.id, PENSION, key())
    hall.press(True)
    again = hall.until(ChooseSlot)
    assert isinstance(again.trouble, SlotTaken)
    assert next(one for one in again.slots if one.id == slot.id).left == 0
    hall.press(next(one for one in again.slots if one.left))
    hall.until(ConfirmBooking)
    hall.press(True)
    hall.until(AppointmentMade)


def test_two_presses_at_once_take_one_number(hall):
    hall.go_to(ConfirmTicket)
    turn = hall.kiosk.turn
    for _ in range(3):
        hall.kiosk.post(Answered(True), turn)
    taken = hall.until(TicketTaken)
    assert hall.tickets() == [taken.ticket.number]


def test_whoever_takes_the_same_number_twice_gets_the_one_they_hold(hall):
    first = hall.go_to(TicketTaken).ticket
    hall.tell(PressedHome())
    hall.until(Home)
    hall.lift_card()
    hall.walk_away()
    second = hall.go_to(TicketTaken).ticket
    assert (second.number, second.held_already) == (first.number, True)


@pytest.mark.parametrize("step", [Home, Search, ShowGuide, ChooseQueue, ReadIdentity, ConfirmTicket, TicketTaken])
def test_a_resident_who_walks_away_leaves_a_fresh_terminal(hall, step):
    if step is Home:
        hall.until(Welcome)
        hall.press()
    elif step is Search:
        hall.find_the_pension_item()
        hall.tell(WentBack())
    elif step is ShowGuide:
        hall.find_the_pension_item()
    else:
        hall.go_to(step)
    hall.until(step)
    hall.walk_away()
    hall.until(Welcome)
    assert hall.tickets() == ([] if step is not TicketTaken else hall.tickets()[:1])


def test_a_resident_who_walks_away_while_the_number_is_taken_gets_it_once_all_the_same(hall):
    hall.go_to(ConfirmTicket)
    hall.weather.path, hall.weather.mode, hall.weather.seconds = "/v1/tickets", TARDY, 0.3
    hall.press(True)
    hall.until(TakeTicket)
    hall.until(TicketTaken)
    hall.walk_away()
    hall.until(Welcome)
    assert len(hall.tickets()) == 1
