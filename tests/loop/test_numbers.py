"""Numbers put by: asked for while the platform is there, given while it is away, and told afterwards, once."""

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from drivers.document import Row
from kiosk.backup import bundle
from kiosk.catalogue.catalogue import Catalogue
from kiosk.journeys.queue_ticket import queue_ticket
from kiosk.model.catalogue import Item
from kiosk.model.queueing import NumberBlock, NumberBlocks, PutBy, QueueState, Ticket
from kiosk.model.terminal import Terminal
from kiosk.numbers.desk import EVERY, GivenOnly, NumberDesk, Unasked
from kiosk.numbers.store import FILE, NumberStore
from kiosk.platform.troubles import NoLongerThere, NotWritten, Offline, QueueClosed, Refused
from kiosk.steps import final_jobs
from kiosk.steps.common import Home, Sorry, TakeNumber, Welcome
from kiosk.steps.identity import ReadIdentity
from kiosk.steps.queueing import ChooseQueue, ConfirmTicket, GiveNumber, LookAtPutBy, TicketTaken
from kiosk.storage.database import COPY
from kiosk.storage.journal import Ending, Journal
from kiosk.storage.settlement import Settlement
from tests.loop.hall import NOON, QUEUE, Hall

TODAY = NOON.date()
OTHER = replace(QUEUE, id="q2", name="民政", windows=("B01",), names=(("en", "Civil affairs"),))


def blocks(first=1, count=3, day=TODAY):
    def tickets(letter):
        return tuple(PutBy(f"t-{letter}{n}", f"{letter}{n}") for n in range(800 + first, 800 + first + count))

    return NumberBlocks(
        day,
        (
            NumberBlock(QUEUE, frozenset({"D1"}), "大厅", tickets("A"), (("en", "Hall"),)),
            NumberBlock(OTHER, frozenset({"D2"}), "大厅", tickets("B")),
        ),
    )


class Office:
    """A platform that puts numbers by and writes down what it is told."""

    def __init__(self):
        self.answer, self.trouble, self.refuses, self.asked, self.told = blocks(), None, (), [], []

    def reserve_numbers(self, held, key):
        self.asked.append((tuple(held), key))
        if self.trouble:
            raise self.trouble
        return self.answer

    def tell_ticket(self, given, key):
        if self.trouble:
            raise self.trouble
        if given.id in self.refuses:
            raise NoLongerThere
        self.told.append((given.id, given.item_code, key))


class Post:
    """The desk of a terminal, on a clock that is moved by hand."""

    def __init__(self, folder):
        self.folder, self.office, self.now = folder, Office(), NOON
        self.switched_on()

    def switched_on(self):
        self.store = NumberStore(self.folder / FILE)
        self.desk = NumberDesk(self.store, self.office, lambda: self.now)

    def off(self):
        self.desk.close()

    def held(self):
        return [one.id for block in self.store.held().blocks for one in block.tickets]


@pytest.fixture
def terminal(tmp_path):
    terminal = Post(tmp_path)
    yield terminal
    terminal.off()


@pytest.fixture
def filled(terminal):
    terminal.desk.beat()
    return terminal


def test_at_the_start_the_terminal_asks_and_then_not_at_every_beat(terminal):
    assert terminal.desk.left == 0
    for _ in range(3):
        terminal.desk.beat()
    assert terminal.desk.left == 6
    assert len(terminal.office.asked) == 1
    terminal.now += EVERY
    terminal.desk.beat()
    assert terminal.office.asked[1][0] == tuple(terminal.held())


def test_what_was_put_by_outlives_the_program_and_is_offered_without_the_platform(filled):
    filled.off()
    filled.office.trouble = Offline()
    filled.switched_on()
    filled.desk.heard(reached=False)
    unasked = filled.desk.unasked("D1")
    assert unasked.away
    (queue,) = unasked.queues
    assert (queue.id, queue.state, queue.waiting, queue.minutes) == ("q1", QueueState.OPEN, None, None)
    assert [one.id for one in filled.desk.unasked("").queues] == ["q1", "q2"]
    assert filled.desk.unasked("D2").queues[0].names == OTHER.names


def test_numbers_are_given_in_order_and_the_same_key_gets_the_same_number(filled):
    first, again, second = (filled.desk.give("q1", "", key) for key in ("key-1", "key-1", "key-2"))
    assert (first.number, second.number) == ("A801", "A802")
    assert again == first
    assert (first.ahead, first.issued, first.hall_name, first.hall_names) == (None, NOON, "大厅", (("en", "Hall"),))
    assert filled.desk.left == 4


def test_a_queue_of_which_nothing_is_left_is_full_and_without_any_number_nothing_is_offered(filled):
    for key in range(3):
        filled.desk.give("q1", "", f"key-{key}")
    with pytest.raises(QueueClosed):
        filled.desk.give("q1", "", "one more")
    assert [one.state for one in filled.desk.unasked("").queues] == [QueueState.FULL, QueueState.OPEN]
    for key in range(3):
        filled.desk.give("q2", "", f"other-{key}")
    assert filled.desk.unasked("").queues == ()


def test_yesterdays_numbers_are_not_given(filled):
    filled.now += timedelta(days=1)
    assert filled.desk.unasked("").queues == ()
    with pytest.raises(QueueClosed):
        filled.desk.give("q1", "", "key")
    filled.office.answer = blocks(first=11, day=TODAY + timedelta(days=1))
    filled.desk.beat()
    assert filled.office.asked[-1][0] == (), "what was yesterday's is not held today"
    assert filled.desk.give("q1", "", "key").number == "A811"


def test_a_clock_turned_back_gives_nothing(filled):
    filled.now -= timedelta(days=1)
    with pytest.raises(QueueClosed):
        filled.desk.give("q1", "", "key")


def test_what_was_given_is_told_once_in_order_and_filled_up(filled):
    filled.desk.give("q2", "", "key-1")
    filled.desk.give("q1", "1" * 31, "key-2")
    assert filled.desk.unsent == 2
    filled.office.answer = blocks(first=2)
    filled.desk.beat()
    filled.desk.beat()
    assert filled.office.told == [("t-B801", "", "key-1"), ("t-A801", "1" * 31, "key-2")]
    assert len(filled.office.asked) == 2
    assert (filled.desk.unsent, filled.desk.left) == (0, 6)


def test_what_cannot_be_told_waits_and_keeps_its_order(filled):
    filled.desk.give("q1", "", "key-1")
    filled.office.trouble = Offline()
    filled.desk.beat()
    filled.off()
    filled.switched_on()
    filled.desk.give("q1", "", "key-2")
    filled.office.trouble = None
    filled.desk.beat()
    assert [key for _, _, key in filled.office.told] == ["key-1", "key-2"]


def test_what_the_platform_refuses_is_counted_for_staff_and_holds_nothing_up(filled):
    filled.desk.give("q1", "", "key-1")
    filled.desk.give("q1", "", "key-2")
    filled.office.refuses = ("t-A801",)
    filled.desk.beat()
    assert [one for one, _, _ in filled.office.told] == ["t-A802"]
    assert (filled.desk.refused, filled.desk.unsent) == (1, 0)


def test_a_question_whose_answer_was_lost_is_asked_again_with_its_key(terminal):
    terminal.office.trouble = Offline()
    terminal.desk.beat()
    terminal.office.trouble = None
    terminal.desk.beat()
    (_, first), (_, second) = terminal.office.asked
    assert first == second


def test_a_platform_that_does_not_know_of_it_puts_nothing_by_and_is_left_in_peace(filled):
    filled.office.trouble = Refused()
    filled.now += EVERY
    filled.desk.beat()
    filled.desk.beat()
    assert filled.desk.left == 0
    assert len(filled.office.asked) == 2


def test_a_number_given_while_the_platform_answers_stays_given(filled):
    answer = filled.office.reserve_numbers

    def meanwhile(held, key):
        filled.desk.give("q1", "", "key-1")
        return answer(held, key)

    filled.office.reserve_numbers = meanwhile
    filled.now += EVERY
    filled.desk.beat()
    assert "t-A801" not in filled.held()
    assert filled.desk.give("q1", "", "key-2").number == "A802"
    assert filled.desk.left == 4


def test_neither_a_copy_nor_a_backup_brings_back_what_may_have_been_given_since(filled, tmp_path):
    filled.desk.give("q1", "", "key-1")
    filled.off()
    (tmp_path / (FILE + COPY)).unlink()
    filled.switched_on()
    (tmp_path / "backup.db").write_bytes(bundle._copied(tmp_path / FILE))
    for copy in (FILE + COPY, "backup.db"):
        with closing(sqlite3.connect(tmp_path / copy)) as db:
            assert db.execute("SELECT id, state FROM number").fetchall() == [("t-A801", "given")]
    assert FILE in bundle.DATABASES


def test_a_damaged_disk_offers_nothing_until_the_platform_has_been_asked(filled, tmp_path):
    filled.off()
    (tmp_path / FILE).write_bytes(b"\0" * 8192)
    filled.switched_on()
    assert filled.desk.left == 0
    filled.desk.beat()
    assert filled.office.asked[-1][0] == ()


def test_where_nothing_can_be_written_nothing_is_given(filled):
    filled.store._db.execute("PRAGMA query_only = ON")
    with pytest.raises(NotWritten):
        filled.desk.give("q1", "", "key-1")
    filled.store._db.execute("PRAGMA query_only = OFF")
    assert filled.desk.left == 6


@pytest.mark.parametrize(("given", "ending"), [(True, Ending.DONE), (False, Ending.NOT_DONE)])
def test_after_a_power_cut_what_was_given_is_known_and_nothing_new_is_given(filled, tmp_path, given, ending):
    journal = Journal(tmp_path / "journal.db")
    key = journal.begin("GiveNumber", GiveNumber("q1", "").note(), repeatable=True)
    if given:
        filled.desk.give("q1", "", key)
    left = filled.desk.left
    Settlement(journal, final_jobs()).settle({"numbers": GivenOnly(filled.store)})
    assert journal.count(ending) == 1
    assert filled.desk.left == left
    journal.close()


def test_two_people_who_wish_the_same_are_two_entries_of_the_journal():
    assert GiveNumber("q1", "").note() != GiveNumber("q1", "").note()


def test_a_platform_that_names_everything_twice_gives_nothing_twice(terminal):
    once = blocks()
    doubled = tuple(replace(one, tickets=one.tickets * 2) for one in once.blocks)
    terminal.office.answer = NumberBlocks(TODAY, doubled + once.blocks)
    terminal.desk.beat()
    assert terminal.desk.left == 6
    given = [terminal.desk.give("q1", "", f"key-{count}").number for count in range(3)]
    assert given == ["A801", "A802", "A803"]


# A visit


@pytest.fixture
def hall(tmp_path):
    hall = Hall(tmp_path)
    hall.numbers._platform = Office()
    hall.numbers.beat()
    yield hall
    hall.stop()


def away(hall):
    hall.numbers.heard(reached=False)
    hall.platform.trouble = Offline()


def choosing(hall, wish=None):
    hall.until(Welcome)
    hall.press()
    hall.until(Home)
    hall.press(wish or TakeNumber())
    return hall.until(ChooseQueue)


def test_while_the_platform_is_away_a_number_is_taken_without_a_card(hall):
    away(hall)
    step = choosing(hall)
    assert step.away
    hall.press(step.queues[1])
    asked = hall.until(ConfirmTicket)
    assert asked.person is None
    hall.press(True)
    taken = hall.until(TicketTaken)
    assert (taken.ticket.number, taken.ticket.ahead) == ("B801", None)
    assert hall.platform.calls == [], "a platform that is known to be away is not waited for"
    (slip,) = hall.receipt.slips
    assert not [block for block in slip.blocks if isinstance(block, Row) and "前面" in block.label]
    assert hall.journal.count(Ending.DONE) == 2, "the number and its slip"


def test_a_platform_that_goes_away_just_then_is_noticed_and_the_number_is_given_all_the_same(hall):
    hall.platform.trouble = Offline()
    step = choosing(hall)
    assert step.away
    assert hall.platform.calls == ["queues"]


def test_while_the_platform_is_there_its_own_numbers_are_taken(hall):
    step = choosing(hall)
    assert not step.away
    hall.press(step.queues[0])
    hall.until(ReadIdentity)


def test_once_the_platform_was_asked_for_a_number_no_second_one_is_given(hall):
    hall.go_to(ConfirmTicket)
    away(hall)
    hall.press(True)
    sorry = hall.until(Sorry)
    assert sorry.again, "nobody knows whether the platform has given one"
    assert hall.numbers.left == 6


def test_without_numbers_it_is_as_before(hall):
    hall.numbers._platform.answer = NumberBlocks(TODAY)
    hall.numbers._asked = None
    hall.numbers.beat()
    away(hall)
    hall.until(Welcome)
    hall.press()
    hall.until(Home)
    hall.press(TakeNumber())
    assert isinstance(hall.until(Sorry).reason, Offline)


def test_the_last_number_that_somebody_else_has_just_had_is_told_with_the_queues_as_they_are_now(hall):
    away(hall)
    step = choosing(hall)
    hall.press(step.queues[0])
    hall.until(ConfirmTicket)
    for key in range(3):
        hall.numbers.give("q1", "", f"key-{key}")
    hall.press(True)
    step = hall.until(ChooseQueue)
    assert isinstance(step.trouble, QueueClosed)
    assert [one.state for one in step.queues] == [QueueState.FULL, QueueState.OPEN]


def test_the_matter_of_whoever_comes_from_a_guide_stands_on_the_ticket():
    item = Item("1" * 31, "登记", dept_code="D1", names=(("en", "Registration"),))
    journey = queue_ticket(Terminal("T1", "HC01", frozenset()), Catalogue(), item)
    assert journey.send(None) == LookAtPutBy("D1")
    assert isinstance(journey.send(Unasked(away=True, queues=(QUEUE,))), ChooseQueue)
    assert isinstance(journey.send(QUEUE), ConfirmTicket)
    job = journey.send(True)
    assert (job.queue_id, job.item_code) == ("q1", "1" * 31)
    given = Ticket("t1", "A801", QUEUE, QUEUE.name, "大厅", None, None, NOON)
    taken = journey.send(given)
    assert taken == TicketTaken(replace(given, item_name="登记", item_names=item.names))


class Scythe(BaseException):
    """The program is cut off."""


def cut_off_at(line, work):
    """Do some work, cut off at the line-th line of the desk and its store; whether it was."""
    left = [line]

    def trace(frame, event, _arg):
        if "kiosk/numbers/" not in frame.f_code.co_filename:
            return None
        if event == "line":
            left[0] -= 1
            if left[0] == 0:
                raise Scythe
        return trace

    sys.settrace(trace)
    try:
        work()
    except Scythe:
        return True
    finally:
        sys.settrace(None)
    return False


def test_cut_off_at_any_line_a_number_is_given_once_or_not_at_all(tmp_path):
    for line in range(1, 500):
        (place := tmp_path / str(line)).mkdir()
        post = Post(place)
        post.desk.beat()
        cut = cut_off_at(line, lambda post=post: post.desk.give("q1", "", "key-1"))
        post.store._db.close()  # as a process that dies leaves it: locks are not let go in order
        post.switched_on()
        untold = [given.id for given, _ in post.store.untold()]
        assert sorted(untold + post.held()) == sorted(one.id for b in blocks().blocks for one in b.tickets)
        assert post.desk.give("q1", "", "key-1").number == "A801"
        assert post.desk.give("q1", "", "key-2").number == "A802"
        post.off()
        if not cut:
            break
    assert not cut
    assert line > 20, "the scythe reaches the work"
