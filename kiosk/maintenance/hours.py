"""When a terminal is open to the public: hours, days of the week, holidays. What is not said is always open."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from kiosk.maintenance.board import Notice

_WORD = "hours"  # with which the reason of a notice begins that comes from here
ALWAYS, EVERY_DAY = "", "1234567"


@dataclass(frozen=True)
class Hours:
    """`hours` are "08:30-17:30", "22:00-06:00" over midnight; `days` from 1, Monday, to 7; `holidays` single days or
    "2026-10-01/2026-10-07" (ISO 8601).
    """

    hours: str = ALWAYS
    days: str = EVERY_DAY
    holidays: tuple[str, ...] = ()

    def closed(self, now: datetime) -> Notice | None:
        """Why it is closed at this moment, in local time; None: it is open."""
        if self._open(now):
            return None
        return Notice(f"{_WORD} {self.hours}".strip())

    def _open(self, now: datetime) -> bool:
        if str(now.isoweekday()) not in self.days or any(one <= now.date() <= last for one, last in self._holidays()):
            return False
        if self.hours == ALWAYS:
            return True
        begin, end = _times(self.hours)
        if begin <= end:
            return begin <= now.time() < end
        return now.time() >= begin or now.time() < end

    def _holidays(self) -> Iterable[tuple[date, date]]:
        return (_span(one) for one in self.holidays)


def hours_of(notice: Notice) -> str | None:
    """The hours that a notice from here tells, "" when it is the day that is not open; None for every other notice."""
    word, _, hours = notice.reason.partition(" ")
    return hours if word == _WORD and check_hours(hours) is None else None


def check_hours(text: str) -> str | None:
    """Why it is no pair of hours; None when it is one, or nothing."""
    if text == ALWAYS:
        return None
    try:
        begin, end = _times(text)
    except ValueError:
        return 'must be like "08:30-17:30", or nothing'
    return "begins when it ends" if begin == end else None


def check_days(text: str) -> str | None:
    """Why these are no days of the week."""
    return None if re.fullmatch(r"[1-7]{1,7}", text) else "must be digits from 1, Monday, to 7, Sunday"


def check_holidays(days: tuple[str, ...]) -> str | None:
    """Why these are no holidays."""
    for one in days:
        try:
            first, last = _span(one)
        except ValueError:
            return f'"{one}" is no day like "2026-10-01" and no span like "2026-10-01/2026-10-07"'
        if last < first:
            return f'"{one}" ends before it begins'
    return None


def _times(text: str) -> tuple[time, time]:
    if not re.fullmatch(r"\d\d:\d\d-\d\d:\d\d", text):
        raise ValueError
    begin, end = text.split("-")
    return time.fromisoformat(begin), time.fromisoformat(end)


def _span(text: str) -> tuple[date, date]:
    first, _, last = text.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)
