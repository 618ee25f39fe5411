"""The headphone socket of a sound card: whether something is plugged in, as the kernel's input layer tells it.

Source: Linux, include/uapi/linux/input.h (`struct input_event`, EVIOCGSW) and input-event-codes.h (EV_SW,
SW_HEADPHONE_INSERT); the sound card registers each socket as an input device with a switch.
"""

import fcntl
import os
import select
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from drivers import DeviceError, Fault

INPUTS = Path("/sys/class/input")
NODES = Path("/dev/input")
EVENT = struct.Struct("llHHi")  # seconds, microseconds, type, code, value
EV_SW, SW_HEADPHONE_INSERT = 0x05, 0x02
SWITCHES = 8  # bytes that hold the state of every switch there is
EVIOCGSW = (2 << 30) | (SWITCHES << 16) | (ord("E") << 8) | 0x1B
AT_ONCE = 64  # events read together


class Jack:
    """Watches the socket on a thread of its own, so that headphones which are pulled out are noticed at once."""

    def __init__(self, socket: str, changed: Callable[[bool], None] = lambda _plugged: None) -> None:
        """`socket` is a device file, or the name that the kernel gives the socket. `changed` is called on the
        watching thread with whether something is plugged in.
        """
        self._socket, self._changed = socket, changed
        self.plugged = False  # until the socket says so
        self._file: int | None = None
        self._stop = os.eventfd(0, os.EFD_CLOEXEC)
        self._thread: threading.Thread | None = None

    @property
    def there(self) -> bool:
        """Whether the socket is being watched."""
        return self._thread is not None and self._thread.is_alive()

    def open(self) -> None:
        """Look how it is, and watch from now on. Raises DeviceError: NO_DEVICE, NOT_PERMITTED."""
        self.close()
        path = self._socket if self._socket.startswith("/") else _node(self._socket)
        try:
            self._file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except PermissionError as error:
            raise DeviceError(Fault.NOT_PERMITTED, path) from error
        except OSError as error:
            raise DeviceError(Fault.NO_DEVICE, f"headphone socket {path}: {error.strerror}") from error
        self.plugged = _now(self._file)
        self._thread = threading.Thread(target=self._watch, args=(self._file,), name="headphones", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Harmless when it is not open. Whatever was plugged in counts as pulled out."""
        thread, self._thread = self._thread, None
        if thread is not None:
            os.eventfd_write(self._stop, 1)
            thread.join()
            os.eventfd_read(self._stop)
        if self._file is not None:
            os.close(self._file)
        self._file, self.plugged = None, False

    def _watch(self, file: int) -> None:
        waiting = select.poll()
        waiting.register(file, select.POLLIN)
        waiting.register(self._stop, select.POLLIN)
        while True:
            ready = dict(waiting.poll())
            if self._stop in ready:
                return
            if not self._read(file):
                self._told(plugged=False)  # the card is gone: nobody knows who would hear
                return

    def _read(self, file: int) -> bool:
        """What has happened; False when there is nothing more to come."""
        try:
            data = os.read(file, EVENT.size * AT_ONCE)
        except BlockingIOError:
            return True
        except OSError:
            return False
        for _, _, kind, code, value in EVENT.iter_unpack(data[: len(data) // EVENT.size * EVENT.size]):
            if (kind, code) == (EV_SW, SW_HEADPHONE_INSERT):
                self._told(plugged=bool(value))
        return bool(data)

    def _told(self, *, plugged: bool) -> None:
        if plugged != self.plugged:
            self.plugged = plugged
            self._changed(plugged)

    def __del__(self) -> None:
        with suppress(OSError):
            os.close(self._stop)


def _now(file: int) -> bool:
    """What the kernel says of the switch. Something that is no input device counts as not plugged in until it tells."""
    state = bytearray(SWITCHES)
    try:
        fcntl.ioctl(file, EVIOCGSW, state)
    except OSError:
        return False
    return bool(state[SW_HEADPHONE_INSERT // 8] & 1 << SW_HEADPHONE_INSERT % 8)


def _node(name: str) -> str:
    """The device file of the socket that the kernel calls so. Raises DeviceError NO_DEVICE."""
    for one in sorted(INPUTS.glob("event*")):
        with suppress(OSError):
            if (one / "device" / "name").read_text(encoding="utf-8").strip() == name:
                return str(NODES / one.name)
    raise DeviceError(Fault.NO_DEVICE, f'no input device is called "{name}"; `cat /proc/bus/input/devices` lists them')
