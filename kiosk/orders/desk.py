"""The desk of the work orders: tells the platform of faults that last, and knows what has become of them."""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from drivers import Actor, Status
from kiosk.health.software import program
from kiosk.model.orders import CALLED, TERMINAL, Reason, Report, WorkOrder
from kiosk.orders import letters
from kiosk.orders.watch import Gone, Watch
from kiosk.platform import Platform
from kiosk.platform.troubles import Refused, Trouble
from kiosk.storage.outbox import Outbox

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Orders:
    """All that is known of this terminal's work orders."""

    orders: tuple[WorkOrder, ...] = ()  # as the platform told them last, the newest first
    waiting: tuple[Report, ...] = ()  # filed here, and not yet there
    refused: tuple[Report, ...] = ()  # the platform would not have them
    unsent: int = 0  # everything that waits, what was done and what is gone included
    away: bool = False  # the platform could not be asked just now

    @property
    def unfinished(self) -> int:
        return len(self.waiting) + sum(not one.state.ended for one in self.orders)

    def of(self, role: str) -> "Orders":
        """Those of one device."""
        return replace(
            self,
            orders=tuple(one for one in self.orders if one.role == role),
            waiting=tuple(one for one in self.waiting if one.role == role),
            refused=tuple(one for one in self.refused if one.role == role),
        )


class OrderDesk:
    """Any thread may call; what asks the platform takes as long as the platform does."""

    def __init__(
        self,
        outbox: Outbox,
        platform: Platform,
        watch: Watch,
        program: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(),
    ) -> None:
        """`program` is the version that reports the faults."""
        self._outbox, self._platform, self._watch, self._program, self._now = outbox, platform, watch, program, now
        self._taking, self._asking = threading.Lock(), threading.Lock()
        self._orders: tuple[WorkOrder, ...] | None = None  # None: not yet asked for
        self._away = False

    def note(self, role: str, status: Status) -> None:
        """How a device is now. Only takes note of it."""
        self._watch.note(role, status)

    def beat(self, *, reached: bool) -> None:
        """Take what is due; and if the platform was there just now, send what waits and ask what has become of it."""
        unsent = self.known().unsent
        if reached and self._asking.acquire(blocking=False):
            try:
                if unsent or self._orders is None or any(not one.state.ended for one in self._orders):
                    self._ask()
            finally:
                self._asking.release()

    def known(self) -> Orders:
        """What is known without asking the platform."""
        self._take()
        waiting, refused = self._outbox.waiting(), self._outbox.refused()
        filed = tuple(letters.report(one.note) for one in reversed(waiting) if one.kind == letters.FILE)
        spurned = tuple(letters.report(one.note) for one in refused if one.kind == letters.FILE)
        return Orders(self._orders or (), filed, spurned, len(waiting), self._away)

    def asked(self) -> Orders:
        """What is known after asking the platform."""
        self._take()
        with self._asking:
            self._ask()
        return self.known()

    def file(self, role: str, reason: Reason) -> Orders:
        """Somebody reports something by hand."""
        since = self._now().replace(microsecond=0)
        letters.put(self._outbox, Report(role, str(reason), reason.actor, since, by_hand=True), self._program)
        return self.asked()

    def note_call(self, called: bool) -> None:
        """A resident calls somebody to the terminal, or nobody needs to come any more."""
        at = self._now().replace(microsecond=0)
        call = Report(TERMINAL, CALLED, Actor.STAFF, at, by_hand=True) if called else Gone(TERMINAL, CALLED, at)
        letters.put(self._outbox, call, self._program)
        self.asked()

    def end(self, order_id: str) -> Orders:
        """Somebody has done the work."""
        letters.put_done(self._outbox, order_id)
        return self.asked()

    def _take(self) -> None:
        """On a full disk everything stays due."""
        try:
            with self._taking:
                for change in self._watch.due():
                    letters.put(self._outbox, change, self._program)
                    self._watch.tell(change)
        except sqlite3.Error as error:
            log.error("a work order could not be kept: %s", type(error).__name__)  # noqa: TRY400 - the type is enough

    def _ask(self) -> None:
        try:
            for letter in self._outbox.waiting():
                try:
                    letters.send(letter, self._platform)
                except Refused as refused:
                    log.warning("work order: %s was refused: %s", letter.kind, refused.word)
                    self._outbox.refuse(letter, refused.word)
                else:
                    self._outbox.sent(letter)
            self._orders = self._platform.work_orders()
        except Trouble as trouble:
            log.info("work orders: %s", trouble.word)
            self._away = True
        else:
            self._away = False


def order_desk(outbox: Outbox, platform: Platform, roles: Iterable[str], clock: Callable[[], float]) -> OrderDesk:
    """The desk of a terminal with devices of these roles; it goes on from where the last run of the program ended."""
    told, version = letters.told(outbox), program()
    if (TERMINAL, CALLED) in told:  # whoever called then is no longer there
        letters.put(outbox, Gone(TERMINAL, CALLED, datetime.now(UTC).astimezone().replace(microsecond=0)), version)
    return OrderDesk(outbox, platform, Watch(roles, clock, told=told), version)
