"""What all relay boards have in common: lamps at numbered relays, dark when the board is opened and when it is left."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar

from drivers import About, DeviceError, Fault, State, Status
from drivers.lights import Flash, Place
from drivers.lights._lamps import Lamps
from drivers.ports import Line
from drivers.tracing import Mask, Tap, Tell

CHANNELS = (Place.CARD_READER, Place.SCANNER, Place.RECEIPT_PRINTER)
CHANNELS_HELP = 'the lamp at relay 1, 2, …: one of {}; "" for none'.format(", ".join(Place))
FLASH_HELP = "false: lamps shine steadily instead of flashing, which spares relays that click"


def check_channels(names: tuple[str, ...]) -> str | None:
    """What is wrong with the `channels` of a configuration, or None."""
    unknown = sorted(set(names) - {"", *Place})
    return f"unknown: {', '.join(unknown)}; known: {', '.join(Place)}" if unknown else None


class RelayBoard(ABC):
    """A `drivers.lights.Lights`."""

    mask: ClassVar[type[Mask]]  # what may be seen of its protocol

    def __init__(self, line: Line, lamps: Lamps, clock: Callable[[], float]) -> None:
        self._line, self._lamps, self._clock = line, lamps, clock

    def open(self) -> None:
        """Open the line and switch every lamp off: a board keeps what an earlier program has left."""
        self._line.open()
        try:
            self.beat()
        except DeviceError:
            self.close()
            raise

    def close(self) -> None:
        """Dark, if that can still be done: a lamp must not say that all is well when nobody looks after it."""
        with suppress(DeviceError):
            for number in self._lamps.lit:
                self._switch(number, on=False)
        self._lamps.forget()
        self._line.close()

    def status(self) -> Status:
        """Online when the relays are as they were switched; unknown when the board cannot be asked.

        A board that has been without power is dark: it is told again what it should be.
        """
        self._line.check()
        if (said := self._states()) is None:
            return Status(State.UNKNOWN)
        if not (wrong := self._lamps.unlike(said)):
            return Status()
        for number in wrong:
            self._switch(number, on=not said[number])
        deaf = self._lamps.unlike(self._states() or {})
        return Status.of(_deaf(deaf)) if deaf else Status()

    def about(self) -> About:
        """These boards do not tell what they are."""
        self._line.check()
        return About()

    def trace(self, tell: Tell | None) -> None:
        """Tell what goes over the line; None: no more. Any thread may call it."""
        self._line.tap = Tap(self.mask, tell) if tell else None

    def light(self, place: Place, flash: Flash) -> None:
        self._lamps.want(place, flash)
        self.beat()

    def beat(self) -> float | None:
        now = self._clock()
        for number, on in self._lamps.due(now):
            self._switch(number, on=on)
            self._lamps.switched(number, on=on)
        return self._lamps.next(now)

    @abstractmethod
    def _switch(self, number: int, *, on: bool) -> None:
        """Switch one relay. Raises DeviceError."""

    @abstractmethod
    def _states(self) -> dict[int, bool] | None:
        """How each relay says it is; None when the board cannot be asked. Raises DeviceError."""


def _deaf(numbers: list[int]) -> DeviceError:
    which = ", ".join(map(str, numbers))
    return DeviceError(Fault.HARDWARE_ERROR, f"these relays do not do what they are told: {which}")
