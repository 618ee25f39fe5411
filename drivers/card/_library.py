"""A SAM module behind its maker's library, with a limit for every call: asked through a process that can be ended."""

import json
import os
import select
import subprocess
import sys
from contextlib import suppress
from time import monotonic

from drivers import DeviceError, Fault
from drivers.card import _library_calls
from drivers.card._library_calls import OK, Code
from drivers.protocols import sam
from drivers.protocols.sam import Reply
from drivers.protocols.sam_answers import answers, module_number

START = 8.0  # seconds until a busy terminal has started the process and loaded the library
CALL = 5.0  # seconds for any other call; libraries give up on a silent module after two to four
END_WITHIN = 2.0  # seconds for the kernel to end the process
NOT_LOADED = Fault.NO_DEVICE, "the maker's library is not loaded"
OWN_CODES = 0x0F  # up to here a code is the library's, not the module's
_NAMES = {
    sam.STATUS: "status", sam.MODULE_ID: "number", sam.FIND: "find", sam.SELECT: "select", sam.READ: "read"
}  # fmt: skip


class Conversation:
    """A `drivers.card._module.Talk`. The process runs from `open` to `close`; a call that is overdue ends it."""

    def __init__(self, dialect: str, library: str, port: int) -> None:
        self._words = dialect, library, str(port)
        self._process: subprocess.Popen[bytes] | None = None
        self._heard = b""
        self._command = b""
        self._waiting = False  # for the answer to a call: there can be only one
        self._until = 0.0
        self._why = NOT_LOADED  # there is no process

    def open(self) -> None:
        """Load the library and open the port. Raises DRIVER_MISSING, NO_DEVICE, NO_ANSWER."""
        if self._process is not None:
            return
        self._why = NOT_LOADED
        self._process = subprocess.Popen(
            [sys.executable, "-P", _library_calls.__file__, *self._words],
            stdin=subprocess.PIPE,  # it ends when this end closes
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,  # Ctrl-C in a terminal is for the kiosk, which ends its devices itself
        )
        code, told = self._called("open", START)
        if code != OK:
            self.close()
            raise self._complaint(code if code > OWN_CODES or code < 0 else Code.GONE, told)

    def close(self) -> None:
        process, self._process, self._heard, self._waiting = self._process, None, b"", False
        if process is None:
            return
        process.kill()
        with suppress(subprocess.TimeoutExpired):  # the kernel holds it; it ends when the kernel lets it
            process.wait(END_WITHIN)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()

    def ask(self, command: bytes) -> Reply:
        self.send(command)
        while (reply := self.answer(self._until)) is None:
            pass
        return reply

    def send(self, command: bytes) -> None:
        """Put the question, once the answer to the last one, which nobody wants any more, has come."""
        self.forget()
        self._command = command
        self._call(_NAMES[command], CALL)

    def answer(self, until: float) -> Reply | None:
        line = self._line(until)
        if line is None:
            return None
        code, told = json.loads(line)
        if code <= OWN_CODES:
            raise self._complaint(code, told)
        reply = Reply(code, self._data(told))
        if not answers(self._command, reply):
            raise DeviceError(Fault.GARBLED, f"the library answers {code:02X} with {len(reply.data)} bytes")
        return reply

    def wait(self, seconds: float) -> None:
        """A library tells nothing unasked; its process may end."""
        process = self._running()
        assert process.stdout is not None
        if select.select([process.stdout], [], [], max(0.0, seconds))[0] and not self._waiting:
            raise self._ended()

    def forget(self) -> None:
        self._running()
        if self._waiting:
            while self._line(self._until) is None:
                pass

    def _data(self, told: str) -> bytes:
        """What the module itself would have sent with this answer."""
        data = bytes.fromhex(told)
        if self._command == sam.MODULE_ID:
            return module_number(data.decode("ascii", errors="replace"))
        return bytes(8) if self._command == sam.SELECT else data

    def _called(self, name: str, seconds: float) -> tuple[int, str]:
        self._call(name, seconds)
        while (line := self._line(self._until)) is None:
            pass
        code, told = json.loads(line)
        return code, told

    def _call(self, name: str, seconds: float) -> None:
        process = self._running()
        assert process.stdin is not None
        try:
            process.stdin.write(name.encode() + b"\n")
        except OSError as error:
            raise self._ended() from error
        self._waiting, self._until = True, monotonic() + seconds

    def _line(self, until: float) -> bytes | None:
        """The answer; None when it is not there at the time `until`. One that is overdue ends the process."""
        process = self._running()
        assert process.stdout is not None
        while b"\n" not in self._heard:
            left = max(0.0, min(until, self._until) - monotonic())
            if not select.select([process.stdout], [], [], left)[0]:
                if monotonic() < self._until:
                    return None
                raise self._given_up(Fault.NO_ANSWER, "the maker's library hangs: it was ended")
            part = os.read(process.stdout.fileno(), 8192)
            if not part:
                raise self._ended()
            self._heard += part
        line, _, self._heard = self._heard.partition(b"\n")
        self._waiting = False
        return line

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise DeviceError(*self._why)
        return self._process

    def _ended(self) -> DeviceError:
        """The library has crashed, and took its process with it: a new one may do better."""
        status = None
        if self._process is not None:
            with suppress(subprocess.TimeoutExpired):
                status = self._process.wait(END_WITHIN)
        return self._given_up(Fault.HARDWARE_ERROR, f"the maker's library crashed (status {status})")

    def _given_up(self, fault: Fault, detail: str) -> DeviceError:
        self.close()
        self._why = fault, detail
        return DeviceError(fault, detail)

    def _complaint(self, code: int, told: str) -> DeviceError:
        _, library, port = self._words
        match code:
            case Code.MISSING:
                help_ = "install the maker's library for Linux, or name its path in `library`"
                return DeviceError(Fault.DRIVER_MISSING, f"{library} cannot be loaded: {help_} ({told})")
            case Code.STRANGE:
                return DeviceError(Fault.DRIVER_MISSING, f"{library} has no {told}: is it another maker's library?")
            case Code.GONE:
                return DeviceError(Fault.NO_DEVICE, f"no reader at the library's port {port}: plug, rights, number?")
            case _:
                return DeviceError(Fault.NO_ANSWER, f"the reader does not answer its library (code {code:02X})")
