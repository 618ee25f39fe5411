"""Relay boards that speak Modbus RTU, over RS-485 or USB: every command is confirmed, every relay can be asked."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, sleep

from drivers import DeviceError, Fault
from drivers.lights._lamps import Lamps
from drivers.lights._relays import CHANNELS, CHANNELS_HELP, FLASH_HELP, RelayBoard, check_channels
from drivers.ports import Line, check_port
from drivers.protocols import modbus
from drivers.protocols.modbus import Answer
from drivers.settings import between, setting
from drivers.tracing.lamps import ModbusMask

ANSWER = 0.3  # seconds for an answer
TRIES = 3  # questions until the board counts as gone: one may be a spark on the wire
BREATH = 0.005  # seconds of silence before a request: 3.5 characters at 9600 baud are 3.6 ms


@dataclass(frozen=True)
class Settings:
    port: str = setting(help="/dev/serial/by-id/… path, device node, or USB vid:pid[:serial]", check=check_port)
    baudrate: int = setting(9600, help="bits per second", choices=(115200, 57600, 38400, 19200, 9600, 4800))
    address: int = setting(1, help="the board's address on the bus", check=between(1, 247))
    channels: tuple[str, ...] = setting(CHANNELS, help=CHANNELS_HELP, check=check_channels)
    flash: bool = setting(default=True, help=FLASH_HELP)


class Driver(RelayBoard):
    """A `drivers.lights.Lights`."""

    mask = ModbusMask

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        lamps = Lamps(settings.channels, flash=settings.flash)
        super().__init__(Line(settings.port, settings.baudrate), lamps, clock)
        self._address = settings.address
        self._count = len(settings.channels)

    def _switch(self, number: int, *, on: bool) -> None:
        self._ask(modbus.write_coil(self._address, number, on=on))

    def _states(self) -> dict[int, bool]:
        answer = self._ask(modbus.read_coils(self._address, self._count)) if self._count else Answer()
        return modbus.coils(answer.data, self._count)

    def _ask(self, request: bytes) -> Answer:
        heard = b""
        for _ in range(TRIES):
            self._line.drop_input()
            sleep(BREATH)
            self._line.write(request)
            heard = self._heard(request)
            if (answer := modbus.answer_to(request, heard)) is not None:
                return _accepted(answer)
        if heard:
            raise DeviceError(Fault.GARBLED, f"no sound answer from board {self._address}")
        raise DeviceError(Fault.NO_ANSWER, f"board {self._address} does not answer")

    def _heard(self, request: bytes) -> bytes:
        """What comes until the answer is there, or time is over."""
        end, heard = monotonic() + ANSWER, b""
        while modbus.answer_to(request, heard) is None and (left := end - monotonic()) > 0:
            heard += self._line.read(left)
        return heard


def _accepted(answer: Answer) -> Answer:
    if answer.refusal:
        why = modbus.REFUSALS.get(answer.refusal, "refuses")
        raise DeviceError(Fault.HARDWARE_ERROR, f"the board {why} (exception {answer.refusal})")
    return answer
