"""How long jobs usually take here, for those who wait: the median of the last ones, measured and never guessed."""

import statistics
from collections import defaultdict, deque
from collections.abc import Iterable
from typing import Protocol

from kiosk.health.history import Sample

LAST = 30  # uses that are looked at
LEAST = 3  # fewer say nothing


class Past(Protocol):
    """Who keeps how long uses took."""

    def note_use(self, role: str, what: str, seconds: float, ok: bool) -> None: ...
    def uses(self, role: str) -> list[str]: ...
    def samples(self, role: str, what: str | None = None) -> list[Sample]: ...


class Pace:
    """`note_use` and `usual` return at once, on any thread; `learn` asks the disk."""

    def __init__(self, past: Past) -> None:
        self._past = past
        self._last: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=LAST))
        self._usual: dict[str, float] = {}

    def learn(self, roles: Iterable[str]) -> None:
        """From what was measured in earlier runs of the program. Raises sqlite3.Error."""
        for role in roles:
            for what in self._past.uses(role):
                done = [one.seconds for one in self._past.samples(role, what) if one.ok][-LAST:]
                self._last[what] = deque([*done, *self._last[what]], LAST)
                self._reckon(what)

    def note_use(self, role: str, what: str, seconds: float, ok: bool) -> None:
        """A job has come to an end. One that was not done says nothing of how long it takes."""
        self._past.note_use(role, what, seconds, ok)
        if ok:
            self._last[what].append(seconds)
            self._reckon(what)

    def usual(self, what: str) -> float | None:
        """Seconds that a job of this name takes in the median; None: not measured often enough."""
        return self._usual.get(what)

    def _reckon(self, what: str) -> None:
        known = tuple(self._last[what])
        if len(known) >= LEAST:
            self._usual[what] = statistics.median(known)
