"""One thread that owns one device: keeps it open, polls it while it is listened to, runs jobs on it, and heals it."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, Protocol

from drivers import About, Actor, DeviceError, Fault, Status
from kiosk.events import Answered, Event, Failed, HealthChanged
from kiosk.jobs import Jobs
from kiosk.step import Job

log = logging.getLogger(__name__)

Post = Callable[[Event, int | None], None]
SLICE = 0.2  # seconds a sensor is polled before the mailbox is looked at
CHECK = 2.0  # seconds between two looks at the health of a device that is not in use
RETRY = 2.0  # seconds until a lost device is tried again, at first …
RETRY_MOST = 8.0  # … and at most: back in service within ten seconds of its return
STOP = 3.0  # seconds that a worker is given to end
READ, STATUS = "read", "status"  # what a worker does beside jobs


class Witness(Protocol):
    """Who writes down what happens to a device. It is told on the device's own thread and must not wait."""

    def note_use(self, role: str, what: str, seconds: float, ok: bool) -> None: ...
    def note_about(self, role: str, about: About) -> None: ...


class Nobody:
    """Writes nothing down."""

    def note_use(self, role: str, what: str, seconds: float, ok: bool) -> None: ...
    def note_about(self, role: str, about: About) -> None: ...


@dataclass(frozen=True)
class _Do:
    job: Job[Any]
    turn: int
    language: str


@dataclass(frozen=True)
class _Listen:
    turn: int | None


@dataclass(frozen=True)
class _Forget:
    pass


@dataclass(frozen=True)
class _Tell:
    act: Callable[[Any], None]


_Note = _Do | _Listen | _Forget | _Tell | None  # None: stop


class Worker(threading.Thread):
    """`do`, `listen`, `forget`, `tell` and `stop` only drop a note into the mailbox; the thread reads it."""

    def __init__(
        self,
        role: str,
        device: Any,
        post: Post,
        jobs: Jobs,
        *,
        witness: Witness | None = None,
        slice: float = SLICE,  # noqa: A002 - the design's word
        check: float = CHECK,
        retry: float = RETRY,
    ) -> None:
        super().__init__(name=role, daemon=True)
        self.role, self.device, self.post, self.jobs = role, device, post, jobs
        self.witness = witness or Nobody()
        self.slice, self.check, self.retry = slice, check, retry
        self._mail: queue.SimpleQueue[_Note] = queue.SimpleQueue()
        self._listening: int | None = None  # the turn that listens
        self._reading: Any = None  # read, and not yet told: whoever listens when no note waits any more gets it
        self._known: Status | None = None
        self._met = False  # it has been asked what it is, since it was opened

    def do(self, job: Job[Any], turn: int, language: str) -> None:
        self._mail.put(_Do(job, turn, language))

    def listen(self, turn: int | None) -> None:
        self._mail.put(_Listen(turn))

    def forget(self) -> None:
        """A visit is over: what lies on a sensor now is the last resident's."""
        self._mail.put(_Forget())

    def tell(self, act: Callable[[Any], None]) -> None:
        """Have something done with the device for which nobody waits: not at all while the device is away."""
        self._mail.put(_Tell(act))

    def stop(self) -> None:
        self._mail.put(None)
        self.join(STOP)

    def run(self) -> None:
        wait = self.retry
        while True:
            try:
                self.device.open()
                self._met = False
                self._report(self.device.status())
                wait = self.retry
                return self._serve()
            except Exception as error:  # noqa: BLE001 - whatever breaks, the device is tried again
                fault = self._fault(error)
                self._report(Status.of(fault))
                self._tell_listener(fault)
                self.device.close()
                if self._excuse(fault, wait):
                    return None
                wait = min(2 * wait, max(RETRY_MOST, self.retry))

    def _fault(self, error: Exception) -> DeviceError:
        if isinstance(error, DeviceError):
            return error
        log.error("the driver of %s broke: %s", self.role, type(error).__name__)
        return DeviceError(Fault.HARDWARE_ERROR, type(error).__name__)

    def _serve(self) -> None:
        while True:
            try:
                if self._heed(self._mail.get(timeout=self._rest())):
                    self.device.close()
                    return
            except queue.Empty:
                self._look()

    def _rest(self) -> float:
        """Seconds until the device is looked at, if no note comes: a lamp that flashes says when it changes."""
        if self._listening:
            return 0.001
        beat = self.device.beat() if hasattr(self.device, "beat") else None
        return self.check if beat is None else min(beat, self.check)

    def _heed(self, note: _Note) -> bool:
        """Act on one note; True when it says stop. (A call of its own, so that a waiting thread remembers nobody.)"""
        match note:
            case None:
                return True
            case _Do(job, turn, language):
                self._do(job, turn, language)
            case _Listen(turn):
                self._listen(turn)
            case _Forget():
                self._forget()
            case _Tell(act):
                act(self.device)
        return False

    def _listen(self, turn: int | None) -> None:
        """A reading goes over to the next turn that listens; where none does, nobody gets it."""
        if turn is None:
            self._reading = None
        try:
            if turn is not None:
                self.device.arm()
            elif self._listening is not None:
                self.device.disarm()
        finally:  # whoever listens is told when it could not be armed, too
            self._listening = turn

    def _tell_listener(self, error: DeviceError) -> None:
        """The step that listens gets the fault for an answer, whatever the device was doing when it came."""
        turn, self._listening, self._reading = self._listening, None, None
        if turn is not None:
            self.post(Failed(_of(error, self.role)), turn)

    def _forget(self) -> None:
        self._reading = None
        if hasattr(self.device, "forget"):  # a printer is presented nothing
            self.device.forget()

    def _look(self) -> None:
        """Nothing was asked: poll for the step that listens, or else check the device's health."""
        turn = self._listening
        if turn is None:
            return self._check()
        if self._reading is not None:
            reading, self._reading = self._reading, None
            self.post(Answered(reading), turn)
            return None
        begun = monotonic()
        try:
            self._reading = self.device.poll(self.slice)
            if self._reading is not None:
                self.witness.note_use(self.role, READ, monotonic() - begun, True)
        except DeviceError as error:
            if error.fault.actor is not Actor.RESIDENT:
                raise
            self.witness.note_use(self.role, READ, monotonic() - begun, False)
            self._tell_listener(error)
            self.device.disarm()
        return None

    def _check(self) -> None:
        """Ask an idle device how it is; and once after each opening, for it may be another one, what it is."""
        begun = monotonic()
        status = self.device.status()
        self.witness.note_use(self.role, STATUS, monotonic() - begun, True)
        self._report(status)
        if status.ok and not self._met:
            self._met = True
            self._meet()

    def _meet(self) -> None:
        """A device that does not tell what it is may work all the same: whether it does is for its status to say."""
        try:
            self.witness.note_about(self.role, getattr(self.device, "about", About)())
        except DeviceError as error:
            log.info("%s does not tell what it is: %s", self.role, error.fault)

    def _do(self, job: Job[Any], turn: int, language: str) -> None:
        event = self.jobs.run(job, self.device, language)
        self.post(event, turn)
        if isinstance(event, Failed) and isinstance(event.why, DeviceError):
            raise event.why

    def _excuse(self, error: DeviceError, wait: float) -> bool:
        """Until it is time to try the device again, answer everyone with its fault. True when told to stop."""
        end = time.monotonic() + wait
        while (left := end - time.monotonic()) > 0:
            try:
                note = self._mail.get(timeout=left)
            except queue.Empty:
                break
            match note:
                case None:
                    return True
                case _Do(turn=int(turn)) | _Listen(turn=int(turn)):
                    self.post(Failed(_of(error, self.role)), turn)
                case _:
                    pass
        return False

    def _report(self, status: Status) -> None:
        if status != self._known:
            if self._known is None or status.fault != self._known.fault:
                log.info("%s is %s%s", self.role, status.state, f", {status.fault}" if status.fault else "")
            self._known = status
            self.post(HealthChanged(self.role, status), None)


def _of(error: DeviceError, role: str) -> DeviceError:
    """The error as the journey gets it: a fresh one, without the frames of the driver, that knows its role."""
    told = DeviceError(error.fault, error.detail)
    told.role = role
    return told
