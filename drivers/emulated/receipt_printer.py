"""Emulated receipt printers: the machine on a TCP port or a serial wire, with every trouble on command."""

import selectors
import socket
import struct
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from random import Random

from PIL import Image

from drivers.emulated import Trouble
from drivers.emulated.device import TICK, EmulatedDevice
from drivers.emulated.escpos_machine import Machine, Model
from drivers.emulated.paper import Slip
from drivers.emulated.serial_device import SerialDevice

CHUNK = 4096
NOISE_BYTES = range(0x80, 0x90)  # as a wrong baud rate makes them: no answer of a printer looks like that


class Person:
    """What a person can do to a printer, whatever its wire."""

    machine: Machine
    trouble: Trouble

    @property
    def slips(self) -> tuple[Slip, ...]:
        """What hangs out of the printer, oldest first."""
        return self.machine.slips

    @property
    def hanging(self) -> Image.Image:
        """The paper that is not cut yet."""
        with self.machine.changed:
            return self.machine.roll.hanging()

    def take(self) -> Image.Image | None:
        """Tear off the oldest slip."""
        return self.machine.take()

    def load_roll(self, lines: int | None = None) -> None:
        """A new roll of so many dot lines (8 to the millimetre); without a number it never ends. 0 is an empty core."""
        self.machine.load_roll(lines)

    def open_cover(self) -> None:
        self.machine.open_cover()

    def close_cover(self) -> None:
        self.machine.close_cover()

    def unplug(self) -> None:
        self.trouble.unplugged = True

    def plug(self) -> None:
        self.trouble.unplugged = False

    def after(self, lines: int, what: Callable[[], None]) -> None:
        """Let something happen when so many more dot lines are on paper."""
        self.machine.after(lines, what)

    def wait_for(self, what: Callable[[], bool], seconds: float) -> bool:
        """Wait until something is so; whether it is."""
        with self.machine.changed:
            return self.machine.changed.wait_for(what, seconds)


class ReceiptPrinter(EmulatedDevice, Person):
    """A printer on 127.0.0.1. Like real ones it serves one host at a time; `port` stays the same over unplugging."""

    def __init__(self, port: int = 0, model: Model | None = None) -> None:
        super().__init__()
        self.machine = Machine(model or Model(), self._say)
        self.port = port
        self._server: socket.socket | None = None
        self._host: socket.socket | None = None
        self._answers: deque[tuple[float, bytes]] = deque()  # when each is due
        self._noise = Random(5)  # noqa: S311 - the same noise in every run

    def _run(self) -> None:
        while not self._stopping.is_set():
            if self.trouble.unplugged:
                self._vanish()
                self._stopping.wait(TICK)
                continue
            self._listen()
            self._serve()
            self.machine.work()
            self._send_due()

    def _appear(self) -> None:
        self._listen()

    def _listen(self) -> None:
        if self._server is None:
            self._server = socket.create_server(("127.0.0.1", self.port), backlog=1)
            self.port = self._server.getsockname()[1]

    def _vanish(self) -> None:
        """No more port, and a reset instead of a farewell: that is what a pulled plug looks like from the host."""
        host, server = self._host, self._server
        self._host = self._server = None
        if server is not None:
            server.close()
        if host is not None:
            host.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            host.close()
            self.machine.hang_up()
        self._answers.clear()

    def _serve(self) -> None:
        """Wait a tick for the host, or for one to come."""
        ready = self._host if self._host is not None and not self.machine.full else None
        ready = ready or (self._server if self._host is None else None)
        if ready is None:
            self._stopping.wait(TICK)
            return
        with selectors.DefaultSelector() as waiting:
            waiting.register(ready, selectors.EVENT_READ)
            if not waiting.select(TICK):
                return
        self._accept() if ready is self._server else self._hear()

    def _accept(self) -> None:
        assert self._server is not None
        self._host, _address = self._server.accept()
        self._host.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._answers.clear()

    def _hear(self) -> None:
        assert self._host is not None
        try:
            data = self._host.recv(CHUNK)
        except OSError:
            data = b""
        if data:
            self.machine.receive(data)
        else:
            self._host.close()
            self._host = None
            self.machine.hang_up()

    def _say(self, answer: bytes) -> None:
        self._answers.append((time.monotonic() + self.trouble.slow, self._spoilt(answer)))
        self._send_due()

    def _spoilt(self, answer: bytes) -> bytes:
        if self.trouble.mute:
            return b""
        if self.trouble.half:
            answer = answer[: len(answer) // 2]
        noise = bytes(self._noise.choices(NOISE_BYTES, k=5)) if self.trouble.garbage else b""
        return noise + answer

    def _send_due(self) -> None:
        while self._answers and self._answers[0][0] <= time.monotonic():
            answer = self._answers.popleft()[1]
            try:
                if self._host is not None:
                    self._host.sendall(answer)
            except OSError:
                return  # the host has gone; the next look at it will tell


class SerialReceiptPrinter(SerialDevice, Person):
    """The same printer on a serial wire whose node is at `path`."""

    def __init__(self, path: Path, baudrate: int | None = None, model: Model | None = None) -> None:
        super().__init__(path, baudrate)
        self.machine = Machine(model or Model(), self._say)

    def _hear(self, data: bytes) -> None:
        self.machine.receive(data)

    def _look_around(self) -> None:
        self.machine.work()
