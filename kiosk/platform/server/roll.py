"""The tickets of one queue on one day, as rows."""

import secrets
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from kiosk.platform.server.data import QueueRecord
from kiosk.platform.server.problems import Problem
from kiosk.platform.server.windows import SINCE, Waiting, visitors, waiting

LAST = 999  # the highest number of a letter on one day


@dataclass(frozen=True)
class Roll:
    """Lives inside one transaction."""

    db: sqlite3.Connection
    queue: QueueRecord
    now: datetime

    @property
    def full(self) -> bool:
        return self._highest() >= LAST

    def waiting(self) -> Waiting:
        rows = self.db.execute(
            "SELECT number, issued FROM tickets WHERE queue = ? AND day = ? ORDER BY number", self._key
        )
        return waiting(self.queue, [(row["number"], row["issued"]) for row in rows], self.now.timestamp())

    def held(self, person: int) -> sqlite3.Row | None:
        """The ticket with which a person is waiting."""
        numbers = self.waiting().numbers
        rows = self.db.execute("SELECT * FROM tickets WHERE queue = ? AND day = ? AND person = ?", (*self._key, person))
        return next((row for row in rows if row["number"] in numbers), None)

    def issue(self, person: int | None, item: str | None, moment: datetime) -> sqlite3.Row:
        """The next number of the queue's letter in this hall today."""
        if self.full:
            raise Problem("queueFull")
        queue, day = self._key
        row = (f"t-{secrets.token_hex(8)}", day, self.queue.hall, self.queue.prefix, self._highest() + 1)
        self.db.execute(
            "INSERT INTO tickets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, queue, person, item, moment.timestamp())
        )
        return self.db.execute("SELECT * FROM tickets WHERE id = ?", row[:1]).fetchone()

    def minutes_to_come(self) -> list[datetime]:
        """Those since somebody last looked in which a simulated visitor comes in."""
        row = self.db.execute("SELECT minute FROM visitors WHERE queue = ? AND day = ?", self._key).fetchone()
        this = self.now.replace(second=0, microsecond=0)
        after = datetime.fromtimestamp(row["minute"], self.now.tzinfo) if row else this - SINCE
        if row is None or this > after:
            self.db.execute("INSERT OR REPLACE INTO visitors VALUES (?, ?, ?)", (*self._key, int(this.timestamp())))
        return [moment for moment in visitors(self.queue, after, this) if moment.date() == this.date()]

    @property
    def _key(self) -> tuple[str, str]:
        return self.queue.id, self.now.date().isoformat()

    def _highest(self) -> int:
        return self.db.execute(
            "SELECT coalesce(max(number), 0) FROM tickets WHERE hall = ? AND day = ? AND prefix = ?",
            (self.queue.hall, self._key[1], self.queue.prefix),
        ).fetchone()[0]
