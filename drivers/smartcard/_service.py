"""The PC/SC service with a limit for every call: asked through a process that is ended when an answer is overdue."""

import json
import os
import select
import subprocess
import sys
from contextlib import suppress
from time import monotonic
from typing import Any

from drivers import DeviceError, Fault
from drivers.smartcard import _calls, _codes
from drivers.tracing import Tap

START = 8.0  # seconds for the first answer: a busy terminal starts a process, and systemd starts pcscd
ANSWER = 3.0  # seconds for each other one, beside what was asked for; a chip card takes less than one
END_WITHIN = 2.0  # seconds for the kernel to end the process


class LostServiceError(DeviceError):
    """The service has ended or begun anew since it was asked for its readers: ask again."""


class BrokenOffError(DeviceError):
    """The exchange with a card ended in its midst: it may have been pulled out, which the service tells a bit later."""


class Service:
    """One at a time; a process runs from the first call until `close`."""

    def __init__(self, socket: str) -> None:
        self._socket = socket  # of pcscd; empty: the usual one
        self._process: subprocess.Popen[bytes] | None = None
        self._heard = b""
        self.tap: Tap | None = None  # of whoever traces it; may be set by any thread

    def readers(self) -> list[str]:
        """The names of all readers. Raises DeviceError: NO_ANSWER, DRIVER_MISSING, NOT_PERMITTED."""
        code, names = self._call("readers", seconds=START)
        if code in _codes.REFUSED:  # the library says so of a service that ends at this moment, too
            code, names = self._call("readers", seconds=START)
        if code not in (_codes.OK, _codes.NO_READERS):
            raise _codes.error(code)
        return list(names or [])

    def state(self, reader: str, known: int, seconds: float) -> int:
        """The reader's state as soon as it is not the known one; the known one when that lasts for `seconds`."""
        code, state = self._call("wait", reader, known, round(1000 * seconds), seconds=seconds + ANSWER)
        if code == _codes.TIMEOUT:
            return known
        self._check(code)
        return int(state)

    def connect(self, reader: str) -> None:
        self._check(self._call("connect", reader)[0])
        if (tap := self.tap) is not None:
            tap.opened(reader)

    def transmit(self, command: bytes) -> bytes:
        tap = self.tap
        if tap is not None:
            tap.sent(command)
        code, answer = self._call("transmit", command.hex())
        self._check(code)
        answered = bytes.fromhex(answer)
        if tap is not None:
            tap.heard(answered)
        return answered

    def disconnect(self) -> None:
        if (tap := self.tap) is not None:
            tap.closed()
        self._call("disconnect")

    def about(self, reader: str) -> dict[str, bytes]:
        """What the reader tells of itself, by name. One that hangs is NO_ANSWER."""
        code, told = self._call("about", reader)
        self._check(code)
        return {name: bytes.fromhex(value) for name, value in told.items()}

    def close(self) -> None:
        process, self._process, self._heard = self._process, None, b""
        if process is None:
            return
        process.kill()
        with suppress(subprocess.TimeoutExpired):  # the kernel holds it; it ends when the kernel lets it
            process.wait(END_WITHIN)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()

    @staticmethod
    def _check(code: int) -> None:
        if code == _codes.OK:
            return
        fault = _codes.error(code)
        if code in _codes.LOST | _codes.REFUSED:  # what is really refused is refused again, when asked for the readers
            raise LostServiceError(fault.fault, fault.detail)
        if code in _codes.BROKEN_OFF:
            raise BrokenOffError(fault.fault, fault.detail)
        raise fault

    def _call(self, name: str, *arguments: Any, seconds: float = ANSWER) -> tuple[int, Any]:
        """Ask and wait for the answer. Raises NO_ANSWER when it is overdue: the next call starts a new process."""
        if self._process is None and name != "readers":
            raise LostServiceError(Fault.NO_ANSWER, "the service has not been asked for its readers yet")
        process = self._process = self._process or self._start()
        try:
            _write(process, json.dumps([name, *arguments]))
            code, value = json.loads(self._line(process, monotonic() + seconds, name))
        except BaseException:  # an answer that is still to come would be taken for the next one's
            self.close()
            raise
        return int(code), value

    def _start(self) -> subprocess.Popen[bytes]:
        socket = {"PCSCLITE_CSOCK_NAME": self._socket} if self._socket else {}
        return subprocess.Popen(
            [sys.executable, "-P", _calls.__file__],  # as a program, not of the package: it starts in half the time
            stdin=subprocess.PIPE,  # it ends when this end closes
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={**os.environ, **socket},
            start_new_session=True,  # Ctrl-C in a terminal is for the kiosk, which ends its devices itself
        )

    def _line(self, process: subprocess.Popen[bytes], end: float, name: str) -> bytes:
        assert process.stdout is not None
        while b"\n" not in self._heard:
            if not select.select([process.stdout], [], [], max(0.0, end - monotonic()))[0]:
                raise DeviceError(Fault.NO_ANSWER, f"no answer to {name}: pcscd or the reader hangs")
            part = os.read(process.stdout.fileno(), 4096)
            if not part:
                raise _ended(process)
            self._heard += part
        line, _, self._heard = self._heard.partition(b"\n")
        return line


def _write(process: subprocess.Popen[bytes], line: str) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(line.encode() + b"\n")
    except OSError as error:
        raise _ended(process) from error


def _ended(process: subprocess.Popen[bytes]) -> DeviceError:
    """Why the process ended."""
    try:
        status = process.wait(END_WITHIN)
    except subprocess.TimeoutExpired:
        status = None
    if status == _calls.MISSING:
        return DeviceError(Fault.DRIVER_MISSING, "no PC/SC library: apt install libpcsclite1, pip install pyscard")
    return DeviceError(Fault.HARDWARE_ERROR, f"the calls to PC/SC ended with status {status}")
