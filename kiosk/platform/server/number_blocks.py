"""Numbers put by for terminals, for hours in which they cannot ask: each belongs to one terminal and one day."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.platform.server.asking import Answer, Asked, once
from kiosk.platform.server.calendar import CHINA
from kiosk.platform.server.data import QueueRecord, named
from kiosk.platform.server.problems import Problem
from kiosk.platform.server.queueing import Queueing
from kiosk.platform.server.roll import Roll, shown_number


@dataclass(frozen=True)
class NumberBlocks:
    """How many are put by is said by each queue's data."""

    queueing: Queueing

    def reserve(self, asked: Asked) -> Answer:
        with self.queueing.database.write() as db:
            return once(db, asked, self.queueing.wall(), lambda: self._reserved(db, asked))

    def told(self, asked: Asked) -> Answer:
        with self.queueing.database.write() as db:
            return once(db, asked, self.queueing.wall(), lambda: self._told(db, asked))

    def _reserved(self, db: sqlite3.Connection, asked: Asked) -> Answer:
        now, queues = self.queueing.now(), self.queueing.data.hall_queues(asked.terminal.hall)
        rolls = [self.queueing.roll(db, queue, now) for queue in queues if queue.put_by]
        blocks = [self._block(roll, asked) for roll in rolls]
        return Answer.of({"day": f"{now:%Y-%m-%d}", "blocks": blocks})

    def _told(self, db: sqlite3.Connection, asked: Asked) -> Answer:
        body = asked.body
        reserved = db.execute(
            "SELECT * FROM reserved WHERE id = ? AND terminal = ?", (body["id"], asked.terminal.id)
        ).fetchone()
        if reserved is None:
            raise Problem("noLongerThere")
        day = datetime.fromisoformat(reserved["day"]).replace(tzinfo=CHINA)
        issued = datetime.fromisoformat(body["issued"])
        queue = self._queue(reserved["queue"])
        ticket = Roll(db, queue, day).given(reserved, body.get("item_code", ""), issued)
        roll = self.queueing.roll(db, queue, self.queueing.now())
        return Answer.of(self.queueing.ticket(roll, ticket) | {"held_already": False}, 201)

    def _block(self, roll: Roll, asked: Asked) -> dict[str, Any]:
        queue, numbers = roll.queue, roll.put_by(asked.terminal.id, asked.body["held"])
        return {
            "queue": self.queueing.shown(roll),
            "department_ids": sorted(queue.departments),
            **named("hall", *self.queueing.data.hall_name(queue.hall)),
            "tickets": [{"id": row["id"], "number": shown_number(row)} for row in numbers],
        }

    def _queue(self, wanted: str) -> QueueRecord:
        found = next((queue for queue in self.queueing.data.queues if queue.id == wanted), None)
        if found is None:
            raise Problem("noLongerThere")
        return found
