"""Watches which faults last, and which are gone for good: a paper change is no work order, a flapping device is one."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from drivers import Actor, Fault, State, Status
from kiosk.model.orders import Report

LASTS = 60.0  # seconds that a fault must be there before it is told, and gone before that is told
UNSURE = frozenset({State.UNKNOWN, State.STARTING})


@dataclass(frozen=True)
class Gone:
    """A fault that was told is gone since then."""

    role: str
    fault: str
    at: datetime


@dataclass
class _Case:
    """One fault of one device, since it was first seen. Times are the clock's seconds."""

    since: float
    detail: str = ""
    told: bool = False
    well: float | None = None  # the device works again since then


class Watch:
    """Any thread may call. `told` says which faults the platform knows of from an earlier run."""

    def __init__(
        self,
        roles: Iterable[str],
        clock: Callable[[], float],
        *,
        told: Iterable[tuple[str, str]] = (),
        now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(),
    ) -> None:
        """A fault of a device that is no longer configured is gone."""
        self._roles, self._clock, self._now = frozenset(roles), clock, now
        self._lock = threading.Lock()
        begun = clock()
        self._cases = {
            (role, fault): _Case(begun, told=True, well=None if role in self._roles else begun)
            for role, fault in told
            if fault in set(Fault)
        }

    def note(self, role: str, status: Status) -> None:
        """How a device is now. One fault does not end another: that is over when the device works."""
        if role not in self._roles or status.state in UNSURE:
            return
        now, fault = self._clock(), status.fault
        with self._lock:
            if fault is not None and fault.actor is not Actor.RESIDENT:
                case = self._cases.setdefault((role, str(fault)), _Case(now))
                case.well, case.detail = None, status.detail
            elif fault is None:
                for (whose, _), case in self._cases.items():
                    if whose == role and case.well is None:
                        case.well = now

    def due(self) -> list[Report | Gone]:
        """What is to be told now. Each is due until `tell` says that it is on its way."""
        now, due = self._clock(), list[Report | Gone]()
        with self._lock:
            for (role, fault), case in list(self._cases.items()):
                if case.well is None:
                    if not case.told and now - case.since >= LASTS:
                        since = self._moment(now - case.since)
                        due.append(Report(role, fault, Fault(fault).actor, since, case.detail))
                elif now - case.well >= LASTS:
                    if case.told:
                        due.append(Gone(role, fault, self._moment(now - case.well)))
                    else:
                        del self._cases[role, fault]
        return due

    def tell(self, change: Report | Gone) -> None:
        """It is on its way."""
        with self._lock:
            case = self._cases[change.role, change.fault]
            case.told = isinstance(change, Report)
            if not case.told and case.well is not None:
                del self._cases[change.role, change.fault]

    def _moment(self, ago: float) -> datetime:
        return (self._now() - timedelta(seconds=ago)).replace(microsecond=0)
