"""The history keeps what changes, counts what happens, answers after a restart, and knows no resident."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from drivers import About, Fault, Paper, State, Status
from kiosk.health import ledger
from kiosk.health.flaws import Flaw
from kiosk.health.history import History, Kind
from kiosk.health.model import Finding, Level, Verdict

GONE = Status(State.NO_DEVICE, Fault.NO_DEVICE, "/dev/ttyUSB0 is not there")
BEGIN = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)


class Wall:
    def __init__(self):
        self.at = BEGIN

    def __call__(self):
        return self.at

    def later(self, **time):
        self.at += timedelta(**time)


@pytest.fixture
def wall():
    return Wall()


@pytest.fixture
def history(tmp_path, wall):
    history = History(tmp_path / "health.db", wall)
    yield history
    history.close()


def kinds(history, **which):
    return [event.kind for event in reversed(history.events(**which))]


def test_a_fault_is_one_line_when_it_comes_and_one_when_it_goes(history, wall):
    for status in (Status(), Status(), GONE, GONE, GONE, Status(), Status()):
        history.note_status("card", status)
        wall.later(seconds=2)
    gone, back = reversed(history.events("card"))
    assert (gone.kind, gone.fault, gone.detail, gone.at) == (
        Kind.FAULT,
        Fault.NO_DEVICE,
        GONE.detail,
        BEGIN + timedelta(seconds=4),
    )
    assert (back.kind, back.fault, back.at) == (Kind.RECOVERED, Fault.NO_DEVICE, BEGIN + timedelta(seconds=10))


def test_a_fault_that_becomes_another_is_told_by_its_new_name(history):
    for fault in (Fault.NO_DEVICE, Fault.NO_ANSWER):
        history.note_status("card", Status(State.OFFLINE, fault))
    assert [event.fault for event in history.events("card")] == [Fault.NO_ANSWER, Fault.NO_DEVICE]


def test_a_fault_that_outlives_the_program_is_not_told_again_and_its_end_is(tmp_path, history, wall):
    history.note_status("card", GONE)
    history.close()
    second = History(tmp_path / "health.db", wall)
    second.note_status("card", GONE)
    second.note_status("card", Status())
    assert kinds(second) == [Kind.FAULT, Kind.RECOVERED]
    second.close()


def test_paper_that_runs_low_is_a_line_and_no_fault(history):
    for paper in (Paper.FULL, Paper.FULL, Paper.LOW):
        history.note_status("receipt", Status(paper=paper))
    (event,) = history.events("receipt")
    assert (event.kind, event.paper) == (Kind.PAPER, Paper.LOW)


def test_events_are_found_by_role_kind_and_time_newest_first(history, wall):
    history.note_status("card", GONE)
    wall.later(hours=1)
    history.note_status("card", Status())
    history.note_status("receipt", Status(State.USER_ERROR, Fault.PAPER_OUT))
    assert [event.role for event in history.events()] == ["receipt", "card", "card"]
    assert kinds(history, kind=Kind.FAULT) == [Kind.FAULT, Kind.FAULT]
    assert [event.role for event in history.events(since=BEGIN + timedelta(minutes=1))] == ["receipt", "card"]
    assert len(history.events(limit=1)) == 1


def test_a_finding_comes_back_as_it_was(history):
    values = {"paper": "low", "纸": "少"}
    found = Finding("receipt", Level.EXTERNAL, Verdict.PASSED, BEGIN, 1.25, None, "d", values, Flaw.PAPER_LOW)
    history.note_finding(found)
    (event,) = history.events(kind=Kind.TESTED)
    assert event.finding == found


def test_the_overview_tells_the_last_test_the_last_fault_and_the_counters(history, wall):
    history.note_status("card", GONE)
    history.note_status("card", Status())
    history.note_use("card", "read", 0.4, ok=True)
    history.note_use("card", "read", 0.4, ok=False)
    history.note_use("receipt", "PrintTicket", 2.0, ok=True)
    history.note_use("platform", "TakeTicket", 0.1, ok=True)
    found = Finding("card", Level.INTERNAL, Verdict.PASSED, wall())
    history.note_finding(found)
    devices = {"card": "sam", "receipt": "escpos"}
    card, receipt = history.views(devices, {"card": Status()}, {"card": About("Maker")})
    assert (card.status, card.about, card.last_test) == (Status(), About("Maker"), found)
    assert (card.last_fault, card.last_fault_at) == (Fault.NO_DEVICE, BEGIN)
    assert card.counters == {"faults": 1, "reads": 2, "failures": 1}
    assert (receipt.counters, receipt.status.state, receipt.last_fault) == ({"prints": 1}, State.UNKNOWN, None)


def test_what_was_last_known_can_be_asked_by_another_program_while_this_one_writes(tmp_path, history, wall):
    history.note_status("card", GONE)
    history.note_about("card", About("Maker", "Model"))
    history._settle()
    other = History(tmp_path / "health.db", wall)
    assert (other.known()["card"].status, other.abouts()) == (GONE, {"card": About("Maker", "Model")})
    other.note_finding(Finding("card", Level.INTERNAL, Verdict.PASSED, wall()))
    other.close()
    assert Kind.TESTED in kinds(history)


def test_of_status_questions_one_sample_a_minute_is_kept(history, wall):
    for _ in range(90):
        history.note_use("card", "status", 0.01, ok=True)
        wall.later(seconds=2)
    assert len(history.samples("card", "status")) == 3
    assert history.uses("card") == ["status"]


def test_samples_come_oldest_first_from_a_moment_on(history, wall):
    for seconds in (0.1, 0.2, 0.3):
        history.note_use("card", "read", seconds, ok=True)
        wall.later(minutes=1)
    assert [sample.seconds for sample in history.samples("card", "read", BEGIN + timedelta(minutes=1))] == [0.2, 0.3]


def test_it_never_grows_beyond_its_bounds(tmp_path, wall, monkeypatch):
    monkeypatch.setattr(ledger, "EVENTS", 50)
    monkeypatch.setattr(ledger, "SAMPLES", 60)
    history = History(tmp_path / "health.db", wall)
    for _ in range(300):
        history.note_status("card", GONE)
        history.note_status("card", Status())
        history.note_use("card", "read", 0.1, ok=True)
    history.close()
    after = History(tmp_path / "health.db", wall)
    assert len(after.events(limit=10_000)) == 50
    assert len(after.samples("card")) == 60
    after.close()


def test_what_is_old_goes_when_the_program_starts_again(tmp_path, history, wall):
    history.note_status("card", GONE)
    history.note_use("card", "read", 0.1, ok=True)
    history.close()
    wall.later(days=ledger.KEPT.days + 1)
    after = History(tmp_path / "health.db", wall)
    assert (after.events(), after.samples("card")) == ([], [])
    after.close()


def test_many_threads_may_note_at_once_and_nothing_is_lost(history):
    def note(role):
        for _ in range(50):
            history.note_use(role, "read", 0.1, ok=True)

    threads = [threading.Thread(target=note, args=(f"r{i}",)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(len(history.samples(f"r{i}")) for i in range(6)) == 300


def test_a_caller_never_waits_for_a_disk_that_is_held_by_somebody_else(tmp_path, history):
    held = ledger.opened(tmp_path / "health.db")
    held.execute("BEGIN EXCLUSIVE")
    try:
        for _ in range(1000):
            history.note_use("card", "read", 0.1, ok=True)  # a write that waited would take ledger.BUSY seconds each
    finally:
        held.execute("ROLLBACK")
        held.close()
    assert len(history.samples("card")) == 1000


def test_a_file_that_is_no_history_is_put_aside_and_the_terminal_starts(tmp_path, wall):
    (tmp_path / "health.db").write_bytes(b"no database at all" * 100)
    history = History(tmp_path / "health.db", wall)
    history.note_status("card", GONE)
    assert kinds(history) == [Kind.FAULT]
    history.close()
    assert (tmp_path / "health.broken").read_bytes().startswith(b"no database")


def test_where_no_history_can_be_kept_it_is_kept_until_the_program_ends(tmp_path, wall):
    history = History(tmp_path / "missing" / "health.db", wall)
    history.note_status("card", GONE)
    assert kinds(history) == [Kind.FAULT]
    place = history._path
    history.close()
    assert not place.exists()


def test_a_history_that_somebody_else_holds_is_not_put_aside(tmp_path, wall, monkeypatch):
    History(tmp_path / "health.db", wall).close()
    monkeypatch.setattr(ledger, "BUSY", 0.01)
    held = ledger.opened(tmp_path / "health.db")
    held.execute("PRAGMA locking_mode=EXCLUSIVE")
    held.execute("BEGIN EXCLUSIVE")
    try:
        History(tmp_path / "health.db", wall).close()
    finally:
        held.close()
    assert not (tmp_path / "health.broken").exists()
