"""Which events a technician wants to see."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from kiosk.health.history import Kind

Choice = TypeVar("Choice")

PERIODS = (None, timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=31))


@dataclass(frozen=True)
class EventFilter:
    """None: of every one."""

    role: str | None = None
    kind: Kind | None = None
    within: timedelta | None = None
    limit: int = 50  # of one look: each line costs the screen some milliseconds
    passed: int = 0  # so many of the newest are passed over

    def next_role(self, roles: tuple[str, ...]) -> "EventFilter":
        return replace(self, passed=0, role=_after(self.role, (None, *roles)))

    def next_kind(self) -> "EventFilter":
        return replace(self, passed=0, kind=_after(self.kind, (None, *Kind)))

    def next_period(self) -> "EventFilter":
        return replace(self, passed=0, within=_after(self.within, PERIODS))

    def older(self) -> "EventFilter":
        return replace(self, passed=self.passed + self.limit)

    def newer(self) -> "EventFilter":
        return replace(self, passed=max(0, self.passed - self.limit))


def _after(now: Choice, choices: tuple[Choice, ...]) -> Choice:
    """The one that follows, and after the last the first."""
    return choices[(choices.index(now) + 1) % len(choices)] if now in choices else choices[0]
