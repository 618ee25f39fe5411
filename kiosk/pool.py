"""A few threads that share the platform: one stuck request must not make the next resident wait."""

import logging
import queue
import threading
from collections.abc import Callable
from typing import Any

from kiosk.jobs import Jobs
from kiosk.step import Job
from kiosk.worker import STOP, Post

log = logging.getLogger(__name__)

THREADS = 4


class Pool:
    """A hand like a Worker, for a resource that any thread may call and that needs no opening."""

    def __init__(
        self,
        name: str,
        resource: Any,
        post: Post,
        jobs: Jobs,
        *,
        threads: int = THREADS,
        forget: Callable[[Any], None] | None = None,
    ) -> None:
        """`forget` is an errand for the end of a visit."""
        self.resource, self.post, self.jobs, self._forgetting = resource, post, jobs, forget
        self._mail: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=self._serve, name=f"{name}-{i}", daemon=True) for i in range(threads)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def do(self, job: Job[Any], turn: int, language: str) -> None:
        self._mail.put(lambda: self.post(self.jobs.run(job, self.resource, language), turn))

    def call(self, errand: Callable[[Any], None]) -> None:
        """Something that no step waits for."""
        self._mail.put(lambda: errand(self.resource))

    def listen(self, turn: int | None) -> None:
        """A platform is not listened to."""

    def forget(self) -> None:
        """A visit is over. (The platform's client keeps nothing of it.)"""
        if self._forgetting is not None:
            self.call(self._forgetting)

    def stop(self) -> None:
        for _ in self._threads:
            self._mail.put(None)
        for thread in self._threads:
            thread.join(STOP)

    def _serve(self) -> None:
        while self._heed(self._mail.get()):
            pass

    def _heed(self, errand: Callable[[], None] | None) -> bool:
        """Run one errand; False when told to stop. (A call of its own, so that a waiting thread remembers nobody.)"""
        if errand is None:
            return False
        try:
            errand()
        except Exception as error:  # noqa: BLE001 - a pool thread outlives what it runs
            log.error("an errand broke: %s", type(error).__name__)  # noqa: TRY400 - its message may hold a name
        return True


class Desk:
    """A hand that answers at once, on the calling thread: for what is in memory."""

    def __init__(self, resource: Any, post: Post, jobs: Jobs, forget: Callable[[], None] = lambda: None) -> None:
        self.resource, self.post, self.jobs, self.forget = resource, post, jobs, forget

    def do(self, job: Job[Any], turn: int, language: str) -> None:
        self.post(self.jobs.run(job, self.resource, language), turn)

    def listen(self, turn: int | None) -> None:
        """A desk is not listened to."""
