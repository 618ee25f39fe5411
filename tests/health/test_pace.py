"""How long something usually takes is said from what was measured, and not at all before."""

from datetime import UTC, datetime

from kiosk.health.history import History
from kiosk.health.pace import LAST, LEAST, Pace
from kiosk.worker import Nobody

NOW = datetime(2026, 7, 2, 9, 41, tzinfo=UTC)


def test_nothing_is_said_of_what_was_not_measured_often_enough():
    pace = Pace(Nobody())
    for _ in range(LEAST - 1):
        pace.note_use("receipt", "PrintTicket", 4.0, True)
    assert pace.usual("PrintTicket") is None
    pace.note_use("receipt", "PrintTicket", 4.0, False)
    assert pace.usual("PrintTicket") is None
    pace.note_use("receipt", "PrintTicket", 4.0, True)
    assert pace.usual("PrintTicket") == 4.0


def test_one_slow_use_does_not_change_what_is_usual_and_many_do():
    pace = Pace(Nobody())
    for seconds in (2.0, 2.0, 90.0, 2.0, 2.0):
        pace.note_use("page", "PrintGuidePage", seconds, True)
    assert pace.usual("PrintGuidePage") == 2.0
    for _ in range(LAST):
        pace.note_use("page", "PrintGuidePage", 9.0, True)
    assert pace.usual("PrintGuidePage") == 9.0


def test_what_earlier_runs_have_measured_is_known_at_the_start_and_new_uses_come_after_it(tmp_path):
    history = History(tmp_path / "health.db", now=lambda: NOW)
    for seconds in (3.0, 5.0, 4.0):
        history.note_use("receipt", "PrintTicket", seconds, True)
    history.note_use("receipt", "PrintTicket", 60.0, False)
    history.close()
    past = History(tmp_path / "health.db", now=lambda: NOW)
    pace = Pace(past)
    pace.learn(("receipt", "card"))
    assert pace.usual("PrintTicket") == 4.0
    pace.note_use("receipt", "PrintTicket", 30.0, True)
    past.close()
    assert pace.usual("PrintTicket") == 4.5
    assert pace.usual("Identify") is None
