"""A whole hall: the program's own wiring, real drivers on emulated wires, the reference platform over HTTP.

Only the face is missing: a story presses by posting what a screen would post.
"""

import re
import socket
import threading
import time
from contextlib import ExitStack
from datetime import datetime

from drivers.card._module import Lying
from drivers.emulated.devices import EmulatedDevices
from drivers.emulated.sample_cards import CITIZEN
from kiosk.config.loading import load
from kiosk.events import Answered
from kiosk.platform.server.calendar import CHINA
from kiosk.steps.common import Home, SearchItems, Welcome
from kiosk.steps.finding import GuideWish, Search, ShowGuide
from kiosk.steps.identity import ReadIdentity
from kiosk.steps.queueing import ChooseQueue, ConfirmTicket
from kiosk.wiring import brain_and_hands
from tests.platform.city import PENSION, SECRET, TERMINAL, Clock, city, write
from tests.stories.weather import Weather
from tests.waiting import wait_until

CONFIG = """
[terminal]
id = "{terminal}"
hall = "H1"
[platform]
url = "{url}"
timeout = {timeout}
[storage]
folder = "{folder}/state"
[devices.card]
driver = "sam"
port = "{folder}/card"
[devices.code]
driver = "serial"
port = "{folder}/scanner"
[devices.receipt]
driver = "escpos"
connection = "network"
host = "127.0.0.1"
port = {port}
width_mm = 80
"""


class HallClock(Clock):
    """It is Thursday half past nine in the hall, whatever time it is; signatures follow the real time."""

    def __init__(self):
        super().__init__(datetime(2026, 7, 2, 9, 30, tzinfo=CHINA))
        self.skew = 0.0

    def wall(self):
        return time.time() + self.skew


class Hall:
    def __init__(self, folder, without=(), *, more="", on=True, timeout=5.0, data=None):
        """`more` is added to the configuration; `timeout` are seconds until an answer of the platform is missed.

        `data` are other halls and items than the city's own.
        """
        self.folder, self.without, self.more = folder, without, more
        self.now = 0.0
        self._leaving, self._running = ExitStack(), ExitStack()
        self.on, self.timeout, self.data = on, timeout, data or {}
        self.clock = HallClock()

    def __enter__(self):
        enter = self._leaving.enter_context
        (self.folder / "platform").mkdir()
        place, wrapped = self.folder / "platform", []
        data = write(place / "data", **self.data)
        self.city = enter(
            city(place, clock=self.clock, wrap=lambda app: wrapped.append(Weather(app)) or wrapped[0], data=data)
        )
        self.weather = wrapped[0]
        self.config = self._config()
        self.devices = EmulatedDevices({r: (d.model, d.settings) for r, d in self.config.devices.items()})
        enter(self.devices)
        if self.on:
            self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        self._leaving.close()

    def start(self):
        """Switch the terminal on."""
        parts = self._running.enter_context(brain_and_hands(self.config, clock=lambda: self.now))
        self.kiosk, self.follower, self.operations = parts
        self.stages = [None]
        self.kiosk.show = lambda stage: self.stages.__setitem__(0, stage)
        self.kiosk.start()
        roles = {*self.config.devices, "platform"}
        self.wait(lambda: roles <= self.kiosk.health.keys() and all(self.kiosk.health[r].ok for r in roles))
        self.wait(lambda: self.follower.current.items)

    def stop(self):
        """Switch it off in an orderly way."""
        self._running.close()

    def _config(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        known = {"terminal": TERMINAL, "url": self.city.url, "folder": self.folder, "port": port}
        text = (CONFIG + self.more).format(timeout=self.timeout, **known)
        path = self.folder / "kiosk.toml"
        for role in self.without:
            text = re.sub(rf"\[devices\.{role}\]\n([^\[]*)", "", text)
        path.write_text(text, encoding="utf-8")
        return load(path, {"HALL_KIOSK_PLATFORM_SECRET": SECRET})

    @property
    def step(self):
        return self.kiosk.step

    @property
    def stage(self):
        return self.stages[0]

    def wait(self, true, limit=20.0):
        return wait_until(true, limit, step=self.kiosk.pump, how=lambda: f"{self.kiosk.step}, {self.kiosk.health}")

    def until(self, kind):
        self.wait(lambda: isinstance(self.kiosk.step, kind))
        return self.kiosk.step

    def press(self, value=None):
        self.kiosk.post(Answered(value), self.kiosk.turn)
        self.kiosk.pump()

    def tell(self, event):
        self.kiosk.post(event)
        self.kiosk.pump()

    def walk_away(self):
        """Nobody touches anything any more."""
        self.now += 1000
        self.kiosk.pump()

    def lay_card(self, card=CITIZEN):
        """Lay a card down, as the reader's worker has heard that the last visit is over."""
        self.heeded("card")
        self.devices.card.insert(card)

    def lift_card(self):
        """Take the card away, long enough for the reader to see that it is gone."""
        self.devices.card.lift()
        self.heeded("card")
        reader = self.kiosk.hands["card"].device
        self.wait(lambda: reader._lying is Lying.NEW or reader._hidden)

    def heeded(self, role):
        """Wait until a device's worker has done all it was told: a card that comes sooner is still the last visit's."""
        done = threading.Event()
        self.kiosk.hands[role].tell(lambda _: done.set())
        self.wait(done.is_set)

    def show_code(self, data, at=ReadIdentity):
        """Hold a code in front of the scanner once it looks."""
        self.until(at)
        self.wait(lambda: self.kiosk.hands["code"]._listening == self.kiosk.turn)
        self.devices.code.show(data.encode() if isinstance(data, str) else data)

    def find_the_pension_item(self):
        self.until(Welcome)
        self.press()
        self.until(Home)
        self.press(SearchItems())
        search = self.until(Search)
        (item, *_) = search.catalogue.search("ylbx")
        assert item.task_code == PENSION
        self.press(item)
        self.until(ShowGuide)

    def go_to(self, kind):
        """The usual way to a step on the way to a number."""
        self.find_the_pension_item()
        way = (
            (ShowGuide, lambda: self.press(GuideWish.TICKET)),
            (ChooseQueue, lambda: self.press(self.step.queues[0])),
            (ReadIdentity, self.lay_card),
            (ConfirmTicket, lambda: self.press(True)),
        )
        for step, act in way:
            self.until(step)
            if step is kind:
                return self.step
            act()
        return self.until(kind)

    def tickets(self):
        """The numbers that the platform has given to people, in order."""
        with self.city.platform.database.read() as db:
            rows = db.execute("SELECT prefix, number FROM tickets WHERE person IS NOT NULL ORDER BY number")
            return [f"{prefix}{number:03}" for prefix, number in rows]

    def appointments(self):
        """The appointments that stand at the platform."""
        with self.city.platform.database.read() as db:
            return [tuple(row) for row in db.execute("SELECT slot, state FROM appointments ORDER BY starts")]
