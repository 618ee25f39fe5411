"""Work orders: what is wrong with terminals, one unfinished order per terminal, role and fault."""

import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.platform.server.asking import Answer, Asked, once
from kiosk.platform.server.database import Database
from kiosk.platform.server.problems import Problem

UNFINISHED = ("open", "accepted", "inProgress")
STATES = (*UNFINISHED, "done", "refused")
FLAPPING = 86_400  # seconds within which a fault that comes back is the same order again
SHOWN_FOR = 30 * 86_400  # seconds that an ended order is still listed
MOST = 200
ACCEPTS, BEGINS = 120, 600  # seconds until a simulated office has accepted an order, and has begun with it
_IS_UNFINISHED = "state IN ('open', 'accepted', 'inProgress')"


@dataclass(frozen=True)
class WorkOrders:
    """`lively` lets a simulated office take orders on."""

    database: Database
    wall: Callable[[], float]
    now: Callable[[], datetime]
    lively: bool = False

    def of_terminal(self, asked: Asked) -> Answer:
        moment = self.now().timestamp()
        with self.database.write() if self.lively else self.database.read() as db:
            self._office(db, moment)
            rows = db.execute(
                f"SELECT * FROM work_orders WHERE terminal = ? AND ({_IS_UNFINISHED} OR changed > ?)"  # noqa: S608 - words of our own
                " ORDER BY serial DESC LIMIT ?",
                (asked.terminal.id, moment - SHOWN_FOR, MOST),
            ).fetchall()
        return self._answer(rows)

    def file(self, asked: Asked) -> Answer:
        with self.database.write() as db:
            return once(db, asked, self.wall(), lambda: self._file(db, asked))

    def recovered(self, asked: Asked) -> Answer:
        with self.database.write() as db:
            return once(db, asked, self.wall(), lambda: self._recovered(db, asked))

    def done(self, asked: Asked) -> Answer:
        with self.database.write() as db:
            return once(db, asked, self.wall(), lambda: self._done(db, asked))

    def _file(self, db: sqlite3.Connection, asked: Asked) -> Answer:
        body, moment = asked.body, self.now().timestamp()
        same = self._unfinished(db, asked) or self._ended_by_itself(db, asked, moment)
        told = tuple(body[name] for name in ("actor", "since", "detail", "program", "by_hand"))
        if same is None:
            row = (f"w-{secrets.token_hex(8)}", asked.terminal.id, body["role"], body["fault"], *told, moment, moment)
            serial = db.execute(
                "INSERT INTO work_orders (id, terminal, role, fault, actor, since, detail, program, by_hand, filed,"
                " changed, state, times) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', 1)",
                row,
            ).lastrowid
            return Answer.of(self._shown(_row(db, serial)), 201)
        db.execute(
            "UPDATE work_orders SET actor = ?, since = ?, detail = ?, program = ?, by_hand = ?, times = times + 1,"
            " recovered = NULL WHERE serial = ?",
            (*told, same["serial"]),
        )
        if same["state"] not in UNFINISHED:
            _to(db, same["serial"], "open", moment)
        return Answer.of(self._shown(_row(db, same["serial"])), 201)

    def _recovered(self, db: sqlite3.Connection, asked: Asked) -> Answer:
        """Whoever has taken it on ends it; what nobody has taken on has ended by itself."""
        order = self._unfinished(db, asked)
        if order is None:
            return self._answer([])
        db.execute("UPDATE work_orders SET recovered = ? WHERE serial = ?", (asked.body["at"], order["serial"]))
        if order["state"] == "open":
            _to(db, order["serial"], "done", self.now().timestamp())
        return self._answer([_row(db, order["serial"])])

    def _done(self, db: sqlite3.Connection, asked: Asked) -> Answer:
        """Other terminals' orders do not exist for this one."""
        found = "SELECT * FROM work_orders WHERE id = ? AND terminal = ?"
        order = db.execute(found, (asked.path["id"], asked.terminal.id)).fetchone()
        if order is None:
            raise Problem("noLongerThere")
        if order["state"] in UNFINISHED:
            _to(db, order["serial"], "done", self.now().timestamp())
        return Answer.of(self._shown(_row(db, order["serial"])))

    def _unfinished(self, db: sqlite3.Connection, asked: Asked) -> sqlite3.Row | None:
        return db.execute(
            f"SELECT * FROM work_orders WHERE terminal = ? AND role = ? AND fault = ? AND {_IS_UNFINISHED}",  # noqa: S608 - words of our own
            (asked.terminal.id, asked.body["role"], asked.body["fault"]),
        ).fetchone()

    def _ended_by_itself(self, db: sqlite3.Connection, asked: Asked, moment: float) -> sqlite3.Row | None:
        """The order of the same fault that its going has ended not long ago."""
        return db.execute(
            "SELECT * FROM work_orders WHERE terminal = ? AND role = ? AND fault = ? AND state = 'done'"
            " AND recovered IS NOT NULL AND changed > ? ORDER BY serial DESC",
            (asked.terminal.id, asked.body["role"], asked.body["fault"], moment - FLAPPING),
        ).fetchone()

    def _office(self, db: sqlite3.Connection, moment: float) -> None:
        if self.lively:
            for before, after, seconds in (("accepted", "inProgress", BEGINS), ("open", "accepted", ACCEPTS)):
                db.execute(
                    "UPDATE work_orders SET state = ?, changed = ? WHERE state = ? AND changed < ?",
                    (after, moment, before, moment - seconds),
                )

    def _answer(self, rows: list[sqlite3.Row]) -> Answer:
        return Answer.of({"work_orders": [self._shown(row) for row in rows]})

    def _shown(self, row: sqlite3.Row) -> dict[str, Any]:
        zone = self.now().tzinfo
        moments = {name: datetime.fromtimestamp(int(row[name]), zone).isoformat() for name in ("filed", "changed")}
        told = {name: row[name] for name in ("id", "role", "fault", "actor", "state", "since", "times")}
        gone = {"recovered": row["recovered"]} if row["recovered"] else {}
        return told | moments | gone | {"number": f"W{row['serial']:06}", "by_hand": bool(row["by_hand"])}


def move(database: Database, number: str, state: str, moment: float) -> bool:
    """What the office does with an unfinished order; False when there is none of that number."""
    digits = number.removeprefix("W")
    with database.write() as db:
        row = _row(db, int(digits)) if digits.isdecimal() else None
        if row is None or row["state"] not in UNFINISHED:
            return False
        _to(db, row["serial"], state, moment)
    return True


def _to(db: sqlite3.Connection, serial: int, state: str, moment: float) -> None:
    db.execute("UPDATE work_orders SET state = ?, changed = ? WHERE serial = ?", (state, moment, serial))


def _row(db: sqlite3.Connection, serial: int | None) -> sqlite3.Row:
    return db.execute("SELECT * FROM work_orders WHERE serial = ?", (serial,)).fetchone()
