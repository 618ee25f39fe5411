"""The desk of the numbers put by: fills up and tells while the platform is there, gives while it is away."""

import logging
import secrets
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.model.queueing import NumberBlock, NumberBlocks, Queue, QueueState, Ticket
from kiosk.numbers.store import GivenNumber, NumberStore
from kiosk.platform import Platform
from kiosk.platform.troubles import NotWritten, QueueClosed, Refused, Trouble

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=10)  # after which the platform is asked again although nothing was given


@dataclass(frozen=True)
class Unasked:
    """What can be given without asking the platform."""

    away: bool  # the platform is: nothing else can be given
    queues: tuple[Queue, ...]  # empty: nothing is put by for today


class NumberDesk:
    """Any thread may call; only `beat` asks the platform. What is held is in memory, too, so that looking is cheap."""

    def __init__(self, store: NumberStore, platform: Platform, now: Callable[[], datetime]) -> None:
        self._store, self._platform, self._now = store, platform, now
        self._asking, self._looking = threading.Lock(), threading.Lock()
        self._away = False
        self._asked: datetime | None = None
        self._question: tuple[tuple[str, ...], str] = (), ""  # what was last said to be held, and its idempotency key
        self._held = store.held()

    @property
    def left(self) -> int:
        """How many numbers can be given today."""
        return sum(len(block.tickets) for block in self._today())

    @property
    def unsent(self) -> int:
        return len(self._store.untold())

    @property
    def refused(self) -> int:
        return len(self._store.refused())

    def unasked(self, department: str) -> Unasked:
        """The queues that serve a department ("": all). One of which nothing is left is full."""
        today = self._today()
        serving = [block for block in today if block.serves(department)] if any(one.tickets for one in today) else []
        return Unasked(self._away, tuple(map(_queue, serving)))

    def give(self, queue: str, item_code: str, key: str) -> Ticket:
        """The next number of a queue. Raises QueueClosed when there is none, NotWritten."""
        try:
            given = self._store.give(queue, item_code, key, self._now())
            self._look()
        except sqlite3.Error as error:
            log.error("a number could not be given: %s", error.sqlite_errorname)  # noqa: TRY400 - told whole
            raise NotWritten from None
        if given is None:
            raise QueueClosed
        return _ticket(given)

    def heard(self, *, reached: bool) -> None:
        """Whether the platform was there just now. Only takes note of it."""
        self._away = not reached

    def beat(self) -> None:
        """The platform was there just now: tell what was given, and fill up what is held."""
        if self._asking.acquire(blocking=False):
            try:
                if self._tell() or self._due():
                    self._fill()
            except Trouble as trouble:
                log.info("numbers: %s", trouble.word)
            except sqlite3.Error as error:
                log.error("numbers could not be kept: %s", type(error).__name__)  # noqa: TRY400 - the type is enough
            finally:
                self._asking.release()

    def close(self) -> None:
        self._store.close()

    def _today(self) -> tuple[NumberBlock, ...]:
        return self._held.blocks if self._held and self._held.day == self._now().date() else ()

    def _look(self) -> None:
        with self._looking:  # what is looked at later is never older
            self._held = self._store.held()

    def _due(self) -> bool:
        now = self._now()
        return self._asked is None or not timedelta(0) <= now - self._asked < EVERY or now.date() != self._asked.date()

    def _tell(self) -> bool:
        """Whether anything was told."""
        untold = self._store.untold()
        for given, key in untold:
            try:
                self._platform.tell_ticket(given, key)
            except Refused as refused:
                log.warning("a number that was given was refused: %s", refused.word)
                self._store.told(given, refused=True)
            else:
                self._store.told(given)
        return bool(untold)

    def _fill(self) -> None:
        """Ask for numbers; a question without an answer is asked again with its key, so that it puts by once."""
        held = tuple(one.id for block in self._today() for one in block.tickets)
        if self._question[0] != held or not self._question[1]:
            self._question = held, secrets.token_urlsafe(18)
        try:
            answer = self._platform.reserve_numbers(*self._question)
        except Refused:  # it puts nothing by
            answer = NumberBlocks(self._now().date())
        self._store.put(answer)
        self._look()
        self._asked, self._question = self._now(), ((), "")


class GivenOnly:
    """For jobs of a run of the program that has ended: what was given is given; nobody waits for a new number."""

    def __init__(self, store: NumberStore) -> None:
        self._store = store

    def give(self, _queue: str, _item_code: str, key: str) -> None:
        """Raises QueueClosed when nothing was given with this key."""
        if not self._store.knows(key):
            raise QueueClosed


def _queue(block: NumberBlock) -> Queue:
    state = QueueState.OPEN if block.tickets else QueueState.FULL
    return replace(block.queue, state=state, waiting=None, minutes=None, opens="", closes="")


def _ticket(one: GivenNumber) -> Ticket:
    """Named after its queue: whoever asked for it knows the item."""
    queue = _queue(one.block)
    return Ticket(
        one.put_by.id,
        one.put_by.number,
        queue,
        queue.name,
        one.block.hall_name,
        None,
        None,
        one.given.issued,
        item_names=queue.names,
        hall_names=one.block.hall_names,
    )
