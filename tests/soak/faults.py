"""What goes wrong at a terminal, at random: a device, its cable, its paper, the network, the power."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import requests

from drivers.emulated import Trouble
from drivers.emulated.devices import EmulatedDevices
from tests.soak.town import WEATHER
from tests.stories.weather import BROKEN, GARBAGE, GOOD, LATE, SLOW

BEGINS, LASTS = 1.2, 3.0  # seconds after which one begins, and that it lasts, at most
LINES = 700  # of a roll that ends: less than a slip or two
DEVICES = ("card", "code", "receipt")
WAYS = ("unplugged", "mute", "garbage", "half", "bad_checksum", "slow")


@dataclass
class Fault:
    """Begins and ends by the clock of the visit. `begin` and `end` are told once each."""

    name: str
    at: float
    seconds: float
    begin: Callable[[], None]
    end: Callable[[], None]
    begun: float = field(default_factory=time.monotonic)
    state: int = 0  # 0: to come, 1: on, 2: over

    def move(self) -> None:
        now = time.monotonic() - self.begun
        if self.state == 0 and now >= self.at:
            self.state = 1
            self.begin()
        if self.state == 1 and now >= self.at + self.seconds:
            self.heal()

    def heal(self) -> None:
        """All is well again; what has not begun does not begin any more."""
        if self.state == 1:
            self.end()
        self.state = 2


class Misfortune:
    """Chooses the fault of each visit for one terminal."""

    def __init__(self, chance: Random, devices: EmulatedDevices, town: str, terminal: str, only: str = "") -> None:
        self.chance, self.devices, self.only = chance, devices, only
        self._sky = f"{town}{WEATHER}{terminal}/"

    def next(self) -> Fault:
        kinds = [self._device, self._device, self._paper, self._network]
        name = begin = end = None
        while name is None or not name.startswith(self.only):
            name, begin, end = self.chance.choice(kinds)()
        return Fault(name, self.chance.uniform(0, BEGINS), self.chance.uniform(0.05, LASTS), begin, end)

    def _device(self):
        role, way = self.chance.choice(DEVICES), self.chance.choice(WAYS)
        device = getattr(self.devices, role)

        def begin():
            setattr(device.trouble, way, self.chance.uniform(0.2, 2.0) if way == "slow" else True)

        return f"{role} {way}", begin, lambda: setattr(device.trouble, way, getattr(Trouble, way))

    def _paper(self):
        printer = self.devices.receipt
        if self.chance.random() < 0.5:
            return "paper ends", lambda: printer.load_roll(self.chance.randrange(LINES)), printer.load_roll
        return "cover opened", printer.open_cover, printer.close_cover

    def _network(self):
        mode = self.chance.choice((BROKEN, GARBAGE, SLOW, LATE))
        return f"platform {mode}", lambda: self._weather(mode), lambda: self._weather(GOOD)

    def _weather(self, mode: str) -> None:
        requests.get(self._sky + mode, timeout=10)
