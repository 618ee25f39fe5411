"""The tickets of one queue on one day, as rows."""

import json
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.platform.server.data import QueueRecord
from kiosk.platform.server.problems import Problem
from kiosk.platform.server.windows import SINCE, Waiting, visitors, waiting

LAST = 799  # the highest number of a letter on one day that is given to whoever comes
LAST_PUT_BY = 999  # those between are put by for terminals


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
            "SELECT number, issued FROM tickets WHERE queue = ? AND day = ? ORDER BY issued, number", self._key
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
        return self._given(_new_id(), self._highest() + 1, person, item, moment)

    def put_by(self, terminal: str, held: Sequence[str]) -> list[sqlite3.Row]:
        """The numbers that a terminal says it holds, filled up to as many as the queue puts by."""
        mine = (terminal, *self._key)
        self.db.execute(
            "UPDATE reserved SET held = id IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT id FROM tickets)"
            " WHERE terminal = ? AND queue = ? AND day = ? AND held",
            (json.dumps(held), *mine),
        )
        kept = "SELECT * FROM reserved WHERE terminal = ? AND queue = ? AND day = ? AND held ORDER BY number"
        highest = self.db.execute(
            "SELECT coalesce(max(number), ?) FROM reserved WHERE hall = ? AND day = ? AND prefix = ?",
            (LAST, self.queue.hall, self._key[1], self.queue.prefix),
        ).fetchone()[0]
        missing = max(self.queue.put_by - len(self.db.execute(kept, mine).fetchall()), 0)
        for number in range(highest + 1, min(highest + missing, LAST_PUT_BY) + 1):
            row = (_new_id(), terminal, self._key[1], self.queue.hall, self.queue.prefix, number, self.queue.id)
            self.db.execute("INSERT INTO reserved VALUES (?, ?, ?, ?, ?, ?, ?, 1)", row)
        return self.db.execute(kept, mine).fetchall()

    def given(self, reserved: sqlite3.Row, item: str, moment: datetime) -> sqlite3.Row:
        """The ticket of a number that was put by; the same when it is told again."""
        known = self.db.execute("SELECT * FROM tickets WHERE id = ?", (reserved["id"],)).fetchone()
        return known or self._given(reserved["id"], reserved["number"], None, item, moment)

    def _given(self, ticket: str, number: int, person: int | None, item: str | None, moment: datetime) -> sqlite3.Row:
        queue, day = self._key
        row = (ticket, day, self.queue.hall, self.queue.prefix, number, queue, person, item, moment.timestamp())
        self.db.execute("INSERT INTO tickets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        return self.db.execute("SELECT * FROM tickets WHERE id = ?", (ticket,)).fetchone()

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
            "SELECT coalesce(max(number), 0) FROM tickets WHERE hall = ? AND day = ? AND prefix = ? AND number <= ?",
            (self.queue.hall, self._key[1], self.queue.prefix, LAST),
        ).fetchone()[0]


def shown_number(row: sqlite3.Row) -> str:
    """As it is called: "A017"."""
    return f"{row['prefix']}{row['number']:03}"


def _new_id() -> str:
    return f"t-{secrets.token_hex(8)}"
