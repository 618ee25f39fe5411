"""Faults that last, told once: the watch, the outbox and the desk, with a platform made of lists and a hand clock."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from drivers import Actor, Fault, State, Status
from kiosk.model.orders import OrderState, Reason, Report, WorkOrder
from kiosk.orders import letters
from kiosk.orders.desk import OrderDesk, order_desk
from kiosk.orders.watch import LASTS, Gone, Watch
from kiosk.platform.troubles import BadAnswer, NotTrusted, Offline, Refused
from kiosk.storage.outbox import MOST_REFUSED, Outbox

NOW = datetime(2026, 7, 2, 9, 41, tzinfo=UTC)
OUT, GOOD = Status(State.USER_ERROR, Fault.PAPER_OUT, "paper end sensor"), Status()
SILENT = Status(State.OFFLINE, Fault.NO_ANSWER)


class Office:
    """A platform that keeps what it is told, by key."""

    def __init__(self):
        self.told, self.trouble, self.cut, self.orders = {}, None, False, ()

    def _take(self, key, what):
        if isinstance(self.trouble, Offline):
            raise self.trouble
        if self.trouble is not None and what[0] == "file":
            raise self.trouble
        self.told.setdefault(key, what)
        if self.cut:
            raise KeyboardInterrupt  # the program is killed between sending and writing down that it was sent

    def file_order(self, report, key):
        self._take(key, ("file", report.role, report.fault))

    def report_recovery(self, role, fault, at, key):
        self._take(key, ("gone", role, fault))

    def end_order(self, order_id, key):
        self._take(key, ("done", order_id))

    def work_orders(self):
        if self.trouble is not None:
            raise self.trouble
        return self.orders

    @property
    def heard(self):
        return list(self.told.values())


class Terminal:
    def __init__(self, folder):
        self.folder, self.now, self.office = folder, 0.0, Office()
        self.start()

    def start(self):
        self.outbox = Outbox(self.folder / "outbox.db")
        self.desk = order_desk(self.outbox, self.office, {"receipt", "card"}, lambda: self.now)

    def restart(self):
        self.outbox.close()
        self.start()

    def lasting(self, status, seconds=LASTS, role="receipt", *, reached=True):
        self.desk.note(role, status)
        self.now += seconds
        self.desk.beat(reached=reached)


@pytest.fixture
def terminal(tmp_path):
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.outbox.close()


FILED, GONE = ("file", "receipt", "paperOut"), ("gone", "receipt", "paperOut")


def test_a_fault_that_lasts_is_filed_once_and_its_going_is_told_once(terminal):
    terminal.lasting(OUT, LASTS - 1)
    assert terminal.office.heard == []
    for _ in range(3):
        terminal.lasting(OUT, 1)
    assert terminal.office.heard == [FILED]
    terminal.lasting(GOOD, LASTS - 1)
    assert terminal.office.heard == [FILED]
    for _ in range(3):
        terminal.lasting(GOOD, LASTS)
    assert terminal.office.heard == [FILED, GONE]


def test_a_paper_change_is_no_work_order(terminal):
    for _ in range(5):
        terminal.lasting(OUT, LASTS / 2)
        terminal.lasting(GOOD, LASTS * 2)
    assert terminal.office.heard == []


def test_a_device_that_flaps_is_filed_once_and_not_well_until_it_stays_well(terminal):
    for _ in range(20):
        terminal.lasting(OUT, LASTS / 4)
        terminal.lasting(GOOD, LASTS / 4)
    terminal.lasting(OUT, 1)
    assert terminal.office.heard == [FILED]
    terminal.lasting(GOOD)
    assert terminal.office.heard == [FILED, GONE]


def test_what_a_resident_does_and_what_the_platform_is_are_no_work_orders(terminal):
    terminal.lasting(Status(State.ONLINE, Fault.INVALID_MEDIA), role="card")
    terminal.lasting(SILENT, role="platform")
    assert terminal.office.heard == []


def test_a_device_that_has_gone_silent_is_not_taken_to_have_paper_again(terminal):
    terminal.lasting(OUT)
    terminal.lasting(SILENT)
    terminal.lasting(Status(State.UNKNOWN))
    assert terminal.office.heard == [FILED, ("file", "receipt", "noAnswer")]
    terminal.lasting(GOOD)
    assert sorted(terminal.office.heard[2:]) == [("gone", "receipt", "noAnswer"), GONE]


def test_what_cannot_be_sent_is_sent_in_order_when_the_platform_is_back(terminal):
    terminal.office.trouble = Offline()
    terminal.lasting(OUT)
    terminal.lasting(GOOD)
    terminal.lasting(SILENT, reached=False)
    known = terminal.desk.known()
    assert (terminal.office.heard, known.unsent, known.away) == ([], 3, True)
    assert [one.fault for one in known.waiting] == ["noAnswer", "paperOut"]
    terminal.office.trouble = None
    terminal.desk.beat(reached=True)
    assert terminal.office.heard == [FILED, GONE, ("file", "receipt", "noAnswer")]
    assert (terminal.desk.known().unsent, terminal.desk.known().away) == (0, False)


def test_who_is_killed_between_sending_and_noting_it_sends_the_same_key_again(terminal):
    terminal.office.cut = True
    with pytest.raises(KeyboardInterrupt):
        terminal.lasting(OUT)
    terminal.office.cut = False
    terminal.restart()
    terminal.desk.beat(reached=True)
    assert terminal.office.heard == [FILED]
    assert terminal.desk.known().unsent == 0


def test_who_is_killed_before_sending_sends_after_the_restart(terminal):
    terminal.lasting(OUT, reached=False)
    terminal.restart()
    terminal.lasting(OUT, LASTS * 3)
    assert terminal.office.heard == [FILED]


def test_a_fault_that_goes_while_the_program_is_down_is_told_to_be_gone(terminal):
    terminal.lasting(OUT)
    terminal.restart()
    terminal.lasting(Status(State.STARTING), LASTS)
    assert terminal.office.heard == [FILED]
    terminal.lasting(GOOD, LASTS)
    assert terminal.office.heard == [FILED, GONE]
    terminal.restart()
    terminal.lasting(GOOD, LASTS)
    assert terminal.office.heard == [FILED, GONE]


def test_the_fault_of_a_device_that_is_configured_no_more_is_gone(terminal):
    terminal.lasting(OUT)
    watch = Watch({"card"}, lambda: terminal.now, told=letters.told(terminal.outbox))
    terminal.now += LASTS
    assert [(type(one), one.role) for one in watch.due()] == [(Gone, "receipt")]


def test_what_is_refused_is_kept_and_shown_and_never_sent_again(terminal):
    terminal.office.trouble = Refused()
    terminal.lasting(OUT)
    terminal.office.trouble = None
    terminal.lasting(SILENT)
    terminal.restart()
    terminal.lasting(OUT, LASTS * 2)
    assert terminal.office.heard == [("file", "receipt", "noAnswer")]
    assert [one.fault for one in terminal.desk.known().refused] == ["paperOut"]


@pytest.mark.parametrize("trouble", [NotTrusted(), BadAnswer()])
def test_a_terminal_that_is_not_trusted_keeps_what_it_has_to_tell(terminal, trouble):
    terminal.office.trouble = trouble
    terminal.lasting(OUT)
    assert (terminal.desk.known().unsent, terminal.desk.known().refused) == (1, ())


def test_the_refused_ones_do_not_grow_for_ever(terminal):
    for number in range(MOST_REFUSED + 5):
        terminal.outbox.put("file", f"card/{number}", {})
        terminal.outbox.refuse(terminal.outbox.waiting()[0], "refused")
    assert len(terminal.outbox.refused()) == MOST_REFUSED
    assert terminal.outbox.refused()[0].subject == f"card/{MOST_REFUSED + 4}"


def test_a_fault_that_comes_back_while_its_going_is_told_is_filed_again(terminal):
    watch = Watch({"receipt"}, lambda: terminal.now)
    watch.note("receipt", OUT)
    terminal.now += LASTS
    watch.tell(watch.due()[0])
    watch.note("receipt", GOOD)
    terminal.now += LASTS
    (gone,) = watch.due()
    watch.note("receipt", OUT)
    watch.tell(gone)
    assert [type(one) for one in watch.due()] == [Report]


def test_a_technician_files_and_ends_by_hand(terminal):
    terminal.desk.file("card", Reason.DAMAGED)
    order = WorkOrder("w-1", "W000001", "card", "damaged", Actor.TECHNICIAN, OrderState.OPEN, NOW, NOW, NOW)
    terminal.office.orders = (order,)
    known = terminal.desk.asked()
    assert (known.orders, known.unfinished, known.of("receipt").orders) == ((order,), 1, ())
    terminal.office.orders = (replace(order, state=OrderState.DONE),)
    assert terminal.desk.end("w-1").unfinished == 0
    assert terminal.office.heard == [("file", "card", "damaged"), ("done", "w-1")]


def test_what_is_done_by_hand_while_the_platform_is_away_is_told_later(terminal):
    terminal.office.trouble = Offline()
    assert terminal.desk.end("w-1").unsent == 1
    assert terminal.desk.file("terminal", Reason.DIRTY).waiting[0].actor is Actor.STAFF
    terminal.office.trouble = None
    terminal.desk.beat(reached=True)
    assert terminal.office.heard == [("done", "w-1"), ("file", "terminal", "dirty")]


def test_a_call_for_staff_is_an_order_until_nobody_needs_to_come(terminal):
    called = ("terminal", "staffCalled")
    terminal.desk.note_call(True)
    terminal.desk.note_call(False)
    assert terminal.office.heard == [("file", *called), ("gone", *called)]
    terminal.desk.note_call(True)
    for _ in range(2):
        terminal.restart()  # whoever called has left
        terminal.desk.beat(reached=True)
    assert terminal.office.heard == [("file", *called), ("gone", *called)] * 2


def test_a_full_disk_loses_no_fault(terminal):
    class Full(Outbox):
        def put(self, kind, subject, note):
            raise sqlite3.OperationalError("database or disk is full")

    full = Full(terminal.folder / "full.db")
    watch = Watch({"receipt"}, lambda: terminal.now)
    desk = OrderDesk(full, terminal.office, watch, "1.0")
    desk.note("receipt", OUT)
    terminal.now += LASTS
    desk.beat(reached=True)
    assert [one.fault for one in watch.due()] == ["paperOut"]
    full.close()
