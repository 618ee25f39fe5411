"""Follows the platform's catalogue: asks what is new, keeps it, publishes a snapshot; carries on when it is away."""

import logging
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.glyphs import characters
from kiosk.catalogue.pinyin import PinyinError, sounds
from kiosk.catalogue.stock import Stock, all_terms
from kiosk.catalogue.store import Store
from kiosk.model.catalogue import CatalogueDelta
from kiosk.platform.troubles import Trouble

log = logging.getLogger(__name__)

INTERVAL = 20.0  # seconds between two questions
RETRY = 2.0  # seconds between two questions while there is no answer
LONGEST_INTERVAL = 60.0  # a change is on every terminal within a minute
CONFIRM_EVERY = timedelta(minutes=10)  # how often "nothing new" is written to the disk
STOP_LIMIT = 5.0  # seconds to wait for the thread; a question under way has a limit of its own


class Source(Protocol):
    """The platform, as far as it is asked here."""

    def catalogue(self, version: str) -> CatalogueDelta | None: ...


class Follower(threading.Thread):
    """`current` is empty until the thread has read the store; `changed` is called from it for each newer snapshot."""

    def __init__(
        self,
        source: Source,
        store: Store,
        changed: Callable[[Catalogue], None],
        *,
        now: Callable[[], datetime],
        reached: Callable[[Trouble | None], None] = lambda _trouble: None,
        interval: float = INTERVAL,
        wait: Callable[[float], bool] | None = None,
    ) -> None:
        """`now` gives local time with its zone; `wait` waits so many seconds and says whether to stop.

        `reached` is told after each question whether the platform could be asked: None, or why not.
        """
        super().__init__(name="catalogue", daemon=True)
        if not 0 < interval <= LONGEST_INTERVAL:
            raise ValueError(f"interval must lie between 0 and {LONGEST_INTERVAL:g} seconds")
        self._source, self._store, self._changed, self._now, self._interval = source, store, changed, now, interval
        self._reached = reached
        self._stopping, self._woken = threading.Event(), threading.Event()
        self._begun = self._ended = 0  # questions
        self._round_ended = threading.Condition()
        self.trouble: Trouble | None = None  # why the last question had no answer
        self._wait = wait or self._pause
        self._stock = Stock()
        self._confirmed: datetime | None = None
        self._current = Catalogue()
        self._troubles: set[str] = set()

    @property
    def current(self) -> Catalogue:
        """The latest snapshot."""
        return self._current

    def stop(self) -> None:
        self._stopping.set()
        self._woken.set()
        if self.is_alive():
            self.join(STOP_LIMIT)

    def load(self) -> None:
        """Publish what is kept from earlier. Ten thousand guides take seconds: that is why the thread does it."""
        self._stock = self._store.load()
        self._confirmed = self._stock.fetched
        if self._stock.version:
            self._publish()

    def ask_now(self, limit: float) -> bool:
        """Ask at once instead of at the next time; whether that was done in so many seconds. Any thread may call."""
        with self._round_ended:
            wanted = self._begun + 1  # one that is under way may have asked before something changed
            self._woken.set()
            return self._round_ended.wait_for(lambda: self._ended >= wanted, limit)

    def _pause(self, seconds: float) -> bool:
        """Until it is time, or somebody wants to know now. Whether to stop."""
        self._woken.wait(seconds)
        self._woken.clear()
        return self._stopping.is_set()

    def run(self) -> None:
        self.load()
        while not self._stopping.is_set():
            with self._round_ended:
                self._begun += 1
            self.follow()
            with self._round_ended:
                self._ended = self._begun
                self._round_ended.notify_all()
            if self._wait(min(RETRY, self._interval) if "platform" in self._troubles else self._interval):
                return

    def follow(self) -> None:
        """Ask once, and take what is new."""
        try:
            delta = self._source.catalogue(self._stock.version)
        except Trouble as trouble:
            self.trouble = trouble
            self._note("platform", trouble)
            self._reached(trouble)
        else:
            self.trouble = None
            self._note("platform", None)
            self._reached(None)
            if delta is None:
                self._confirm()
            elif not self._stopping.is_set():
                self._take(delta)
        if self._current.today != self._now().date():
            self._publish()  # items begin and end at midnight, whether the platform answers or not

    def _take(self, delta: CatalogueDelta) -> None:
        before = self._stock
        after = self._sounded(before.after(delta, self._now()))
        self._stock, self._confirmed = after, after.fetched
        self._kept(lambda: self._store.keep(before, delta, after))
        self._publish()
        log.info("catalogue: %d items", len(self._current))
        for hall in delta.halls or ():
            for mistake in hall.plan_mistakes:
                log.warning("catalogue: the plan of hall %s is not shown: %s", hall.id, mistake)

    def _sounded(self, stock: Stock) -> Stock:
        """The same with the readings of characters that are new. Without them search goes by Chinese and names."""
        try:
            new = sounds(characters(all_terms(stock.items.values())) - stock.sounds.keys())
        except PinyinError as error:
            self._note("pinyin", error)
            return stock
        self._note("pinyin", None)
        return replace(stock, sounds={**stock.sounds, **new})

    def _confirm(self) -> None:
        now = self._now()
        self._stock = replace(self._stock, fetched=now)
        self._current = self._current.confirmed(now)
        if self._confirmed is None or not timedelta(0) <= now - self._confirmed < CONFIRM_EVERY:
            self._confirmed = now
            self._kept(lambda: self._store.confirm(now))

    def _publish(self) -> None:
        self._current = Catalogue(self._stock, self._now().date())
        self._changed(self._current)

    def _kept(self, write: Callable[[], None]) -> None:
        """A full or broken disk does not keep a new catalogue from the screen."""
        try:
            write()
        except (sqlite3.Error, OSError) as error:
            self._note("store", error)
        else:
            self._note("store", None)

    def _note(self, what: str, trouble: Exception | None) -> None:
        """Log when something goes, and when it is back; not each time in between."""
        if trouble is not None and what not in self._troubles:
            self._troubles.add(what)
            log.warning("catalogue: %s in trouble (%s)", what, type(trouble).__name__)
        elif trouble is None and what in self._troubles:
            self._troubles.remove(what)
            log.info("catalogue: %s well again", what)
