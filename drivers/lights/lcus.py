"""USB relay boards of the LCUS family (CH340): cheap, common, and mostly without an answer."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from drivers import DeviceError, Fault
from drivers.lights._lamps import Lamps
from drivers.lights._relays import CHANNELS, CHANNELS_HELP, FLASH_HELP, RelayBoard, check_channels
from drivers.ports import Line, check_port
from drivers.protocols import lcus
from drivers.settings import setting
from drivers.tracing.lamps import LcusMask

ANSWER = 0.5  # seconds for an answer
TRIES = 2  # questions: the first answer may be one from before


def _check_channels(names: tuple[str, ...]) -> str | None:
    return check_channels(names) or (f"the largest board has {lcus.MOST} relays" if len(names) > lcus.MOST else None)


@dataclass(frozen=True)
class Settings:
    port: str = setting(help="/dev/serial/by-id/… path, device node, or USB vid:pid[:serial]", check=check_port)
    baudrate: int = setting(9600, help="bits per second", choices=(115200, 57600, 38400, 19200, 9600))
    channels: tuple[str, ...] = setting(CHANNELS, help=CHANNELS_HELP, check=_check_channels)
    flash: bool = setting(default=True, help=FLASH_HELP)
    answers: bool = setting(default=False, help="true: this board answers the question FF with the state of its relays")


class Driver(RelayBoard):
    """A `drivers.lights.Lights`. That a relay was switched is known only of boards that answer."""

    mask = LcusMask

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        lamps = Lamps(settings.channels, flash=settings.flash)
        super().__init__(Line(settings.port, settings.baudrate), lamps, clock)
        self._answers = settings.answers

    def _switch(self, number: int, *, on: bool) -> None:
        self._line.write(lcus.command(number, on=on))

    def _states(self) -> dict[int, bool] | None:
        if not self._answers:
            return None
        heard = b""
        for _ in range(TRIES):
            self._line.drop_input()
            self._line.write(lcus.QUESTION)
            heard = self._heard()
            if self._whole(heard):
                return lcus.states(heard)
        if heard:
            raise DeviceError(Fault.GARBLED, "the board answers, but not how its relays are")
        raise DeviceError(Fault.NO_ANSWER, "the board does not answer; boards without an answer need `answers = false`")

    def _heard(self) -> bytes:
        """What comes until every lamp's relay has been named, or time is over."""
        end, heard = monotonic() + ANSWER, b""
        while not self._whole(heard) and (left := end - monotonic()) > 0:
            heard += self._line.read(left)
        return heard

    def _whole(self, heard: bytes) -> bool:
        return set(self._lamps.numbers) <= lcus.states(heard).keys()
