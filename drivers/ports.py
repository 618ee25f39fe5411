"""Serial ports: found by what a hall writes in `port`, opened and spoken to at one border that speaks DeviceError.

It knows bytes and names of ports; it must never know what the bytes mean.
"""

import re
import select
import termios
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import serial
from serial.tools import list_ports

from drivers import DeviceError, Fault
from drivers.refusals import refusal
from drivers.tracing import Tap

WRITE_LIMIT = 1.0  # seconds until a line that takes no bytes is given up
CHUNK = 4096  # bytes taken from the line at once; the kernel's own buffer is no larger

_USB = re.compile(r"(?P<vid>[0-9a-fA-F]{4}):(?P<pid>[0-9a-fA-F]{4})(?::(?P<serial>.+))?")


class UsbPort(Protocol):
    """What is asked of an entry in the system's list of serial ports."""

    device: str
    vid: int | None
    pid: int | None
    serial_number: str | None


def check_port(value: str) -> str | None:
    """What is wrong with a `port` of the configuration, or None."""
    if "/" in value or _USB.fullmatch(value):
        return None
    return "must be a path such as /dev/serial/by-id/… or USB numbers such as 1a86:7523 or 1a86:7523:SERIAL"


def find(port: str, listed: Callable[[], Iterable[UsbPort]] = list_ports.comports) -> str:
    """The path to open for `port` now: a USB device may be another ttyUSB after each plugging.

    Raises DeviceError with NO_DEVICE when it is not there, or when two devices answer to the same numbers.
    """
    usb = _USB.fullmatch(port)
    if usb is None:
        if not Path(port).exists():
            raise DeviceError(Fault.NO_DEVICE, f"{port} is not there")
        return port
    return _one_of([entry for entry in listed() if _is(entry, usb)], port)


def _is(entry: UsbPort, usb: re.Match[str]) -> bool:
    numbers = (int(usb["vid"], 16), int(usb["pid"], 16))
    return (entry.vid, entry.pid) == numbers and usb["serial"] in {None, entry.serial_number}


def _one_of(entries: list[UsbPort], port: str) -> str:
    """The first port of the one device that matches: a device may have several, and its first is the one for data."""
    if not entries:
        raise DeviceError(Fault.NO_DEVICE, f"no USB serial device {port} is plugged in")
    if len({_plugged_at(entry) for entry in entries}) > 1:
        raise DeviceError(Fault.NO_DEVICE, f"several devices are {port}: add the serial number, or use a by-path name")
    return min((entry.device for entry in entries), key=_by_number)


def _plugged_at(entry: UsbPort) -> str:
    """Where a device is plugged in. Twins often carry the same serial number, or none."""
    return getattr(entry, "usb_device_path", None) or entry.serial_number or entry.device


def _by_number(device: str) -> tuple[int, str]:
    return len(device), device  # ttyACM9 before ttyACM10


class Line:
    """One serial line, 8N1, opened for us alone. Every method raises DeviceError: NO_DEVICE when the wire is gone."""

    def __init__(self, port: str, baudrate: int, find: Callable[[str], str] = find) -> None:
        self.port = port
        self.baudrate = baudrate
        self._find = find
        self._serial: serial.Serial | None = None
        self.tap: Tap | None = None  # of whoever traces it; may be set by any thread

    def open(self) -> None:
        """Open it under the name it has now. Harmless when it is open."""
        if self._serial is not None:
            return
        path = self.port
        try:
            path = self._find(self.port)
            self._serial = serial.Serial(path, self.baudrate, timeout=0, write_timeout=WRITE_LIMIT, exclusive=True)
        except ValueError as error:
            raise DeviceError(Fault.HARDWARE_ERROR, f"{path} cannot do {self.baudrate} baud") from error
        except (OSError, termios.error) as error:  # SerialException is an OSError
            raise refusal(path, error) from error
        if (tap := self.tap) is not None:
            tap.opened(f"{path}, {self.baudrate} baud")

    def close(self) -> None:
        """Let go of the handle, so that the system may give its name to the device that comes back. Never raises."""
        port, self._serial = self._serial, None
        if port is None:
            return
        if (tap := self.tap) is not None:
            tap.closed()
        try:
            port.close()
        except (OSError, termios.error):
            return  # the wire went first: the handle is gone all the same

    def read(self, seconds: float) -> bytes:
        """Whatever has arrived, waiting at most `seconds` for the first byte. Empty: nothing came."""
        port = self._opened()
        with self._border():
            if not select.select([port.fileno()], [], [], max(0.0, seconds))[0]:
                return b""
            data = port.read(CHUNK)
        if data and (tap := self.tap) is not None:
            tap.heard(data)
        return data

    def write(self, data: bytes) -> None:
        """Send all of it. Raises NO_ANSWER when the line takes no bytes within WRITE_LIMIT."""
        port = self._opened()
        if (tap := self.tap) is not None:
            tap.sent(data)
        with self._border():
            port.write(data)

    def drop_input(self) -> None:
        """Forget what has arrived and nobody has read."""
        port = self._opened()
        with self._border():
            port.reset_input_buffer()

    def check(self) -> None:
        """Raise when the wire is gone. Says nothing of the device at its end."""
        port = self._opened()
        with self._border():
            _ = port.in_waiting

    def _opened(self) -> serial.Serial:
        if self._serial is None:
            raise DeviceError(Fault.NO_DEVICE, f"{self.port} is not open")
        return self._serial

    @contextmanager
    def _border(self) -> Generator[None]:
        try:
            yield
        except serial.SerialTimeoutException as error:
            raise DeviceError(Fault.NO_ANSWER, f"{self.port} takes no bytes") from error
        except (OSError, termios.error) as error:  # SerialException is an OSError
            raise DeviceError(Fault.NO_DEVICE, f"{self.port}: {error}") from error
