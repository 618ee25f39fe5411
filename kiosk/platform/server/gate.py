"""Lets in only what a known terminal has signed, in time and for the first time."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kiosk.platform.server.database import Database
from kiosk.platform.server.problems import Problem
from kiosk.platform.signing import Signed, genuine

WINDOW = 300  # seconds between the terminal's clock and ours
_NONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")
_DIGITS = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True)
class KnownTerminal:
    """A terminal that may ask: where it stands, and the secret that it shares with the platform."""

    id: str
    hall: str
    secret: str = field(repr=False)


class Gate:
    """Checks in the contract's order. A nonce is kept in the database, so that a restart forgets none."""

    def __init__(
        self, database: Database, terminals: Mapping[str, KnownTerminal], wall: Callable[[], float] = time.time
    ) -> None:
        self._database, self._terminals, self._wall = database, terminals, wall

    def admit(self, request: Signed, signature: str) -> KnownTerminal:
        """The terminal that has signed. Raises Problem."""
        if not (request.terminal and request.time and request.nonce and signature):
            raise Problem("unsigned")
        terminal = self._terminals.get(request.terminal)
        if terminal is None:
            raise Problem("unknownTerminal")
        if not genuine(request, signature, terminal.secret) or not _NONCE.fullmatch(request.nonce):
            raise Problem("badSignature")
        self._in_time(request.time)
        self._first_time(request)
        return terminal

    def _in_time(self, claimed: str) -> None:
        now = self._wall()
        if not _DIGITS.fullmatch(claimed) or abs(int(claimed) - now) > WINDOW:
            raise Problem("wrongClock", server_time=int(now))

    def _first_time(self, request: Signed) -> None:
        now = self._wall()
        with self._database.write(lightly=True) as db:
            db.execute("DELETE FROM nonces WHERE until < ?", (now,))
            new = (request.terminal, request.nonce, now + 2 * WINDOW + 1)  # the clock may be a window ahead, or behind
            if not db.execute("INSERT OR IGNORE INTO nonces VALUES (?, ?, ?)", new).rowcount:
                raise Problem("replayed")
