"""Visits at the real window with real devices, timed from inside: `python -m tests.stories.calm FOLDER VISITS LIMIT`.

Prints one JSON object per visit: for each step, the longest time in milliseconds that the UI thread was kept by what
came in at it (an answer, a touch, the drawing of the next step). Drawing on the glass itself is the display's time;
time in which the thread would run and the machine gave its cores to other programs is theirs. As soon as every step
has once kept below LIMIT milliseconds no further visit is made: what the program itself does it does each time.
"""

import json
import sys
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from kivy.base import EventLoop
from kivy.clock import Clock

from drivers.emulated.sample_cards import CITIZEN
from kiosk.steps.common import Home, Welcome
from kiosk.steps.finding import Search, ShowGuide
from kiosk.steps.identity import ReadIdentity
from kiosk.steps.queueing import ChooseQueue, ConfirmTicket, TicketTaken
from kiosk.texts import words
from kiosk.wiring import brain_and_hands
from screens.opening import Settings
from screens.parts.press import Press
from screens.window import Window
from tests.screens.glass import Finger, said
from tests.stories.hall import Hall
from tests.waiting import wait_until

QUEUED = Path("/proc/thread-self/schedstat")  # time on a core, time in the queue for one (both ns), turns


def _own_seconds():
    """A clock that stands still while this thread waits for a core, where the kernel tells; it goes on while it sleeps,
    waits for a lock or for a disk."""
    queued = int(QUEUED.read_text(encoding="ascii").split()[1]) if QUEUED.exists() else 0
    return time.perf_counter() - queued / 1e9


class Visitor:
    """Presses what is written on the screen, and notes how long the program is busy with it."""

    def __init__(self, hall, kiosk, window):
        self.hall, self.kiosk, self.window = hall, kiosk, window
        self.busy = defaultdict(float)
        self._pump = kiosk.pump
        kiosk.pump = self._timed_pump

    def _timed_pump(self, *_):
        self._timed(self._pump)

    def _timed(self, work):
        step, begin = type(self.kiosk.step).__name__, _own_seconds()
        work()
        self.busy[step] = max(self.busy[step], (_own_seconds() - begin) * 1000)

    def until(self, kind):
        wait_until(lambda: isinstance(self.kiosk.step, kind), 20, step=EventLoop.idle)
        for _ in range(3):
            EventLoop.idle()

    def press(self, text):
        found = [one for one in self.window.frame.walk(restrict=True) if isinstance(one, Press) and text in said(one)]
        place = min(found, key=lambda one: one.width * one.height)
        x, y = place.to_window(*place.center)
        finger = Finger(x / self.window.glass.width, y / self.window.glass.height)
        self._timed(lambda: EventLoop.post_dispatch_input("begin", finger))
        self._timed(lambda: EventLoop.post_dispatch_input("end", finger))
        EventLoop.idle()

    def visit(self):
        say = words("zh")
        self.until(Welcome)
        self.press(say("welcome.start"))
        self.until(Home)
        self.press(say("home.search"))
        self.until(Search)
        for key in "YLBX":
            self.press(key)
        self.press("城乡居民基本养老保险参保登记")
        self.until(ShowGuide)
        self.press(say("act.ticket"))
        self.until(ChooseQueue)
        self.press("社会保险")
        self.until(ReadIdentity)
        self.hall.devices.card.insert(CITIZEN)
        self.until(ConfirmTicket)
        self.press(say("confirmTicket.yes"))
        self.until(TicketTaken)
        self.hall.devices.card.lift()
        self.press(say("act.done"))
        self.until(Welcome)
        busy, self.busy = dict(self.busy), defaultdict(float)
        return busy


def main(folder, visits, limit):
    least = defaultdict(lambda: float("inf"))
    with Hall(Path(folder), on=False) as hall, brain_and_hands(_at_any_hour(hall.config)) as (kiosk, follower, _):
        settings = Settings(fonts=Path(folder) / "fonts", fullscreen=False, settle=0.0)
        window = Window(kiosk, settings, lambda: follower.current.hall("H1"))
        window.open()
        visitor = Visitor(hall, kiosk, window)
        window.begin()
        wait_until(lambda: follower.current.items and kiosk.health.get("platform"), 20, step=EventLoop.idle)
        for _ in range(visits):
            busy = visitor.visit()
            print(json.dumps(busy), flush=True)
            least.update({step: min(ms, least[step]) for step, ms in busy.items()})
            if max(least.values()) <= limit:
                break
        Clock.unschedule(kiosk.pump)


def _at_any_hour(config):
    return replace(config, terminal=replace(config.terminal, always_open=True))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
