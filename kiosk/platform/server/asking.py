"""One request on its way in and one answer on its way out, without HTTP; and: what changes the world is done once."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kiosk.platform.server.gate import KnownTerminal
from kiosk.platform.server.problems import Problem

KEEP = 7 * 86400  # seconds that an answer is kept with its key; the contract promises seven days


@dataclass(frozen=True)
class Asked:
    """A request that has passed the gate and keeps to the contract."""

    terminal: KnownTerminal
    method: str
    target: str = field(repr=False)
    path: Mapping[str, str] = field(repr=False)
    query: Mapping[str, str] = field(repr=False)
    body: Any = field(repr=False)
    raw: bytes = field(repr=False)
    visit: str = field(repr=False)
    key: str = field(repr=False)
    etag: str = ""  # If-None-Match

    @property
    def fingerprint(self) -> str:
        """What has to be the same for the same key."""
        digest = hashlib.sha256(f"{self.method}\n{self.target}\n{self.visit}\n".encode())
        digest.update(self.raw)
        return digest.hexdigest()


@dataclass(frozen=True)
class Answer:
    body: str = field(default="", repr=False)  # JSON
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    @staticmethod
    def of(value: object, status: int = 200) -> "Answer":
        return Answer(json.dumps(value, ensure_ascii=False, separators=(",", ":")), status)


def once(db: sqlite3.Connection, asked: Asked, wall: float, work: Callable[[], Answer]) -> Answer:
    """Do the work, or give the answer of the first time. In the same transaction, so that there is no in-between."""
    known = db.execute(
        "SELECT * FROM answers WHERE terminal = ? AND key = ?", (asked.terminal.id, asked.key)
    ).fetchone()
    if known is not None:
        if known["fingerprint"] != asked.fingerprint:
            raise Problem("keyReused")
        return Answer(known["body"], known["status"])
    answer = work()
    db.execute("DELETE FROM answers WHERE made < ?", (wall - KEEP,))
    row = (asked.terminal.id, asked.key, asked.fingerprint, answer.status, answer.body, wall)
    db.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?)", row)
    return answer
