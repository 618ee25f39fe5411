"""The day at a glance: counted from what was written down, yesterday and nobody's name left out."""

import csv
import io
from datetime import datetime, timedelta, timezone

import pytest

from drivers import Fault, State, Status
from kiosk.health.history import History
from kiosk.health.today import DEEDS, VISIT, Deed, day, table
from kiosk.texts import words
from tests.screens.test_gallery import JOBS

NOON = datetime(2026, 7, 2, 12, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def clock():
    return [NOON]


@pytest.fixture
def history(tmp_path, clock):
    history = History(tmp_path / "health.db", now=lambda: clock[0])
    yield history
    history.close()


def visited(history, clock, hour, *jobs, on=NOON):
    clock[0] = on.replace(hour=hour)
    history.note_use(*VISIT, 0.001, True)
    for role, what, ok in jobs:
        history.note_use(role, what, 0.1, ok)


def test_visits_what_came_of_them_and_what_failed_are_counted(history, clock):
    visited(history, clock, 9, ("platform", "Identify", True), ("platform", "TakeTicket", True))
    visited(history, clock, 9, ("platform", "Identify", False))
    visited(history, clock, 11, ("platform", "TakeTicket", False), ("receipt", "PrintTicket", True))
    visited(history, clock, 11, ("receipt", "PrintGuide", True))
    history.note_status("receipt", Status(State.USER_ERROR, Fault.PAPER_OUT))
    told = day(history, NOON)
    assert told.visits == 4
    assert {hour: count for hour, count in enumerate(told.by_hour) if count} == {9: 2, 11: 2}
    assert told.deeds == (Deed("identified", 1, 1), Deed("tickets", 1, 1), Deed("slips", 2, 0))
    assert told.faults == (("receipt", 1),)


def test_yesterday_is_another_day(history, clock):
    visited(history, clock, 23, ("platform", "Book", True), on=NOON - timedelta(days=1))
    told = day(history, NOON)
    assert (told.visits, told.deeds) == (0, ())


def test_every_job_that_is_counted_is_one_that_there_is():
    there = {(job.to, job.__name__) for job in JOBS if hasattr(job, "to")}
    assert {VISIT, *(job for jobs in DEEDS.values() for job in jobs)} <= there


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_for_a_spreadsheet_says_the_same(history, clock, language):
    visited(history, clock, 9, ("platform", "TakeTicket", True))
    said = words(language)
    rows = list(csv.reader(io.StringIO(table(day(history, NOON), "HC-0001", said))))
    assert rows[0] == [said("today.terminal"), "HC-0001"]
    assert [said("deed.tickets"), "1", "0"] in rows
    assert [said("today.hour", hour=9), "1", ""] in rows
