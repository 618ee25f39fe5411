"""One job on its way to paper: looked at until it has ended, and cancelled when it cannot come to a good end."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from drivers import Actor, DeviceError, Fate, Fault
from drivers.page._reasons import Condition
from drivers.page._service import NOT_FOUND, RefusedError, Service
from drivers.protocols.ipp import Group

WANTED = ("job-state", "job-state-reasons", "job-printer-state-message", "job-printer-state-reasons")
CONNECTING = "connecting-to-device"


class JobState(IntEnum):
    """RFC 8011, job-state."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELLED = 7
    ABORTED = 8
    COMPLETED = 9


_AT_WORK = frozenset({JobState.PROCESSING, JobState.STOPPED})
_ENDS = frozenset({JobState.CANCELLED, JobState.ABORTED, JobState.COMPLETED})


@dataclass(frozen=True)
class Limits:
    """Seconds. A sheet that lies in a busy printer's way, or a laser that warms up, is no fault."""

    mend: float = 3.0  # a fault that staff must mend lasts this long: nobody stands there and waits for them
    silence: float = 20.0  # the printer, or its service, is not to be reached, or is broken
    cancel: float = 5.0  # until a cancelled job has ended
    look: float = 0.4  # between two looks


class Job:
    """`proves`: "completed" is the printer's own word. `settled` is False while a page could still come out late."""

    def __init__(
        self, number: int, service: Service, ask: Callable[[], Condition], *, proves: bool, limits: Limits
    ) -> None:
        self._number, self._service, self._ask = number, service, ask
        self._proves, self._limits, self._up_time = proves, limits, 0
        self._begun = False  # some of it may be on paper
        self._condition = Condition()
        self._since = 0.0  # when the present fault was seen first
        self.settled = False

    def followed(self, seconds: float) -> Fate:
        """Its fate. Raises DeviceError when it is certainly not complete."""
        end = time.monotonic() + seconds
        while True:
            job = self._look()
            if job is not None and _state(job) in _ENDS:
                return self._ended(job)
            fault = self._lasting()
            if fault is None and time.monotonic() > end:
                fault = DeviceError(Fault.NO_ANSWER, f"the page was not out within {seconds:g} s")
            if fault is not None:
                return self.given_up(fault)
            time.sleep(self._limits.look)

    def given_up(self, error: DeviceError) -> Fate:
        """Cancel it. Raises the error where it is certain that the job is not complete."""
        job = self._cancelled()
        if job is not None and _state(job) is JobState.COMPLETED:
            return self._ended(job)
        halted = job is not None and (not self._begun or error.fault.actor is Actor.STAFF)
        if halted or isinstance(error, RefusedError):
            raise error
        return Fate.UNKNOWN

    def _look(self) -> Group | None:
        """How the job is; None when nobody answers."""
        try:
            job = self._service.job(self._number, WANTED)
        except RefusedError as error:
            if error.status != NOT_FOUND:
                raise
            self._proves, self._begun = False, True  # it was there: whoever has forgotten it has begun anew
            return Group(0, {"job-state": (JobState.COMPLETED,)})
        except DeviceError:
            self._proves = False
            return None
        if _state(job) in _AT_WORK and CONNECTING not in job.words("job-printer-state-reasons"):
            self._begun = True
        return job

    def _lasting(self) -> DeviceError | None:
        """A fault that has lasted too long."""
        try:
            now = self._ask()
        except DeviceError as error:
            self._proves = False
            now = Condition(error.fault, error.detail)
        if now.up_time:
            self._proves = self._proves and now.up_time >= self._up_time  # else it was off meanwhile
            self._up_time = now.up_time
        if now.fault is not self._condition.fault:
            self._since = time.monotonic()
        self._condition = now
        if now.fault is None:
            return None
        limit = self._limits.mend if now.fault.actor is Actor.STAFF else self._limits.silence
        return DeviceError(now.fault, now.detail) if time.monotonic() - self._since >= limit else None

    def _ended(self, job: Group) -> Fate:
        self.settled = True
        state, reasons = _state(job), job.words("job-state-reasons")
        if state is JobState.COMPLETED:
            clean = self._proves and "job-completed-with-errors" not in reasons
            return Fate.CONFIRMED if clean else Fate.UNKNOWN
        told = ", ".join(filter(None, (*reasons, job.word("job-printer-state-message"))))
        fault = self._condition.fault or Fault.HARDWARE_ERROR
        raise DeviceError(fault, f"the job was {state.name.lower()}: {told}")

    def _cancelled(self) -> Group | None:
        """How the job is after it was cancelled; None when nobody answers."""
        end = time.monotonic() + self._limits.cancel
        job: Group | None = None
        while time.monotonic() < end:
            try:
                self._service.cancel(self._number)
                job = self._look()
            except DeviceError:
                job = None
            if job is not None and _state(job) in _ENDS:
                return job  # says the queue; some printers take a cancellation and print all the same
            time.sleep(self._limits.look)
        return job


def _state(job: Group) -> JobState:
    """One that is not told is taken for a job that waits."""
    number = job.number("job-state")
    return JobState(number) if number in set(JobState) else JobState.PENDING
