"""Loose ends: final jobs of which nobody knows how they ended, and what the platform would not have.

The program never ends them by itself: a slip printed again may be two, a number told again is refused again. Staff look
at each, do what is to be done in the hall, and take it off the list. Nothing here says who it was about.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from kiosk.model.orders import Report
from kiosk.numbers.store import NumberStore
from kiosk.orders import letters
from kiosk.storage.journal import Journal
from kiosk.storage.outbox import Letter, Outbox


class Sort(StrEnum):
    UNSURE = "unsure"  # a final job whose end nobody knows; `what` is its name
    NUMBER = "number"  # given while the platform was away, and refused afterwards; `what` is the number
    LETTER = "letter"  # about a fault, and refused; `what` is its kind


@dataclass(frozen=True)
class LooseEnd:
    sort: Sort
    key: str = field(repr=False)  # its name where it is kept
    what: str
    at: datetime | None = None
    report: Report | None = None  # the work order that was refused


class LooseEnds:
    """Any thread may call."""

    def __init__(self, journal: Journal, outbox: Outbox, numbers: NumberStore) -> None:
        self._journal, self._outbox, self._numbers = journal, outbox, numbers

    def all(self) -> tuple[LooseEnd, ...]:
        """The newest of each sort first. Raises sqlite3.Error."""
        unsure = [
            LooseEnd(Sort.UNSURE, one.key, one.kind, datetime.fromtimestamp(one.ended, UTC).astimezone())
            for one in self._journal.unknown()
        ]
        numbers = [LooseEnd(Sort.NUMBER, given.id, number, given.issued) for given, number in self._numbers.refused()]
        return (*unsure, *numbers, *map(_letter, self._outbox.refused()))

    def looked_after(self, one: LooseEnd) -> None:
        """Somebody has: it is on the list no more. Raises sqlite3.Error."""
        match one.sort:
            case Sort.UNSURE:
                self._journal.looked_after(one.key)
            case Sort.NUMBER:
                self._numbers.looked_after(one.key)
            case Sort.LETTER:
                self._outbox.looked_after(int(one.key))


def _letter(letter: Letter) -> LooseEnd:
    report = letters.report(letter.note) if letter.kind == letters.FILE else None
    return LooseEnd(Sort.LETTER, str(letter.serial), letter.kind, report.since if report else None, report)
