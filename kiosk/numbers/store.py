"""The numbers put by, on the disk: held until they are given, given until they are told, told until the day is over.

Any thread may call; each call is one transaction that is on the disk when it returns (WAL, synchronous=FULL).
"""

import json
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from kiosk.model.queueing import Given, NumberBlock, NumberBlocks, PutBy, Queue, QueueState
from kiosk.storage.database import opened

FILE = "numbers.db"
HELD, GIVEN, TOLD, REFUSED = "held", "given", "told", "refused"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS block (queue TEXT PRIMARY KEY, day TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS number (
    id TEXT PRIMARY KEY, queue TEXT NOT NULL, day TEXT NOT NULL, place INTEGER NOT NULL, number TEXT NOT NULL,
    state TEXT NOT NULL, serial INTEGER, key TEXT UNIQUE, item TEXT NOT NULL, issued TEXT NOT NULL
) STRICT;
"""
# An old copy must not bring back numbers that have been given since.
UNCOPIED = f"DELETE FROM number WHERE state = '{HELD}'"  # noqa: S608 - a word of our own


@dataclass(frozen=True)
class GivenNumber:
    """One that somebody has on paper."""

    block: NumberBlock
    put_by: PutBy
    given: Given


class NumberStore:
    def __init__(self, path: Path | str) -> None:
        self._lock = threading.Lock()
        self._db = opened(path, _SCHEMA, uncopied=UNCOPIED)

    def held(self) -> NumberBlocks | None:
        """The numbers that may be given; None where nothing was ever put by."""
        with self._lock:
            blocks = self._db.execute("SELECT day, body FROM block ORDER BY rowid").fetchall()
            numbers = self._db.execute(
                "SELECT queue, id, number FROM number WHERE state = ? ORDER BY place", (HELD,)
            ).fetchall()
        if not blocks:
            return None
        left: dict[str, list[PutBy]] = {}
        for queue, *put_by in numbers:
            left.setdefault(queue, []).append(PutBy(*put_by))
        return NumberBlocks(
            date.fromisoformat(blocks[0][0]),
            tuple(_block(body, tuple(left.get(json.loads(body)["queue"]["id"], ()))) for _, body in blocks),
        )

    def put(self, told: NumberBlocks) -> None:
        """Hold what the platform has answered instead of what was held. What has been given stays given."""
        day = told.day.isoformat()
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("DELETE FROM block")
            self._db.execute("DELETE FROM number WHERE state = ? OR (state = ? AND day < ?)", (HELD, TOLD, day))
            for block in told.blocks:
                queue = block.queue.id
                self._db.execute("INSERT OR REPLACE INTO block VALUES (?, ?, ?)", (queue, day, _body(block)))
                self._db.executemany(
                    "INSERT INTO number (id, queue, day, place, number, state, item, issued)"
                    " VALUES (?, ?, ?, ?, ?, ?, '', '') ON CONFLICT (id) DO NOTHING",
                    [(one.id, queue, day, place, one.number, HELD) for place, one in enumerate(block.tickets)],
                )

    def give(self, queue: str, item: str, key: str, now: datetime) -> GivenNumber | None:
        """The next number of a queue, good today; the same for the same key. None when there is none."""
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute(
                "UPDATE number SET state = ?, key = ?, item = ?, issued = ?,"
                " serial = (SELECT coalesce(max(serial), 0) + 1 FROM number) WHERE id ="
                " (SELECT id FROM number WHERE queue = ? AND day = ? AND state = ? ORDER BY place LIMIT 1)"
                " AND NOT EXISTS (SELECT 1 FROM number WHERE key = ?)",
                (GIVEN, key, item, now.isoformat(), queue, now.date().isoformat(), HELD, key),
            )
            return self._given_by(key)

    def knows(self, key: str) -> bool:
        """Whether something was given with this key."""
        with self._lock:
            return self._db.execute("SELECT 1 FROM number WHERE key = ?", (key,)).fetchone() is not None

    def untold(self) -> tuple[tuple[Given, str], ...]:
        """What the platform has not been told, in the order in which it was given; each with its idempotency key."""
        asked = "SELECT id, issued, item, key FROM number WHERE state = ? ORDER BY serial"
        with self._lock:
            rows = self._db.execute(asked, (GIVEN,)).fetchall()
        return tuple((_given(*row), key) for *row, key in rows)

    def refused(self) -> tuple[tuple[Given, str], ...]:
        """Those that were given and that the platform would not have, newest first; each with its number."""
        asked = "SELECT id, issued, item, number FROM number WHERE state = ? ORDER BY serial DESC"
        with self._lock:
            rows = self._db.execute(asked, (REFUSED,)).fetchall()
        return tuple((_given(*row), number) for *row, number in rows)

    def looked_after(self, number: str) -> None:
        """Somebody has looked after one that was refused: it is over with its day."""
        with self._lock:
            self._db.execute("UPDATE number SET state = ? WHERE id = ? AND state = ?", (TOLD, number, REFUSED))

    def told(self, given: Given, *, refused: bool = False) -> None:
        with self._lock:
            self._db.execute("UPDATE number SET state = ? WHERE id = ?", (REFUSED if refused else TOLD, given.id))

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def _given_by(self, key: str) -> GivenNumber | None:
        row = self._db.execute(
            "SELECT id, number, issued, item, body FROM number JOIN block USING (queue) WHERE key = ?", (key,)
        ).fetchone()
        return GivenNumber(_block(row[4]), PutBy(row[0], row[1]), _given(row[0], row[2], row[3])) if row else None


def _given(number: str, issued: str, item: str) -> Given:
    return Given(number, datetime.fromisoformat(issued), item)


def _body(block: NumberBlock) -> str:
    told = asdict(block) | {"departments": sorted(block.departments)}
    del told["tickets"]
    return json.dumps(told, ensure_ascii=False)


def _block(body: str, tickets: tuple[PutBy, ...] = ()) -> NumberBlock:
    told = json.loads(body)
    names = _pairs(told.pop("hall_names"))
    return NumberBlock(
        _queue(told.pop("queue")), frozenset(told.pop("departments")), tickets=tickets, hall_names=names, **told
    )


def _queue(told: Mapping[str, Any]) -> Queue:
    read = {"windows": tuple(told["windows"]), "names": _pairs(told["names"]), "state": QueueState(told["state"])}
    return Queue(**cast("dict[str, Any]", {**told, **read}))


def _pairs(told: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((language, text) for language, text in told)
