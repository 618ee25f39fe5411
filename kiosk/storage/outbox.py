"""The outbox: what must be told to the platform, kept until it has been told, once and in order.

Any thread may call; each call is one transaction that is on the disk when it returns (WAL, synchronous=FULL). Nothing
in it is about a resident, and what it says is sealed.
"""

import json
import logging
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.storage.database import opened
from kiosk.storage.seal import Seal, beside, seal_anew

log = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS letter (
    serial INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, subject TEXT NOT NULL,
    note TEXT NOT NULL, state TEXT NOT NULL, why TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS letter_state ON letter (state, serial);
"""
WAITING, SENT, REFUSED, SEEN = "waiting", "sent", "refused", "seen"
MOST_REFUSED = 50  # the newest are kept


@dataclass(frozen=True)
class Letter:
    serial: int
    key: str  # the idempotency key: sent twice, it is done once
    kind: str
    subject: str  # what it is about
    note: Mapping[str, str]
    why: str = ""  # the word of the trouble that refused it


class Outbox:
    def __init__(self, path: Path | str, *, seal: Seal | None = None) -> None:
        """Without a seal, the one of the folder."""
        self._seal = seal or beside(path)
        self._lock = threading.Lock()
        self._db = opened(path, _SCHEMA)

    def put(self, kind: str, subject: str, note: Mapping[str, str]) -> None:
        """Keep something to be sent."""
        sealed = self._seal.close(json.dumps(dict(note), ensure_ascii=False))
        row = (secrets.token_urlsafe(18), kind, subject, sealed, WAITING)
        with self._lock:
            self._db.execute(
                "INSERT INTO letter (key, kind, subject, note, state, why) VALUES (?, ?, ?, ?, ?, '')", row
            )

    def waiting(self) -> tuple[Letter, ...]:
        """What has not been told yet, in the order in which it has to be."""
        return self._letters(WAITING, "serial")

    def refused(self) -> tuple[Letter, ...]:
        """What will not be sent again, the newest first."""
        return self._letters(REFUSED, "serial DESC")

    def sent(self, letter: Letter) -> None:
        """It has been told. It stays as the last word on its subject until there is another."""
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("DELETE FROM letter WHERE subject = ? AND state = ?", (letter.subject, SENT))
            self._db.execute("UPDATE letter SET state = ? WHERE serial = ?", (SENT, letter.serial))

    def refuse(self, letter: Letter, why: str) -> None:
        """The platform has refused it for good."""
        kept = "SELECT serial FROM letter WHERE state = ? ORDER BY serial DESC LIMIT ?"
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("UPDATE letter SET state = ?, why = ? WHERE serial = ?", (REFUSED, why, letter.serial))
            self._db.execute(
                f"DELETE FROM letter WHERE state = ? AND serial NOT IN ({kept})",  # noqa: S608 - words of our own
                (REFUSED, REFUSED, MOST_REFUSED),
            )

    def looked_after(self, serial: int) -> None:
        """Somebody has looked after a letter that was refused; it stays as the last word on its subject, at most."""
        change = "UPDATE letter SET state = ? WHERE serial = ? AND state = ?"
        older = (
            "DELETE FROM letter WHERE state = ? AND serial < ? AND"
            " subject = (SELECT subject FROM letter WHERE serial = ?)"
        )
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute(change, (SEEN, serial, REFUSED))
            self._db.execute(older, (SEEN, serial, serial))

    def seal_anew(self) -> int:
        """With the newest key, what an older one opens; how many notes."""
        with self._lock:
            return seal_anew(self._db, "letter", self._seal)

    def last_words(self) -> dict[str, str]:
        """The kind of the last letter on every subject, sent or not: what the platform knows, or will know."""
        with self._lock:
            return dict(self._db.execute("SELECT subject, kind FROM letter ORDER BY serial").fetchall())

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def _letters(self, state: str, order: str) -> tuple[Letter, ...]:
        asked = f"SELECT serial, key, kind, subject, note, why FROM letter WHERE state = ? ORDER BY {order}"  # noqa: S608 - words of our own
        with self._lock:
            rows = self._db.execute(asked, (state,)).fetchall()
        return tuple(letter for row in rows if (letter := self._letter(row)) is not None)

    def _letter(self, row: tuple[int, str, str, str, str, str]) -> Letter | None:
        """None for one that a damaged disk, or a lost key, has made unreadable: the rest are sent all the same."""
        serial, key, kind, subject, note, why = row
        try:
            return Letter(serial, key, kind, subject, json.loads(self._seal.open(note)), why)
        except ValueError:
            log.error("letter %d (%s) cannot be read", serial, kind)  # noqa: TRY400 - its text may be anything
            return None
