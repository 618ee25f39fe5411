"""When a key counts: hands that tremble or rest on a key do not strike twice (EN 301 549, 5.7 and 5.8)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kivy.clock import Clock


@dataclass(frozen=True)
class Pace:
    """In seconds."""

    twice: float = 0.5  # the same key again within this time was meant once
    repeat: float = 2.0  # a key that is held counts again after this …
    every: float = 0.5  # … and then every so often
    hold: float = 1.5  # any key held for so long turns the voice on


class Strikes:
    """`struck` is told a key that counts, and whether it only repeats itself; `held` that one was held for long."""

    def __init__(
        self,
        struck: Callable[[int, bool], Any],
        held: Callable[[], Any],
        clock: Callable[[], float],
        pace: Pace = Pace(),
    ) -> None:
        self.struck, self.held, self.clock, self.pace = struck, held, clock, pace
        self._down: int | None = None
        self._last, self._when = -1, float("-inf")
        self._again = self._long = 0.0
        self._beat: Any = None

    def down(self, key: int) -> None:
        """A key went down. A keyboard that repeats it says so again and again."""
        if key == self._down:
            return
        now, pace = self.clock(), self.pace
        if key == self._last and now - self._when < pace.twice:
            return
        self._down, self._last, self._when = key, key, now
        self._again, self._long = now + pace.repeat, now + pace.hold
        self.rest()
        self._beat = Clock.schedule_interval(self.look, 0.1)
        self.struck(key, False)

    def up(self, key: int) -> None:
        if key == self._down:
            self._down = None
            self.rest()

    def look(self, _: float = 0) -> None:
        """While a key is held."""
        now, key = self.clock(), self._down
        if key is None:
            return
        if now >= self._long:
            self._long = float("inf")
            self.held()
        if now >= self._again:
            self._again = now + self.pace.every
            self.struck(key, True)

    def rest(self) -> None:
        """Look no more."""
        if self._beat is not None:
            self._beat.cancel()
            self._beat = None
