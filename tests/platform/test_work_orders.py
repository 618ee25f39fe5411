"""Work orders, as a terminal files them over HTTP and as the office moves them on."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from drivers import Actor
from kiosk.model.orders import OrderState, Report
from kiosk.platform.server import __main__ as command
from kiosk.platform.server.work_orders import ACCEPTS, BEGINS, move
from kiosk.platform.troubles import NoLongerThere, Refused
from tests.platform.city import OTHER, SECRET, THURSDAY, city, key

OUT = Report("receipt", "paperOut", Actor.STAFF, THURSDAY, "paper end sensor", program="1.0")


def gone(terminal, clock, report=OUT):
    return terminal.report_recovery(report.role, report.fault, clock.moment, key())


def office(hall, number, state):
    return move(hall.platform.database, number, state, hall.clock.moment.timestamp())


def test_a_fault_becomes_an_order_with_a_number(hall):
    order = hall.terminal().file_order(OUT, key())
    assert (order.number, order.state, order.times) == ("W000001", OrderState.OPEN, 1)
    assert (order.role, order.fault, order.actor, order.since) == ("receipt", "paperOut", Actor.STAFF, THURSDAY)
    assert hall.terminal().work_orders() == (order,)


def test_a_fault_that_is_filed_again_is_the_same_order(hall):
    terminal = hall.terminal()
    first, again = terminal.file_order(OUT, key()), terminal.file_order(OUT, key())
    assert (again.id, again.times) == (first.id, 2)
    jam = terminal.file_order(replace(OUT, fault="paperJammed"), key())
    assert [one.id for one in terminal.work_orders()] == [jam.id, first.id]


def test_many_at_once_are_one_order_that_counts_them(hall):
    terminal = hall.terminal()
    with ThreadPoolExecutor(8) as pool:
        orders = list(pool.map(lambda _: terminal.file_order(OUT, key()), range(24)))
    assert len({one.id for one in orders}) == 1
    assert sorted(one.times for one in orders) == list(range(1, 25))


def test_the_same_key_files_nothing_twice(hall):
    terminal, once = hall.terminal(), key()
    assert terminal.file_order(OUT, once) == terminal.file_order(OUT, once)
    assert terminal.work_orders()[0].times == 1
    with pytest.raises(Refused):
        terminal.file_order(replace(OUT, role="card"), once)


def test_an_order_that_nobody_has_taken_on_ends_with_its_fault(hall):
    terminal = hall.terminal()
    terminal.file_order(OUT, key())
    hall.clock.pass_by(minutes=5)
    (order,) = gone(terminal, hall.clock)
    assert (order.state, order.recovered, order.changed) == (OrderState.DONE, hall.clock.moment, hall.clock.moment)


def test_an_order_in_somebodys_hands_stays_there(hall):
    terminal = hall.terminal()
    order = terminal.file_order(OUT, key())
    assert office(hall, order.number, "accepted")
    (after,) = gone(terminal, hall.clock)
    assert (after.state, after.recovered) == (OrderState.ACCEPTED, hall.clock.moment)
    assert office(hall, order.number, "done")
    assert terminal.work_orders()[0].state is OrderState.DONE
    assert not office(hall, order.number, "accepted")  # what has ended has ended
    assert not office(hall, "W000099", "accepted")


def test_a_fault_that_flaps_is_one_order(hall):
    terminal = hall.terminal()
    for _ in range(10):
        order = terminal.file_order(OUT, key())
        hall.clock.pass_by(minutes=10)
        gone(terminal, hall.clock)
        hall.clock.pass_by(minutes=10)
    (listed,) = terminal.work_orders()
    assert (listed.id, listed.times, listed.state) == (order.id, 10, OrderState.DONE)


def test_the_same_fault_on_another_day_is_another_order(hall):
    terminal = hall.terminal()
    first = terminal.file_order(OUT, key())
    gone(terminal, hall.clock)
    hall.clock.pass_by(days=2)
    again = terminal.file_order(OUT, key())
    assert (again.id == first.id, again.times, again.state) == (False, 1, OrderState.OPEN)
    hall.clock.pass_by(days=40)
    assert [one.id for one in terminal.work_orders()] == [again.id]  # unfinished: it stays; the other is long done


def test_what_was_mended_by_hand_is_done_and_a_refused_one_is_not_opened_again(hall):
    terminal = hall.terminal()
    order = terminal.file_order(replace(OUT, fault="damaged", by_hand=True), key())
    assert terminal.end_order(order.id, key()).state is OrderState.DONE
    refused = terminal.file_order(OUT, key())
    office(hall, refused.number, "refused")
    assert terminal.end_order(refused.id, key()).state is OrderState.REFUSED
    assert terminal.file_order(OUT, key()).id != refused.id


def test_other_terminals_orders_do_not_exist(hall):
    mine, theirs = hall.terminal(), hall.terminal(OTHER, secret=SECRET + "2")
    order = mine.file_order(OUT, key())
    assert theirs.work_orders() == ()
    assert gone(theirs, hall.clock) == ()
    with pytest.raises(NoLongerThere):
        theirs.end_order(order.id, key())
    assert theirs.file_order(OUT, key()).id != order.id


def test_a_lively_office_takes_orders_on(tmp_path):
    with city(tmp_path, lively=True) as hall:
        terminal = hall.terminal()
        terminal.file_order(OUT, key())
        states = []
        for seconds in (ACCEPTS / 2, ACCEPTS, BEGINS + 1):
            hall.clock.pass_by(seconds=seconds)
            states.append(terminal.work_orders()[0].state)
    assert states == [OrderState.OPEN, OrderState.ACCEPTED, OrderState.IN_PROGRESS]


def test_the_office_moves_an_order_by_a_command(hall, tmp_path, capsys):
    number = hall.terminal().file_order(OUT, key()).number
    told = ["--db", str(tmp_path / "platform.db"), "--order", number]
    assert command.main([*told, "--state", "inProgress"]) == 0
    assert hall.terminal().work_orders()[0].state is OrderState.IN_PROGRESS
    assert command.main([*told[:-1], "W9", "--state", "done"]) == 2
    assert "there is no work order W9" in capsys.readouterr().err
