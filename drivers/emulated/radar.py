"""A presence radar made of software: it reports what stands before it, ten times a second, down a serial wire."""

import time
from pathlib import Path

from drivers.emulated.serial_device import SerialDevice
from drivers.protocols import ld2410
from drivers.protocols.ld2410 import Report

EVERY = 0.1  # seconds between two reports


class Radar(SerialDevice):
    """`step_up` and `leave` are a person's feet and may be called from any thread."""

    def __init__(self, path: Path, baudrate: int | None = None) -> None:
        super().__init__(path, baudrate)
        self.report = Report()  # what it sees
        self.deaf = False  # nobody has connected the wire to it
        self._frames = ld2410.Frames()
        self._configured = False
        self._next = 0.0

    def step_up(self, centimetres: int, *, moving: bool = False) -> None:
        self.report = Report(moving=moving, still=not moving, moving_cm=centimetres, still_cm=centimetres)

    def leave(self) -> None:
        self.report = Report()

    def _hear(self, data: bytes) -> None:
        for header, content in self._frames.feed(data):
            if header == ld2410.COMMAND and not self.deaf:
                self._obey(content)

    def _obey(self, content: bytes) -> None:
        if content == ld2410.CONFIGURE:
            self._configured = True
            self._acknowledge(content, bytes.fromhex("01 00 40 00"))
        elif content == ld2410.FIRMWARE and self._configured:
            self._acknowledge(content, bytes.fromhex("00 01 07 01 16 15 09 22"))
        elif content == ld2410.LEAVE and self._configured:
            self._acknowledge(content, b"")
            self._configured = False

    def _acknowledge(self, content: bytes, data: bytes) -> None:
        self._say(ld2410.command(bytes((content[0], content[1] | 1, 0, 0)) + data))

    def _look_around(self) -> None:
        if not self._configured and time.monotonic() >= self._next:
            self._next = time.monotonic() + EVERY
            self._say(ld2410.report_frame(self.report))
