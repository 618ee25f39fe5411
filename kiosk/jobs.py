"""Runs one job on whatever thread asks: a final one is written to the journal before it acts and after it has ended."""

import logging
import threading
import weakref
from collections.abc import Callable
from time import monotonic
from typing import Any

from drivers import DeviceError
from kiosk.events import Answered, Failed
from kiosk.platform.troubles import Refused
from kiosk.step import FinalJob, Job, Scene
from kiosk.storage.journal import Ending, Journal
from kiosk.texts import words

log = logging.getLogger(__name__)

Observe = Callable[[str, str, float, bool], None]  # whose job, its name, how many seconds it took, whether it was done


def _nobody(_to: str, _what: str, _seconds: float, _ok: bool) -> None:
    """Nobody wants to know how long jobs take."""


class Jobs:
    def __init__(self, journal: Journal, observe: Observe = _nobody, *, training: bool = False) -> None:
        """`observe` is told of every job on the thread that ran it: it must not wait."""
        self.journal, self._observe, self._training = journal, observe, training
        self._beginning = threading.Lock()
        self._last: tuple[weakref.ref[Job[Any]], str] | None = None  # the last final job, and its key

    def run(self, job: Job[Any], resource: Any, language: str) -> Answered | Failed:
        """What the job has come to. Never raises: every error becomes a Failed event for the journey."""
        begun = monotonic()
        event = self._run(job, resource, language)
        self._observe(job.to, type(job).__name__, monotonic() - begun, isinstance(event, Answered))
        return event

    def _run(self, job: Job[Any], resource: Any, language: str) -> Answered | Failed:
        try:
            if isinstance(job, FinalJob):
                return Answered(self._final(job, resource, language))
            return Answered(job.run(resource, Scene(words(language), training=self._training)))
        except Exception as error:  # noqa: BLE001 - the journey decides what an error means
            log.warning("could not %s: %s", type(job).__name__, type(error).__name__)
            return Failed(_bare(error))

    def _final(self, job: FinalJob[Any], resource: Any, language: str) -> Any:
        with self._beginning:  # a try that begins late and the next one must not miss each other
            again = self._last[1] if self._last and self._last[0]() is job and job.repeatable else ""
            key = self.journal.begin(type(job).__name__, job.note(), repeatable=job.repeatable, again=again)
            self._last = weakref.ref(job), key
        try:
            answer = job.run(resource, Scene(words(language), key, self._training))
        except (Refused, DeviceError):
            self.journal.end(key, Ending.NOT_DONE)
            raise
        self.journal.end(key, job.ending(answer))
        return answer


def _bare(error: Exception) -> Exception:
    """The error without its frames: they would keep the resident's data alive as long as the error lives."""
    error.__context__ = error.__cause__ = None
    return error.with_traceback(None)
