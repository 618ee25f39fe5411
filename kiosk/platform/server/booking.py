"""Half-hours that can be booked, and the bookings: never more than there are places."""

import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.platform.server.asking import Answer, Asked, once
from kiosk.platform.server.calendar import Span
from kiosk.platform.server.catalogue import Catalogue
from kiosk.platform.server.data import Data, QueueRecord, named
from kiosk.platform.server.database import Database
from kiosk.platform.server.people import People
from kiosk.platform.server.problems import Problem

WORKING_DAYS = 7  # how far ahead


@dataclass(frozen=True)
class Booking:
    database: Database
    data: Data
    catalogue: Catalogue
    people: People
    wall: Callable[[], float]
    now: Callable[[], datetime]

    def slots(self, asked: Asked) -> Answer:
        with self.database.read() as db:
            queue = self._queue(db, asked.terminal.hall, asked.query["item"])
            spans = self._spans(queue) if queue else {}
            shown = [self._slot(db, queue, span) for span in spans.values() if queue and span.opens > self.now()]
        return Answer.of({"slots": shown})

    def coming(self, asked: Asked) -> Answer:
        with self.database.read() as db:
            rows = db.execute(
                "SELECT * FROM appointments WHERE person = ? AND state = 'booked' AND starts > ? ORDER BY starts",
                (self.people.person(db, asked), self.now().timestamp()),
            ).fetchall()
            return Answer.of({"appointments": [self._shown(db, row) for row in rows]})

    def book(self, asked: Asked) -> Answer:
        with self.database.write() as db:
            return once(db, asked, self.wall(), lambda: self._book(db, asked))

    def change(self, asked: Asked) -> Answer:
        with self.database.write() as db:
            return once(db, asked, self.wall(), lambda: self._change(db, asked))

    def cancel(self, asked: Asked) -> Answer:
        with self.database.write() as db:
            return once(db, asked, self.wall(), lambda: self._cancel(db, asked))

    def _book(self, db: sqlite3.Connection, asked: Asked) -> Answer:
        person, item = self.people.person(db, asked), asked.body["item_code"]
        queue = self._queue(db, asked.terminal.hall, item)
        if queue is None or asked.body["slot_id"] not in self._spans(queue):
            raise Problem("noLongerThere")
        held = db.execute(
            "SELECT 1 FROM appointments WHERE person = ? AND item = ? AND state = 'booked' AND starts > ?",
            (person, item, self.now().timestamp()),
        ).fetchone()
        if held is not None:
            raise Problem("alreadyBooked")
        span = self._free(db, queue, asked.body["slot_id"])
        slot = asked.body["slot_id"]
        row = (f"p-{secrets.token_hex(8)}", _code(db, slot), person, item, queue.id, slot, span.opens.timestamp())
        db.execute("INSERT INTO appointments VALUES (?, ?, ?, ?, ?, ?, ?, 'booked')", row)
        return Answer.of(self._shown(db, _row(db, row[0])), 201)

    def _change(self, db: sqlite3.Connection, asked: Asked) -> Answer:
        mine, slot = self._mine(db, asked), asked.body["slot_id"]
        queue = self._queue_by_id(mine["queue"])
        if mine["state"] != "booked" or mine["starts"] <= self.now().timestamp() or slot not in self._spans(queue):
            raise Problem("noLongerThere")
        if slot != mine["slot"]:
            starts = self._free(db, queue, slot).opens.timestamp()
            changed = (slot, starts, _code(db, slot, mine["code"]), mine["id"])
            db.execute("UPDATE appointments SET slot = ?, starts = ?, code = ? WHERE id = ?", changed)
        return Answer.of(self._shown(db, _row(db, mine["id"])))

    def _cancel(self, db: sqlite3.Connection, asked: Asked) -> Answer:
        mine = self._mine(db, asked)
        db.execute("UPDATE appointments SET state = 'cancelled' WHERE id = ?", (mine["id"],))
        return Answer.of(self._shown(db, _row(db, mine["id"])))

    def _mine(self, db: sqlite3.Connection, asked: Asked) -> sqlite3.Row:
        """An appointment of this visit's person; other people's do not exist for them."""
        person, row = self.people.person(db, asked), _row(db, asked.path["id"])
        if row is None or row["person"] != person:
            raise Problem("noLongerThere")
        return row

    def _free(self, db: sqlite3.Connection, queue: QueueRecord, slot: str) -> Span:
        span = self._spans(queue)[slot]
        if span.opens <= self.now() or _left(db, queue, slot) < 1:
            raise Problem("slotTaken")
        return span

    def _queue(self, db: sqlite3.Connection, hall: str, code: str) -> QueueRecord | None:
        """The queue of this hall in which an item is booked; None when it cannot be."""
        item = self.catalogue.item(db, code)
        if item is None or item.get("is_schedule") != "1":
            return None
        serving = (queue for queue in self.data.hall_queues(hall) if queue.serves(item.get("dept_code", "")))
        return next(serving, None)

    def _queue_by_id(self, queue: str) -> QueueRecord:
        found = next((one for one in self.data.queues if one.id == queue), None)
        if found is None:
            raise Problem("noLongerThere")
        return found

    def _spans(self, queue: QueueRecord) -> dict[str, Span]:
        """Slot → half-hour, today's that have begun among them."""
        hours = self.data.hours[queue.hall]
        spans = self.data.calendar.half_hours(hours, self.now().date(), WORKING_DAYS)
        return {f"{queue.id}.{span.opens:%Y%m%d.%H%M}": span for span in spans} if queue.capacity else {}

    def _slot(self, db: sqlite3.Connection, queue: QueueRecord, span: Span) -> dict[str, Any]:
        slot = f"{queue.id}.{span.opens:%Y%m%d.%H%M}"
        times = {"day": f"{span.opens:%Y-%m-%d}", "start": f"{span.opens:%H:%M}", "end": f"{span.closes:%H:%M}"}
        return {"id": slot, **times, "left": max(_left(db, queue, slot), 0)}

    def _shown(self, db: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
        queue = self._queue_by_id(row["queue"])
        opens = datetime.fromtimestamp(row["starts"], self.now().tzinfo)
        item = self.catalogue.item(db, row["item"]) or {}
        return {
            "id": row["id"],
            "code": row["code"],
            "item_code": row["item"],
            **named("item", item.get("task_name", queue.name), item.get("names", queue.names)),
            **named("hall", *self.data.hall_name(queue.hall)),
            "windows": list(queue.windows),
            "slot": self._slot(db, queue, Span.half_hour(opens)),
            "state": row["state"],
        }


def _left(db: sqlite3.Connection, queue: QueueRecord, slot: str) -> int:
    taken = db.execute("SELECT count(*) FROM appointments WHERE slot = ? AND state != 'cancelled'", (slot,)).fetchone()[
        0
    ]
    return queue.capacity - taken


def _row(db: sqlite3.Connection, appointment: str) -> Any:
    return db.execute("SELECT * FROM appointments WHERE id = ?", (appointment,)).fetchone()


def _code(db: sqlite3.Connection, slot: str, wished: str = "") -> str:
    """Six digits that nobody else says at that half-hour; the old ones, if they can stay."""
    rows = db.execute("SELECT code FROM appointments WHERE slot = ?", (slot,))
    used = {row["code"] for row in rows}
    while not wished or wished in used:
        wished = f"{secrets.randbelow(1_000_000):06}"
    return wished
