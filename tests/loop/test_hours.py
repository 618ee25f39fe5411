"""Hours, days and holidays: outside them a terminal is closed by itself, and open again by itself."""

from datetime import datetime

import pytest

from kiosk.config.loading import load
from kiosk.config.mistakes import ConfigError
from kiosk.events import MaintenanceChanged
from kiosk.maintenance.board import Board, Notice
from kiosk.maintenance.hours import Hours, check_days, check_holidays, check_hours, hours_of
from kiosk.maintenance.mode import Mode
from tests.waiting import wait_until

DAY = Hours("08:30-17:30", "12345", ("2026-10-01/2026-10-07", "2027-01-01"))
NIGHT = Hours("22:00-06:00")


def at(text):
    return datetime.fromisoformat(text).astimezone()


@pytest.mark.parametrize(
    ("hours", "moment", "is_open"),
    [
        (Hours(), "2026-11-28 03:00", True),
        (DAY, "2026-11-27 08:29", False),
        (DAY, "2026-11-27 08:30", True),
        (DAY, "2026-11-27 17:29", True),
        (DAY, "2026-11-27 17:30", False),
        (DAY, "2026-11-28 10:00", False),  # a Saturday
        (DAY, "2026-10-01 10:00", False),
        (DAY, "2026-10-07 10:00", False),
        (DAY, "2026-10-08 10:00", True),
        (DAY, "2027-01-01 10:00", False),
        (NIGHT, "2026-11-27 23:00", True),
        (NIGHT, "2026-11-28 05:59", True),
        (NIGHT, "2026-11-28 06:00", False),
    ],
)
def test_it_is_open_when_it_says_so(hours, moment, is_open):
    assert (hours.closed(at(moment)) is None) is is_open


def test_whoever_stands_before_it_reads_the_hours():
    assert DAY.closed(at("2026-11-27 20:00")) == Notice("hours 08:30-17:30")
    assert Hours(days="1").closed(at("2026-11-27 10:00")) == Notice("hours")


@pytest.mark.parametrize(
    ("reason", "hours"),
    [("hours 08:30-17:30", "08:30-17:30"), ("hours", ""), ("repair", None), ("hours of waiting", None), ("", None)],
)
def test_a_notice_from_here_is_told_from_what_somebody_has_written(reason, hours):
    assert hours_of(Notice(reason)) == hours


@pytest.mark.parametrize(
    ("check", "wrong", "right"),
    [
        (
            check_hours,
            ["8-17", "08:30-25:00", "08:30", "09:00-09:00"],
            ["", "00:00-23:59", "22:00-06:00"],
        ),
        (check_days, ["", "0", "mon", "12345678"], ["1", "1234567", "67"]),
        (
            check_holidays,
            [("1 October",), ("2026-13-01",), ("2026-10-07/2026-10-01",), ("2026-10-01", "x")],
            [(), ("2026-10-01",), ("2026-10-01/2026-10-07", "2027-01-01")],
        ),
    ],
)
def test_what_is_no_hour_day_or_holiday_is_told(check, wrong, right):
    assert all(check(one) for one in wrong)
    assert [check(one) for one in right] == [None] * len(right)


def test_mistakes_are_told_at_the_start(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text('[terminal]\nid = "T1"\nhall = "H1"\nhours = "half nine"\ndays = "Mon"\n', encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        load(file)
    assert {one.key for one in told.value.mistakes} == {"terminal.hours", "terminal.days"}


def test_it_closes_in_the_evening_and_opens_in_the_morning_and_a_notice_comes_first(tmp_path):
    now, told = [at("2026-11-27 17:29")], []
    board = Board(tmp_path)
    mode = Mode(board, lambda event, _: told.append(event), None, look=0.01, hours=DAY, now=lambda: now[0])
    assert mode.known is None
    mode.start()
    try:
        now[0] = at("2026-11-27 17:30")
        wait_until(lambda: told == [MaintenanceChanged(Notice("hours 08:30-17:30"))])
        board.close("repair")
        wait_until(lambda: told[-1].notice.reason == "repair")
        board.open()
        wait_until(lambda: told[-1].notice.reason == "hours 08:30-17:30")
        now[0] = at("2026-11-30 08:30")
        wait_until(lambda: told[-1] == MaintenanceChanged(None))
    finally:
        mode.stop()
