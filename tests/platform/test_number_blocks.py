"""Numbers put by for terminals, as a terminal asks for them over HTTP."""

from datetime import date

import pytest

from kiosk.model.queueing import Given
from kiosk.platform.server.roll import LAST_PUT_BY
from kiosk.platform.troubles import NoLongerThere
from tests.platform.city import HALLS, OTHER, PENSION, SECRET, SOCIAL, VILLAGE, city, key, write
from tests.platform.test_tickets import take


def held(blocks):
    return [one for block in blocks.blocks for one in block.tickets]


def ids(blocks):
    return [one.id for one in held(blocks)]


def test_each_queue_has_as_many_as_its_data_say_good_today(hall):
    blocks = hall.terminal().reserve_numbers((), key())
    assert blocks.day == date(2026, 7, 2)
    social, civil = blocks.blocks
    assert [one.number for one in social.tickets] == ["A800", "A801", "A802"]
    assert [one.number for one in civil.tickets] == ["B800", "B801", "B802"]
    assert (social.queue.id, social.departments, social.hall_name) == ("H1-A", {SOCIAL}, "示例大厅")


def test_a_hall_without_queues_puts_nothing_by(hall):
    assert hall.terminal(VILLAGE, secret=secret(3)).reserve_numbers((), key()).blocks == ()


def test_a_queue_whose_data_say_nothing_puts_nothing_by(tmp_path):
    halls = [{name: value for name, value in HALLS[0].items() if name != "put_by"}, HALLS[1]]
    with city(tmp_path, data=write(tmp_path / "own", halls=halls)) as hall:
        assert hall.terminal().reserve_numbers((), key()).blocks == ()


def test_two_terminals_never_have_the_same_number(hall):
    mine, others = hall.terminal().reserve_numbers((), key()), other(hall).reserve_numbers((), key())
    assert len({one.number for one in held(mine) + held(others)}) == 12


def test_what_is_held_stays_and_what_was_given_is_filled_up(hall):
    terminal = hall.terminal()
    first = terminal.reserve_numbers((), key())
    assert terminal.reserve_numbers(ids(first), key()) == first
    given, *rest = ids(first)
    terminal.tell_ticket(Given(given, hall.clock.moment), key())
    after = terminal.reserve_numbers(rest, key())
    assert given not in ids(after)
    assert [one.number for one in after.blocks[0].tickets] == ["A801", "A802", "A803"]


def test_a_number_that_a_terminal_no_longer_names_is_never_offered_again_but_can_still_be_told(hall):
    terminal = hall.terminal()
    lost = terminal.reserve_numbers((), key())
    assert not {*ids(lost)} & {*ids(terminal.reserve_numbers((), key()))}
    assert terminal.tell_ticket(Given(ids(lost)[0], hall.clock.moment), key()).number == "A800"
    assert not {*ids(lost)} & {*ids(terminal.reserve_numbers(ids(lost), key()))}, "a voided number stays void"


def test_what_one_terminal_has_is_not_told_by_another(hall):
    (number, *_) = ids(hall.terminal().reserve_numbers((), key()))
    with pytest.raises(NoLongerThere):
        other(hall).tell_ticket(Given(number, hall.clock.moment), key())


def test_a_question_whose_answer_was_lost_puts_by_once(hall):
    terminal, once = hall.terminal(), key()
    assert terminal.reserve_numbers((), once) == terminal.reserve_numbers((), once)


def test_a_number_told_late_stands_among_the_others_by_the_time_it_was_given(hall):
    terminal = hall.terminal()
    (number, *_) = ids(terminal.reserve_numbers((), key()))
    take(terminal, 2)
    given = Given(number, hall.clock.moment, PENSION)
    hall.clock.pass_by(seconds=5)
    last = take(terminal, 3)
    told = terminal.tell_ticket(given, key())
    assert (told.number, told.ahead, told.item_name) == ("A800", 1, "城乡居民基本养老保险参保登记")
    assert take(terminal, 3).ahead == last.ahead + 1


def test_ordinary_numbers_go_on_below_those_put_by(hall):
    terminal = hall.terminal()
    (number, *_) = ids(terminal.reserve_numbers((), key()))
    terminal.tell_ticket(Given(number, hall.clock.moment), key())
    assert take(terminal, 2).number == "A001"


def test_a_number_can_be_told_when_its_day_is_over_and_does_not_count_today(hall):
    terminal = hall.terminal()
    blocks = terminal.reserve_numbers((), key())
    given = Given(ids(blocks)[0], hall.clock.moment)
    hall.clock.pass_by(days=1)
    assert terminal.tell_ticket(given, key()).issued == given.issued
    assert terminal.queues(PENSION)[0].waiting == 0
    tomorrow = terminal.reserve_numbers(ids(blocks)[1:], key())
    assert tomorrow.day == date(2026, 7, 3)
    assert not {*ids(blocks)} & {*ids(tomorrow)}


def test_when_all_numbers_of_a_day_are_put_by_there_are_no_more(hall):
    terminal = hall.terminal()
    for _ in range(LAST_PUT_BY - 800):
        last = terminal.reserve_numbers((), key())
        if not last.blocks[0].tickets:
            return
    raise AssertionError("the numbers never end")


def secret(number):
    return f"{SECRET}{number}"


def other(hall):
    return hall.terminal(OTHER, secret=secret(2))
