"""The inside of an emulated page printer: sheets, toner, cover, and jobs that become pages one after the other."""

import re
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

PENDING, PROCESSING, JOB_STOPPED, CANCELLED, ABORTED, COMPLETED = 3, 5, 6, 7, 8, 9
IDLE, PRINTING, STOPPED = 3, 4, 5
LOW = 10  # sheets
_PAGE = re.compile(rb"/Type\s*/Page[^s\w]")
_STREAM = re.compile(rb"/ObjStm.*?stream\r?\n(\x78.*?)\r?\nendstream", re.DOTALL)


@dataclass(frozen=True)
class Printed:
    """What lies in the tray."""

    pdf: bytes = field(repr=False)
    copies: int
    sheets: int


@dataclass
class Job:
    number: int
    name: str
    user: str
    copies: int = 1
    state: int = PENDING
    reason: str = "job-incoming"
    pdf: bytes = field(default=b"", repr=False)  # until it has ended
    done: int = 0  # sheets
    stopping: bool = False

    @property
    def ended(self) -> bool:
        return self.state >= CANCELLED

    @property
    def sheets(self) -> int:
        return max(1, _pages(self.pdf)) * self.copies


def _pages(pdf: bytes) -> int:
    """How many pages a PDF has, whether it names them openly or in packed streams."""
    packed = (zlib.decompressobj().decompress(stream) for stream in _STREAM.findall(pdf))
    return len(_PAGE.findall(pdf)) + sum(len(_PAGE.findall(stream)) for stream in packed)


class PageMachine:
    """A person's hands are plain fields and methods; `work` is called again and again by the device's thread."""

    def __init__(self, seconds_per_sheet: float) -> None:
        self.seconds_per_sheet = seconds_per_sheet
        self.sheets: int | None = None  # in the tray; None: it never ends
        self.cover_open = self.jammed = False
        self.toner_low = self.toner_out = False
        self.stuck = False  # works on a page for ever, and says nothing of it
        self.obstinate = False  # takes a cancellation, and prints what has begun all the same
        self.when_printing: Callable[[], None] | None = None  # happens once, before the next sheet is taken
        self.jobs: dict[int, Job] = {}
        self.lock = threading.RLock()
        self._printed: list[Printed] = []
        self._numbers = count(1)
        self._begun = self._up = time.monotonic()

    @property
    def pages(self) -> tuple[Printed, ...]:
        with self.lock:
            return tuple(self._printed)

    @property
    def up_time(self) -> int:
        return 1 + int(time.monotonic() - self._up)

    def take(self) -> Printed | None:
        """Take the oldest document out of the tray."""
        with self.lock:
            return self._printed.pop(0) if self._printed else None

    @property
    def busy(self) -> bool:
        return self._current() is not None

    @property
    def reasons(self) -> tuple[str, ...]:
        """In the words of printer-state-reasons."""
        empty, low = self.sheets == 0, self.sheets is not None and 0 < self.sheets <= LOW
        said = {
            "media-empty-error": empty,
            "media-needed-error": empty and self._current() is not None,
            "media-low-warning": low,
            "cover-open-error": self.cover_open,
            "media-jam-error": self.jammed,
            "toner-low-warning": self.toner_low and not self.toner_out,
            "toner-empty-error": self.toner_out,
        }
        return tuple(word for word, so in said.items() if so) or ("none",)

    @property
    def state(self) -> int:
        if any(word.endswith("-error") for word in self.reasons):
            return STOPPED
        return PRINTING if self._current() is not None else IDLE

    def create(self, name: str, user: str, copies: int) -> Job:
        with self.lock:
            job = Job(next(self._numbers), name, user, copies)
            self.jobs[job.number] = job
            return job

    def load(self, job: Job, pdf: bytes) -> None:
        with self.lock:
            job.pdf, job.reason, self._begun = pdf, "none", time.monotonic()

    def cancel(self, job: Job) -> None:
        with self.lock:
            if self.obstinate and job.state in (PROCESSING, JOB_STOPPED):
                job.stopping = True
            else:
                self._end(job, CANCELLED, "job-canceled-by-user")

    def switch_off(self) -> None:
        """All jobs are forgotten; what is printed is printed."""
        with self.lock:
            self.jobs.clear()
            self._up = time.monotonic()

    def work(self) -> None:
        with self.lock:
            job = self._current()
            if job is None:
                return
            if self.state == STOPPED:
                job.state, job.reason, self._begun = JOB_STOPPED, "printer-stopped", time.monotonic()
                return
            job.state, job.reason = PROCESSING, "job-printing"
            if self.when_printing is not None:
                happens, self.when_printing = self.when_printing, None
                happens()
            elif not self.stuck and time.monotonic() - self._begun >= self.seconds_per_sheet:
                self._print_sheet(job)

    def _print_sheet(self, job: Job) -> None:
        self._begun, job.done = time.monotonic(), job.done + 1
        if self.sheets is not None:
            self.sheets -= 1
        if job.done == job.sheets:
            self._printed.append(Printed(job.pdf, job.copies, job.sheets))
            how = (CANCELLED, "job-canceled-by-user") if job.stopping else (COMPLETED, "job-completed-successfully")
            self._end(job, *how)

    def _end(self, job: Job, state: int, reason: str) -> None:
        job.state, job.reason, job.pdf = state, reason, b""

    def _current(self) -> Job | None:
        with self.lock:
            return next((job for job in self.jobs.values() if job.pdf and not job.ended), None)
