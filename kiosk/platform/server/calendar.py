"""When a hall is open: hours by day of the week, days off, and working days at weekends. All of it is data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "CST")  # no summer time since 1991
HALF_HOUR = timedelta(minutes=30)
ALL_DAY = "00:00-23:59"
LOOK_AHEAD = 30  # days in which the coming working days are looked for; the longest holiday has nine


@dataclass(frozen=True)
class Span:
    """From an opening to the next closing."""

    opens: datetime
    closes: datetime

    @staticmethod
    def half_hour(opens: datetime) -> "Span":
        return Span(opens, opens + HALF_HOUR)

    def holds(self, moment: datetime) -> bool:
        return self.opens <= moment < self.closes


@dataclass(frozen=True)
class Calendar:
    closed: frozenset[date] = frozenset()
    open: frozenset[date] = frozenset()  # weekends that are worked
    always_open: bool = field(default=False)  # for demonstration: the queues, never the appointments

    def spans(self, hours: Mapping[str, str], day: date) -> list[Span]:
        """The hours in which queues give tickets."""
        return _spans(ALL_DAY, day) if self.always_open else self.working(hours, day)

    def working(self, hours: Mapping[str, str], day: date) -> list[Span]:
        """The hours in which people are at the windows. A worked weekend has Monday's."""
        if day in self.closed:
            return []
        usual = hours.get(str(day.isoweekday()), "")
        return _spans(usual or (hours.get("1", "") if day in self.open else ""), day)

    def current(self, hours: Mapping[str, str], now: datetime) -> Span | None:
        """The span that runs now or comes next today."""
        return next((span for span in self.spans(hours, now.date()) if now < span.closes), None)

    def half_hours(self, hours: Mapping[str, str], first: date, working_days: int) -> Iterator[Span]:
        """Every half-hour of the coming working days, today among them."""
        days = (first + timedelta(days=ahead) for ahead in range(LOOK_AHEAD))
        worked = [spans for spans in (self.working(hours, day) for day in days) if spans]
        for span in (span for spans in worked[:working_days] for span in spans):
            start = span.opens
            while start + HALF_HOUR <= span.closes:
                yield Span.half_hour(start)
                start += HALF_HOUR


def _spans(text: str, day: date) -> list[Span]:
    """`"08:30-12:00,13:00-16:30"` on one day."""
    pairs = [part.split("-") for part in text.split(",") if part]
    return [Span(_at(day, opens), _at(day, closes)) for opens, closes in pairs]


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock.strip()), CHINA)
