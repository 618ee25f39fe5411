"""What emulated serial devices have in common: a wire, a thread, and the troubles they are told to have."""

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path

from drivers.emulated.device import TICK, EmulatedDevice
from drivers.emulated.wire import Wire

NOISE = bytes.fromhex("00 FF AA AA 96 AA AA AA 96 68 7E 13")  # what a spark makes of a line; almost a preamble, too


class SerialDevice(EmulatedDevice):
    """Hears bytes and answers, on a thread of its own, until it is stopped."""

    def __init__(self, path: Path, baudrate: int | None) -> None:
        super().__init__()
        self.wire = Wire(path, baudrate)

    def _appear(self) -> None:
        self.wire.plug()

    def _vanish(self) -> None:
        self.wire.unplug()

    @abstractmethod
    def _hear(self, data: bytes) -> None:
        """Bytes have come in."""

    def _look_around(self) -> None:
        """Called every TICK: time to notice what a person does."""

    def _say(self, data: bytes, going: Callable[[], bool] = lambda: True) -> None:
        """Send an answer with all the trouble there is. It ends early when the plug is pulled or `going` says no."""
        if self.trouble.slow:
            self._stopping.wait(self.trouble.slow)
        if not self.trouble.mute:
            self.wire.send(self._spoilt(data), lambda: going() and not self._cut_off())

    def _spoilt(self, data: bytes) -> bytes:
        if self.trouble.bad_checksum:
            data = data[:-1] + bytes((data[-1] ^ 0x55,))
        if self.trouble.half:
            data = data[: len(data) // 2]
        return NOISE + data if self.trouble.garbage else data

    def _cut_off(self) -> bool:
        return self.trouble.unplugged or self._stopping.is_set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            if self.trouble.unplugged:
                self.wire.unplug()
                self._stopping.wait(TICK)
                continue
            self.wire.plug()
            if data := self.wire.receive(TICK):
                self._hear(data)
            self._look_around()
