"""Queues and tickets, as a terminal asks for them over HTTP."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from kiosk.model.queueing import QueueState
from kiosk.platform.server.calendar import CHINA
from kiosk.platform.server.roll import LAST
from kiosk.platform.troubles import NoLongerThere, QueueClosed, Refused, VisitExpired
from tests.platform.city import CIVIL, HALLS, JOBS, MARRIAGE, OTHER, PENSION, SECRET, Clock, card, city, key, write


def test_the_queues_of_an_item_are_those_that_serve_its_department(hall):
    (queue,) = hall.terminal().queues(PENSION)
    assert (queue.id, queue.name, queue.windows, queue.state) == ("H1-A", "社会保险", ("A01", "A02"), QueueState.OPEN)
    assert (queue.waiting, queue.minutes, queue.opens, queue.closes) == (0, 0, "08:30", "12:00")
    assert dict(queue.names) == {"en": "Social insurance"}


def test_without_an_item_all_queues_of_the_hall_are_told(hall):
    assert [queue.id for queue in hall.terminal().queues("")] == ["H1-A", "H1-B"]


def test_an_item_that_nobody_knows_has_no_queues(hall):
    assert hall.terminal().queues(CIVIL + "3" + "0" * 12) == ()


def test_a_ticket_has_a_number_and_says_who_is_before_it(hall):
    terminal = hall.terminal()
    first = take(terminal, 2)
    second = take(terminal, 3)
    assert (first.number, first.ahead, first.issued) == ("A001", 0, hall.clock.moment)
    assert (second.number, second.ahead, second.item_name) == ("A002", 1, "城乡居民基本养老保险参保登记")
    assert second.hall_name == "示例大厅"


def test_who_is_waiting_already_gets_the_same_ticket_again(hall):
    terminal = hall.terminal()
    first, again = take(terminal, 2), take(terminal, 2)
    assert (again.id, again.number, again.held_already) == (first.id, first.number, True)
    assert hall.terminal().queues(PENSION)[0].waiting == 1


def test_who_has_been_called_gets_a_new_ticket(hall):
    terminal = hall.terminal()
    first = take(terminal, 2)
    hall.clock.pass_by(minutes=20)
    assert take(terminal, 2).number != first.number


def test_the_same_key_gives_the_same_answer_and_no_second_ticket(hall):
    terminal, once = hall.terminal(), key()
    token = terminal.identify_card(card()).token
    first = terminal.take_ticket(token, "H1-A", PENSION, once)
    hall.clock.pass_by(minutes=2)
    assert terminal.take_ticket(token, "H1-A", PENSION, once) == first
    assert not first.held_already


def test_a_key_is_answered_even_when_the_visit_is_over(hall):
    terminal, once = hall.terminal(), key()
    token = terminal.identify_card(card()).token
    first = terminal.take_ticket(token, "H1-A", PENSION, once)
    hall.clock.pass_by(minutes=16)
    assert terminal.take_ticket(token, "H1-A", PENSION, once) == first


def test_a_key_cannot_be_used_for_something_else(hall):
    terminal, once = hall.terminal(), key()
    token = terminal.identify_card(card()).token
    terminal.take_ticket(token, "H1-A", PENSION, once)
    with pytest.raises(Refused):
        terminal.take_ticket(token, "H1-B", MARRIAGE, once)


def test_two_terminals_may_use_the_same_key(hall):
    here, there, once = hall.terminal(), hall.terminal(OTHER, secret=SECRET + "2"), key()
    mine = here.take_ticket(here.identify_card(card(2)).token, "H1-A", PENSION, once)
    theirs = there.take_ticket(there.identify_card(card(3)).token, "H1-A", PENSION, once)
    assert mine.number != theirs.number


def test_the_simulated_windows_call_one_after_another(hall):
    terminal = hall.terminal()
    for serial in range(2, 12):
        take(terminal, serial)
    waits = []
    for _ in range(12):
        waits.append(terminal.queues(PENSION)[0].waiting)
        hall.clock.pass_by(minutes=5)
    assert waits[0] == 10
    assert waits == sorted(waits, reverse=True)
    assert waits[-1] == 0


def test_the_expected_wait_grows_with_those_who_wait(hall):
    terminal = hall.terminal()
    minutes = [take(terminal, serial).minutes for serial in range(2, 10)]
    assert minutes == sorted(minutes)
    assert minutes[0] == 0 < minutes[-1]


def test_a_closed_queue_says_when_it_opens_and_gives_no_ticket(tmp_path):
    with city(tmp_path, clock=Clock(datetime(2026, 7, 2, 12, 20, tzinfo=CHINA))) as hall:
        terminal = hall.terminal()
        queue = terminal.queues(PENSION)[0]
        assert (queue.state, queue.opens, queue.closes) == (QueueState.CLOSED, "13:00", "16:30")
        with pytest.raises(QueueClosed):
            take(terminal, 2)


def test_a_holiday_is_closed_and_a_worked_sunday_is_open(tmp_path):
    data = write(tmp_path / "data", closed=["2026-07-02"], worked=["2026-07-05"])
    with city(tmp_path, data=data) as hall:
        assert hall.terminal().queues(PENSION)[0].state is QueueState.CLOSED
        hall.clock.pass_by(days=3)
        assert hall.terminal().queues(PENSION)[0].state is QueueState.OPEN
        hall.clock.pass_by(days=-1)
        assert hall.terminal().queues(PENSION)[0].opens == ""


def test_always_open_keeps_the_hall_open_at_night_and_says_so_in_the_data(tmp_path):
    night = Clock(datetime(2026, 7, 5, 3, 0, tzinfo=CHINA))
    with city(tmp_path, clock=night, always_open=True) as hall:
        terminal = hall.terminal()
        assert take(terminal, 2).number == "A001"
        delta = terminal.catalogue("")
        assert delta is not None
        assert dict(delta.halls[0].hours)["7"] == "00:00-23:59"
        assert {slot.day.isoweekday() for slot in terminal.slots(PENSION)} == {1, 2, 3, 4, 5}


def test_a_queue_is_full_after_its_last_number(hall):
    with hall.platform.database.write() as db:
        row = ("t-x", "2026-07-02", "H1", "A", LAST, "H1-A", None, None, hall.clock.wall())
        db.execute("INSERT INTO tickets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    terminal = hall.terminal()
    assert terminal.queues(PENSION)[0].state is QueueState.FULL
    with pytest.raises(QueueClosed):
        take(terminal, 2)


def test_numbers_begin_anew_each_day(hall):
    assert take(hall.terminal(), 2).number == "A001"
    hall.clock.pass_by(days=1)
    assert take(hall.terminal(), 2).number == "A001"


def test_a_queue_of_another_hall_or_item_is_not_there(hall):
    terminal = hall.terminal()
    token = terminal.identify_card(card()).token
    for queue, item in (("H9-A", PENSION), ("H1-B", PENSION), ("H1-A", CIVIL + "3" + "0" * 12)):
        with pytest.raises(NoLongerThere):
            terminal.take_ticket(token, queue, item, key())


def test_a_visit_is_good_at_its_own_terminal_for_a_quarter_of_an_hour(hall):
    terminal, other = hall.terminal(), hall.terminal(OTHER, secret=SECRET + "2")
    token = terminal.identify_card(card()).token
    with pytest.raises(VisitExpired):
        other.take_ticket(token, "H1-A", PENSION, key())
    hall.clock.pass_by(minutes=15, seconds=1)
    with pytest.raises(VisitExpired):
        terminal.take_ticket(token, "H1-A", PENSION, key())


def test_many_terminals_at_once_get_numbers_that_are_unique_and_none_is_lost(hall):
    people = range(2, 82)
    with ThreadPoolExecutor(16) as pool:
        tickets = list(pool.map(lambda serial: take(hall.terminal(), serial), people))
    assert sorted(ticket.number for ticket in tickets) == [f"A{number:03}" for number in range(1, 81)]
    assert hall.terminal().queues(PENSION)[0].waiting == 80


def test_one_person_pressing_at_many_terminals_at_once_holds_one_ticket(hall):
    with ThreadPoolExecutor(8) as pool:
        tickets = list(pool.map(lambda _: take(hall.terminal(), 2), range(16)))
    assert {ticket.number for ticket in tickets} == {"A001"}
    assert sum(not ticket.held_already for ticket in tickets) == 1


def test_a_lively_hall_moves_with_the_clock_and_is_the_same_for_the_same_clock(tmp_path):
    def look(folder):
        with city(folder, lively=True) as hall:
            seen = []
            for _ in range(12):
                seen.append([queue.waiting for queue in hall.terminal().queues("")])
                hall.clock.pass_by(minutes=5)
            return seen

    first, second = look(tmp_path / "a"), look(tmp_path / "b")
    assert first == second
    assert len({tuple(one) for one in first}) > 3


def test_two_halls_may_use_the_same_letter(tmp_path):
    other = {**HALLS[0], "id": "H2", "queues": [{**HALLS[0]["queues"][0], "id": "H2-A"}]}
    data = write(tmp_path / "data", halls=[HALLS[0], other, HALLS[1]])
    with city(tmp_path, data=data) as hall:
        assert take(hall.terminal(), 2).number == "A001"


def test_an_item_without_appointments_still_has_a_queue(hall):
    assert [queue.id for queue in hall.terminal().queues(JOBS)] == ["H1-A"]


def take(terminal, serial):
    return terminal.take_ticket(terminal.identify_card(card(serial)).token, "H1-A", PENSION, key())
