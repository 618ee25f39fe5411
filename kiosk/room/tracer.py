"""What a device's wire has told since a technician wanted to know: for minutes, bounded, in memory, and forgotten then.

It begins and ends at once, on the calling thread: before a resident's visit begins, nothing listens any more.
"""

import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

from drivers import DeviceError, Fault
from drivers.tracing import Tell, Told, traceable

LINES = 2000  # that are kept; the oldest go first …
LETTERS = 200_000  # … and at most so many of bytes and words together
SECONDS = 600.0  # after which a trace ends by itself


@dataclass(frozen=True)
class Line:
    """One line of a trace."""

    number: int  # from 1
    milliseconds: float  # since the trace began
    told: Told


@dataclass(frozen=True)
class Trace:
    """A trace as it is at a moment."""

    role: str
    begun: datetime
    until: datetime  # when it ends by itself
    on: bool = True
    lines: tuple[Line, ...] = ()  # the oldest first
    lost: int = 0  # older ones, for which there was no room


@dataclass(frozen=True)
class Tracing:
    """Whether a device's wire can be traced, and until when it is."""

    possible: bool
    until: datetime | None = None


class Tracer:
    """One device at a time; `devices` is role → driver. Every method returns at once."""

    def __init__(
        self,
        devices: Mapping[str, Any],
        now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(),
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._devices, self._now, self._clock = devices, now, clock
        self._session: _Session | None = None

    def of(self, role: str) -> Tracing:
        trace = self.trace()
        running = trace is not None and trace.on and trace.role == role
        return Tracing(traceable(self._devices.get(role)), trace.until if trace is not None and running else None)

    def start(self, role: str) -> Trace:
        """Listen to this device; what another one has told is forgotten. Raises DeviceError without a wire."""
        self.stop()
        listen = getattr(self._devices.get(role), "trace", None)
        if listen is None:
            raise DeviceError(Fault.NO_DEVICE, "this model has no wire to trace")
        session = self._session = _Session(role, self._now(), self._clock, listen)
        listen(session.note)
        return session.trace()

    def stop(self) -> None:
        """Listen no more, and forget."""
        session, self._session = self._session, None
        if session is not None:
            session.end()

    def trace(self) -> Trace | None:
        """What has been told so far. Any thread may ask."""
        session = self._session
        return None if session is None else session.trace()


class _Session:
    """Told by the device's thread, asked by others."""

    def __init__(
        self, role: str, begun: datetime, clock: Callable[[], float], listen: Callable[[Tell | None], None]
    ) -> None:
        self._role, self._begun, self._clock, self._listen = role, begun, clock, listen
        self._start = clock()
        self._lock = threading.Lock()
        self._lines: deque[Line] = deque()
        self._count = self._letters = 0
        self._on = True

    def note(self, told: Told) -> None:
        after = self._clock() - self._start
        if after >= SECONDS:
            self.end()
        with self._lock:
            if self._on:
                self._count += 1
                self._lines.append(Line(self._count, 1000 * after, told))
                self._letters += _letters(told)
                self._drop()

    def _drop(self) -> None:
        while len(self._lines) > LINES or self._letters > LETTERS:
            self._letters -= _letters(self._lines.popleft().told)

    def end(self) -> None:
        with self._lock:
            self._on = False
        self._listen(None)

    def trace(self) -> Trace:
        if self._on and self._clock() - self._start >= SECONDS:
            self.end()
        with self._lock:
            lines, until = tuple(self._lines), self._begun + timedelta(seconds=SECONDS)
            return Trace(self._role, self._begun, until, self._on, lines, self._count - len(lines))


def _letters(told: Told) -> int:
    return len(told.shown) + len(told.words)
