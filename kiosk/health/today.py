"""What a terminal has done on one day: how many visits, what came of them, what failed. Numbers only, never a person.

Everything is counted from the history of uses, which the terminal writes anyway; what was never written is not told.
"""

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.health.history import History, Kind, Sample
from kiosk.texts import Words

VISIT = "catalogue", "OpenCatalogue"  # the job with which every visit begins: role and name
DEEDS: Mapping[str, tuple[tuple[str, str], ...]] = {  # what is told, and the jobs that it is made of
    "identified": (("platform", "Identify"),),
    "tickets": (("platform", "TakeTicket"), ("numbers", "GiveNumber")),
    "booked": (("platform", "Book"),),
    "changed": (("platform", "Change"),),
    "cancelled": (("platform", "Cancel"),),
    "slips": (("receipt", "PrintTicket"), ("receipt", "PrintAppointment"), ("receipt", "PrintGuide")),
    "pages": (("page", "PrintGuidePage"),),
}
HOURS = 24


@dataclass(frozen=True)
class Deed:
    """How often something was done, and how often it was tried in vain."""

    what: str  # a key of DEEDS
    done: int
    failed: int


@dataclass(frozen=True)
class Day:
    """A day until now."""

    since: datetime
    now: datetime
    visits: int
    by_hour: tuple[int, ...]  # visits that began in each of the 24 hours
    deeds: tuple[Deed, ...]  # only what was tried at all
    faults: tuple[tuple[str, int], ...]  # role → how often it failed, the worst first


def day(history: History, now: datetime) -> Day:
    """The day of `now`, in its time zone. Raises sqlite3.Error."""
    since = now.replace(hour=0, minute=0, second=0, microsecond=0)
    visits = history.samples(*VISIT, since=since)
    hours = Counter(one.at.astimezone(now.tzinfo).hour for one in visits)
    deeds = (
        _deed(what, [one for job in jobs for one in history.samples(*job, since=since)]) for what, jobs in DEEDS.items()
    )
    faults = Counter(event.role for event in history.events(kind=Kind.FAULT, since=since, limit=10_000))
    return Day(
        since,
        now,
        len(visits),
        tuple(hours[hour] for hour in range(HOURS)),
        tuple(deed for deed in deeds if deed.done or deed.failed),
        tuple(faults.most_common()),
    )


def _deed(what: str, samples: list[Sample]) -> Deed:
    done = sum(one.ok for one in samples)
    return Deed(what, done, len(samples) - done)


def table(told: Day, terminal: str, words: Words) -> str:
    """The same as CSV, for a spreadsheet."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow([words("today.terminal"), terminal])
    rows.writerow([words("today.until"), f"{told.now:%Y-%m-%d %H:%M}"])
    rows.writerow([words("today.what"), words("today.done"), words("today.failed")])
    rows.writerow([words("today.visits"), told.visits, ""])
    rows.writerows([words(f"deed.{deed.what}"), deed.done, deed.failed] for deed in told.deeds)
    rows.writerows([words("today.out", device=words(f"device.{role}")), "", count] for role, count in told.faults)
    rows.writerows([words("today.hour", hour=hour), count, ""] for hour, count in enumerate(told.by_hour) if count)
    return text.getvalue()
