"""The four ways a receipt printer is connected, behind one wire that speaks only bytes and DeviceError.

python-escpos opens the connection; reading and writing are done here, because each needs a time limit of its own.
No status is decided here: what an answer means is the protocol's business.
"""

import os
import select
import socket
import stat
import termios
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Any, Protocol

import serial
from escpos.exceptions import Error as EscposError

from drivers import DeviceError, Fault, ports
from drivers.receipt import _library
from drivers.refusals import refusal

CONNECT_LIMIT = 3.0  # seconds
LOST_LIMIT_MS = 5000  # a network that confirms nothing for so long is gone: a pulled cable sends no farewell
CHUNK = 1024
BITS_PER_BYTE = 10  # on a serial line: start, eight, stop


class Wire(Protocol):
    """A connection. Every method may raise DeviceError: NO_DEVICE when it is gone."""

    two_way: bool  # whether the printer can answer at all

    def open(self) -> None: ...
    def close(self) -> None:
        """Never raises, never waits."""
        ...

    def send(self, data: bytes, seconds: float) -> None:
        """All of it. Raises NO_ANSWER when the printer does not take it within `seconds`."""
        ...

    def receive(self, seconds: float) -> bytes:
        """What has come, waiting at most `seconds` for the first byte; empty when nothing has."""
        ...

    def seconds_for(self, count: int) -> float:
        """How long `count` bytes need on this wire by themselves."""
        ...


class NetworkWire:
    """TCP, usually port 9100."""

    two_way = True

    def __init__(self, host: str, port: int) -> None:
        self._name = f"{host}:{port}"
        self._address = host, port
        self._printer: Any = None
        self._socket: socket.socket | None = None

    def open(self) -> None:
        with border(self._name):
            self._printer = _library.network(*self._address, CONNECT_LIMIT)
            self._printer.open()
            self._socket = self._printer.device
            assert self._socket is not None
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, LOST_LIMIT_MS)

    def close(self) -> None:
        self._socket = None
        if self._printer is not None:
            with suppress(OSError):
                self._printer.close()

    def send(self, data: bytes, seconds: float) -> None:
        connection = _opened(self._socket, self._name)
        with border(self._name):
            connection.settimeout(seconds)
            connection.sendall(data)

    def receive(self, seconds: float) -> bytes:
        connection = _opened(self._socket, self._name)
        with border(self._name):
            if not select.select([connection], [], [], seconds)[0]:
                return b""
            data = connection.recv(CHUNK)
        if not data:
            raise DeviceError(Fault.NO_DEVICE, f"{self._name}: the printer closed the connection")
        return data

    def seconds_for(self, count: int) -> float:  # noqa: ARG002 - a network needs none worth counting
        return 0.0


class SerialWire:
    """A serial line, also a USB one that looks like a serial line."""

    two_way = True

    def __init__(self, port: str, baudrate: int, flow: str) -> None:
        self._name, self._baudrate, self._flow = port, baudrate, flow
        self._line: serial.Serial | None = None

    def open(self) -> None:
        with opening(self._name):
            path = ports.find(self._name)
            printer = _library.serial(path, self._baudrate, xonxoff=self._flow == "xonxoff")
            printer.open()
            self._line, printer.device = printer.device, None  # its close() would wait for the last byte to leave
            assert self._line is not None
            self._line.rtscts = self._flow == "rtscts"

    def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            with suppress(OSError, termios.error):
                line.reset_output_buffer()  # or closing waits until a stopped printer has taken it
            with suppress(OSError, termios.error):
                line.close()

    def send(self, data: bytes, seconds: float) -> None:
        line = _opened(self._line, self._name)
        with border(self._name):
            line.write_timeout = seconds + self.seconds_for(len(data))
            line.write(data)

    def receive(self, seconds: float) -> bytes:
        line = _opened(self._line, self._name)
        with border(self._name):
            if not select.select([line.fileno()], [], [], seconds)[0]:
                return b""
            return line.read(CHUNK)

    def seconds_for(self, count: int) -> float:
        return count * BITS_PER_BYTE / self._baudrate


class FileWire:
    """A device file such as /dev/usb/lp0, which answers, or a plain file or pipe, which does not.

    The library's own class is not used: it opens for writing only, and a printer without paper would hold it for ever.
    """

    def __init__(self, path: str) -> None:
        self._name = path
        self._file: int | None = None
        self.two_way = False

    def open(self) -> None:
        with opening(self._name):
            self.two_way = self._is_device()
            if self.two_way:
                self._file = os.open(self._name, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
            else:
                self._file = os.open(self._name, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NONBLOCK, 0o600)

    def _is_device(self) -> bool:
        try:
            return stat.S_ISCHR(os.stat(self._name).st_mode)  # noqa: PTH116 - one call, next to the others on paths as text
        except FileNotFoundError:
            if self._name.startswith("/dev/"):
                raise
            return False

    def close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                os.close(file)

    def send(self, data: bytes, seconds: float) -> None:
        file = _opened(self._file, self._name)
        end = time.monotonic() + seconds
        with border(self._name):
            while data:
                if not select.select([], [file], [], max(0.0, end - time.monotonic()))[1]:
                    raise TimeoutError
                data = data[os.write(file, data) :]

    def receive(self, seconds: float) -> bytes:
        file = _opened(self._file, self._name)
        with border(self._name):
            if not self.two_way or not select.select([file], [], [], seconds)[0]:
                return b""
            return os.read(file, CHUNK)

    def seconds_for(self, count: int) -> float:  # noqa: ARG002 - not known
        return 0.0


def _opened(handle: Any, name: str) -> Any:
    if handle is None:
        raise DeviceError(Fault.NO_DEVICE, f"{name} is not open")
    return handle


@contextmanager
def opening(node: str) -> Generator[None]:
    """The same for a node of this machine while it is opened: the system says why it does not let us."""
    try:
        yield
    except (OSError, EscposError, termios.error) as error:
        raise refusal(node, error) from error


@contextmanager
def border(name: str) -> Generator[None]:
    """Every error of the libraries becomes a DeviceError here."""
    try:
        yield
    except (TimeoutError, serial.SerialTimeoutException) as error:
        if error.errno is not None:  # ETIMEDOUT: the network itself has given up, not our own limit
            raise DeviceError(Fault.NO_DEVICE, f"{name}: connection lost") from error
        raise DeviceError(Fault.NO_ANSWER, f"{name} takes no more data") from error
    except (OSError, EscposError, termios.error) as error:  # SerialException and USBError are OSErrors
        raise DeviceError(Fault.NO_DEVICE, f"{name}: {type(error).__name__}: {error}") from error
