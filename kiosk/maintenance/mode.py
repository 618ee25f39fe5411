"""The hand of the maintenance mode: watches the notice, tells the loop, and says when the terminal is shut."""

import logging
import queue
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

from kiosk.events import MaintenanceChanged
from kiosk.jobs import Jobs
from kiosk.maintenance.board import Board, Notice
from kiosk.maintenance.hours import Hours
from kiosk.step import Job
from kiosk.worker import STOP, Post

log = logging.getLogger(__name__)

LOOK = 1.0  # seconds between two looks at the notice


class Mode(threading.Thread):
    """A hand like a Worker: `do` and `listen` only drop a note; the disk is touched on this thread.

    The step that says "under maintenance" listens to this hand: that is how it knows that every visit has ended.
    """

    def __init__(
        self,
        board: Board,
        post: Post,
        jobs: Jobs,
        look: float = LOOK,
        *,
        hours: Hours = Hours(),  # noqa: B008 - it never changes
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        """Outside the `hours` it is as if somebody had put up a notice; `now` is local time."""
        super().__init__(name="maintenance", daemon=True)
        self.board, self.post, self.jobs, self.look = board, post, jobs, look
        self._hours, self._now = hours, now
        self.known = self._read(None)
        self.bulletin = self._bulletin("")  # what the idle screen says beside all else; any thread may look
        self._mail: queue.SimpleQueue[tuple[Job[Any], int, str] | bool | None] = queue.SimpleQueue()
        self._shut = False

    def do(self, job: Job[Any], turn: int, language: str) -> None:
        self._mail.put((job, turn, language))

    def listen(self, turn: int | None) -> None:
        if self._shut != (shut := turn is not None):
            self._shut = shut
            self._mail.put(shut)

    def forget(self) -> None:
        """A notice tells nothing of a visit."""

    def stop(self) -> None:
        self._mail.put(None)
        self.join(STOP)

    def run(self) -> None:
        self._say_shut(shut=False)  # whatever a program that was killed has left
        while True:
            try:
                note = self._mail.get(timeout=self.look)
            except queue.Empty:
                self._look()
                continue
            match note:
                case None:
                    return self._say_shut(shut=False)
                case bool():
                    self._say_shut(shut=note)
                case (job, turn, language):
                    event = self.jobs.run(job, self.board, language)
                    self._look()  # the loop knows of a change before it goes on
                    self.post(event, turn)

    def _look(self) -> None:
        self.bulletin = self._bulletin(self.bulletin)
        notice = self._read(self.known)
        if notice != self.known:
            self.known = notice
            log.info("maintenance %s", "asked for" if notice else "over")
            self.post(MaintenanceChanged(notice), None)

    def _read(self, otherwise: Notice | None) -> Notice | None:
        try:
            return self.board.read() or self._hours.closed(self._now())
        except OSError as error:
            log.warning("the maintenance notice cannot be read: %s", error.strerror)
            return otherwise

    def _bulletin(self, otherwise: str) -> str:
        try:
            return self.board.bulletin()
        except OSError as error:
            log.warning("what everybody is to read cannot be read: %s", error.strerror)
            return otherwise

    def _say_shut(self, *, shut: bool) -> None:
        try:
            self.board.say_shut(shut=shut)
        except OSError as error:
            log.warning("cannot say that the terminal is closed: %s", error.strerror)
