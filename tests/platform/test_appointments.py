"""Booking a half-hour, changing it and giving it back, as a terminal asks over HTTP."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time

import pytest

from kiosk.model.appointments import AppointmentState
from kiosk.platform.server.calendar import CHINA
from kiosk.platform.troubles import AlreadyBooked, NoLongerThere, SlotTaken, Trouble, VisitExpired
from tests.platform.city import JOBS, MARRIAGE, OTHER, PENSION, SECRET, VILLAGE, card, city, key, write


def test_half_hours_of_seven_working_days_within_the_opening_hours(hall):
    slots = hall.terminal().slots(PENSION)
    assert (slots[0].day, slots[0].start, slots[0].end, slots[0].left) == (date(2026, 7, 2), time(10), time(10, 30), 2)
    assert len({slot.day for slot in slots}) == 7
    assert {slot.day.isoweekday() for slot in slots} == {1, 2, 3, 4, 5}
    friday = [slot.start for slot in slots if slot.day == date(2026, 7, 3)]
    assert friday[0] == time(8, 30)
    assert time(12) not in friday
    assert friday[-1] == time(16)
    assert len(friday) == 14


def test_holidays_have_no_half_hours(tmp_path):
    data = write(tmp_path / "data", closed=["2026-07-03"], worked=["2026-07-04"])
    with city(tmp_path, data=data) as hall:
        days = sorted({slot.day.day for slot in hall.terminal().slots(PENSION)})
    assert days[:3] == [2, 4, 6]


def test_an_item_that_is_not_booked_or_a_village_without_windows_has_no_half_hours(hall):
    assert hall.terminal().slots(JOBS) == ()
    assert hall.terminal(VILLAGE, secret=SECRET + "3").slots(PENSION) == ()


def test_a_booking_has_a_code_and_is_found_again(hall):
    terminal, slot, token = start(hall)
    booked = terminal.book(token, slot.id, PENSION, key())
    assert (booked.state, booked.windows, booked.slot.start) == (AppointmentState.BOOKED, ("A01", "A02"), slot.start)
    assert len(booked.code) == 6
    assert booked.slot.left == 1
    assert terminal.appointments(token) == (booked,)


def test_the_same_person_finds_it_at_another_terminal(hall):
    terminal, slot, token = start(hall)
    booked = terminal.book(token, slot.id, PENSION, key())
    other = hall.terminal(OTHER, secret=SECRET + "2")
    assert [one.id for one in other.appointments(other.identify_card(card(2)).token)] == [booked.id]


def test_the_same_key_books_once(hall):
    terminal, slot, token = start(hall)
    once = key()
    assert terminal.book(token, slot.id, PENSION, once) == terminal.book(token, slot.id, PENSION, once)
    assert len(terminal.appointments(token)) == 1


def test_a_second_booking_for_the_same_item_is_refused_and_one_for_another_is_not(hall):
    terminal, slot, token = start(hall)
    terminal.book(token, slot.id, PENSION, key())
    with pytest.raises(AlreadyBooked):
        terminal.book(token, terminal.slots(PENSION)[5].id, PENSION, key())
    terminal.book(token, terminal.slots(MARRIAGE)[0].id, MARRIAGE, key())
    assert len(terminal.appointments(token)) == 2


def test_after_its_time_the_item_can_be_booked_again(hall):
    terminal, slot, token = start(hall)
    terminal.book(token, slot.id, PENSION, key())
    hall.clock.pass_by(days=1)
    token = terminal.identify_card(card(2)).token
    assert terminal.appointments(token) == ()
    assert terminal.book(token, terminal.slots(PENSION)[0].id, PENSION, key()).slot.day == date(2026, 7, 3)


def test_a_full_half_hour_is_shown_with_nothing_left_and_refused(hall):
    terminal, slot, _ = start(hall)
    for serial in (3, 4):
        terminal.book(terminal.identify_card(card(serial)).token, slot.id, PENSION, key())
    assert terminal.slots(PENSION)[0].left == 0
    with pytest.raises(SlotTaken):
        terminal.book(terminal.identify_card(card(5)).token, slot.id, PENSION, key())


def test_a_half_hour_that_has_begun_in_the_meantime_is_taken(hall):
    terminal, slot, token = start(hall)
    hall.clock.moment = datetime(2026, 7, 2, 10, 0, 1, tzinfo=CHINA)
    token = terminal.identify_card(card(2)).token
    with pytest.raises(SlotTaken):
        terminal.book(token, slot.id, PENSION, key())


def test_a_change_frees_the_old_half_hour_and_takes_the_new_one(hall):
    terminal, slot, token = start(hall)
    booked = terminal.book(token, slot.id, PENSION, key())
    later = terminal.slots(PENSION)[4]
    changed = terminal.change(token, booked.id, later.id, key())
    assert (changed.id, changed.code, changed.slot.id, changed.slot.left) == (booked.id, booked.code, later.id, 1)
    assert terminal.slots(PENSION)[0].left == 2


def test_a_change_to_a_full_half_hour_leaves_the_old_one(hall):
    terminal, slot, token = start(hall)
    booked = terminal.book(token, slot.id, PENSION, key())
    full = terminal.slots(PENSION)[4]
    for serial in (3, 4):
        terminal.book(terminal.identify_card(card(serial)).token, full.id, PENSION, key())
    with pytest.raises(SlotTaken):
        terminal.change(token, booked.id, full.id, key())
    assert terminal.appointments(token) == (booked,)


def test_a_cancelled_one_is_gone_and_its_place_free(hall):
    terminal, slot, token = start(hall)
    booked = terminal.book(token, slot.id, PENSION, key())
    assert terminal.cancel(token, booked.id, key()).state is AppointmentState.CANCELLED
    assert terminal.cancel(token, booked.id, key()).state is AppointmentState.CANCELLED
    assert terminal.appointments(token) == ()
    assert terminal.slots(PENSION)[0].left == 2
    with pytest.raises(NoLongerThere):
        terminal.change(token, booked.id, slot.id, key())


def test_other_peoples_and_unknown_ones_are_not_there(hall):
    terminal, slot, token = start(hall)
    booked = terminal.book(token, slot.id, PENSION, key())
    other = terminal.identify_card(card(3)).token
    for ask in (
        lambda: terminal.cancel(other, booked.id, key()),
        lambda: terminal.change(other, booked.id, slot.id, key()),
        lambda: terminal.cancel(token, "p-no-such", key()),
        lambda: terminal.book(token, "no-such-slot", PENSION, key()),
        lambda: terminal.book(token, slot.id, JOBS, key()),
    ):
        with pytest.raises(NoLongerThere):
            ask()


def test_without_a_visit_nothing_is_told(hall):
    with pytest.raises(VisitExpired):
        hall.terminal().appointments("no-visit-of-anybody")


def test_many_at_once_never_get_more_places_than_there_are(hall):
    terminal, slot, _ = start(hall)
    tokens = [terminal.identify_card(card(serial)).token for serial in range(3, 23)]

    def book(token):
        try:
            return terminal.book(token, slot.id, PENSION, key())
        except Trouble as trouble:
            return type(trouble)

    with ThreadPoolExecutor(12) as pool:
        results = list(pool.map(book, tokens))
    sold = [one for one in results if not isinstance(one, type)]
    assert len(sold) == 2
    assert {one for one in results if isinstance(one, type)} == {SlotTaken}
    assert len({one.code for one in sold}) == 2
    assert terminal.slots(PENSION)[0].left == 0


def start(hall):
    """A terminal, its first half-hour and the visit of a person."""
    terminal = hall.terminal()
    return terminal, terminal.slots(PENSION)[0], terminal.identify_card(card(2)).token
