"""Queues and tickets: numbers unique per hall and day, one waiting ticket per person and queue."""

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
from kiosk.platform.server.roll import Roll, shown_number


@dataclass(frozen=True)
class Queueing:
    """`lively` lets simulated visitors take tickets, too."""

    database: Database
    data: Data
    catalogue: Catalogue
    people: People
    wall: Callable[[], float]
    now: Callable[[], datetime]
    lively: bool = False

    def standing(self, asked: Asked) -> Answer:
        with self.database.write() if self.lively else self.database.read() as db:
            queues = self._serving(db, asked.terminal.hall, asked.query.get("item", ""))
            return Answer.of({"queues": [self.shown(self.roll(db, queue, self.now())) for queue in queues]})

    def take(self, asked: Asked) -> Answer:
        with self.database.write() as db:
            return once(db, asked, self.wall(), lambda: self._take(db, asked))

    def _take(self, db: sqlite3.Connection, asked: Asked) -> Answer:
        person, item = self.people.person(db, asked), asked.body.get("item_code", "")
        serving = self._serving(db, asked.terminal.hall, item)
        queue = next((queue for queue in serving if queue.id == asked.body["queue_id"]), None)
        if queue is None:
            raise Problem("noLongerThere")
        roll = self.roll(db, queue, self.now())
        held = roll.held(person)
        if held is None and not self._open(queue, roll.now):
            raise Problem("queueClosed")
        ticket = held or roll.issue(person, item, roll.now)
        return Answer.of(self.ticket(roll, ticket) | {"held_already": held is not None}, 201)

    def _serving(self, db: sqlite3.Connection, hall: str, code: str) -> list[QueueRecord]:
        """The hall's queues for an item, all of them for none."""
        queues = self.data.hall_queues(hall)
        if not code:
            return queues
        item = self.catalogue.item(db, code)
        return [queue for queue in queues if item and queue.serves(item.get("dept_code", ""))]

    def roll(self, db: sqlite3.Connection, queue: QueueRecord, now: datetime) -> Roll:
        roll = Roll(db, queue, now)
        for moment in roll.minutes_to_come() if self.lively else ():
            if self._open(queue, moment) and not roll.full:
                roll.issue(None, None, moment)
        return roll

    def _span(self, queue: QueueRecord, moment: datetime) -> Span | None:
        return self.data.calendar.current(self.data.hours[queue.hall], moment)

    def _open(self, queue: QueueRecord, moment: datetime) -> bool:
        span = self._span(queue, moment)
        return span is not None and span.holds(moment)

    def shown(self, roll: Roll) -> dict[str, Any]:
        queue, standing, span = roll.queue, roll.waiting(), self._span(roll.queue, roll.now)
        state = "closed" if not self._open(queue, roll.now) else "full" if roll.full else "open"
        return {
            "id": queue.id,
            "name": queue.name,
            "hall_id": queue.hall,
            "windows": list(queue.windows),
            "state": state,
            "waiting": standing.ahead(),
            "minutes": standing.minutes(standing.ahead()),
            "opens": f"{span.opens:%H:%M}" if span else "",
            "closes": f"{span.closes:%H:%M}" if span else "",
            "names": dict(queue.names),
        }

    def ticket(self, roll: Roll, ticket: sqlite3.Row) -> dict[str, Any]:
        standing = roll.waiting()
        ahead = standing.ahead(ticket["number"])
        item = self.catalogue.item(roll.db, ticket["item"]) or {}
        issued = datetime.fromtimestamp(int(ticket["issued"]), roll.now.tzinfo)
        return {
            "id": ticket["id"],
            "number": shown_number(ticket),
            "queue": self.shown(roll),
            **named("item", item.get("task_name", roll.queue.name), item.get("names", roll.queue.names)),
            **named("hall", *self.data.hall_name(roll.queue.hall)),
            "ahead": ahead,
            "minutes": standing.minutes(ahead),
            "issued": issued.isoformat(),
        }
