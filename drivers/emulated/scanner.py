"""A code scanner made of software: it reads what a person holds in front of it and sends it down a serial wire."""

from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from drivers.emulated.serial_device import SerialDevice
from drivers.protocols.scanner import SUFFIXES
from drivers.protocols.scanner_profiles import PLAIN, PROFILES, Profile

LONGEST_COMMAND = 64  # bytes
IDENTITIES: Mapping[str, Mapping[bytes, bytes]] = {  # what one says of itself, by its language
    "newland": {
        b"\x7e\x010000#QRYPDN;\x03": b"\x02\x010000#QRYPDNHALL-SCAN\x06;\x03",
        b"\x7e\x010000#QRYFWV;\x03": b"\x02\x010000#QRYFWVV1.00.000\x06;\x03",
        b"\x7e\x010000#QRYESN;\x03": b"\x02\x010000#QRYESNSAMPLE0001\x06;\x03",
    },
    "honeywell": {
        b"\x16M\rREVINF.": b"REVINF\r\nProduct Name: HALL-SCAN\r\nBoot Revision: 1\r\n"
        b"Software Part Number: BI0001\r\nSerial Number: SAMPLE0001\r\n\x06."
    },
}


class Scanner(SerialDevice):
    """`show` and `hide` are a person's hand and may be called from any thread.

    Without a trigger it looks all the time; with one it looks while it is lit, and a code it has read puts the light
    out. One whose profile has a mode to be set when it is opened looks all the time until it has been set. A code stays
    in view until it has been read, or is hidden. Replies go out before the code, as real ones do.
    """

    def __init__(
        self,
        path: Path,
        *,
        suffix: str = "none",
        trigger: str = "none",
        baudrate: int | None = None,
        profile: Profile | None = None,
    ) -> None:
        super().__init__(path, baudrate)
        self.profile = profile or replace(PROFILES[PLAIN if trigger == "none" else trigger], suffix=suffix, begin=())
        self._suffix = SUFFIXES[self.profile.suffix]
        self.modes: list[bytes] = []  # what it has been set to
        self._in_view = deque[bytes](maxlen=1)
        self._asked = bytearray()
        self.lit = not self.profile.on or bool(self.profile.begin)
        self.refuses = False  # answers NAK to every command
        self.settings = dict(IDENTITIES.get(self.profile.language, {}))  # questions, and what it answers to them

    def show(self, data: bytes) -> None:
        self._in_view.append(data)

    def hide(self) -> None:
        self._in_view.clear()

    @property
    def has_code(self) -> bool:
        """Whether a code is in view that has not been read."""
        return bool(self._in_view)

    def _hear(self, data: bytes) -> None:
        """Obey what is understood, in the order in which it has come."""
        self._asked += data
        words = [*self.profile.commands, *self.settings]
        while found := [(at, -len(one), one) for one in words if (at := self._asked.find(one)) >= 0]:
            at, _, word = min(found)
            del self._asked[: at + len(word)]
            self._say(self.settings[word] if word in self.settings else self._obey(word))
        del self._asked[:-LONGEST_COMMAND]

    def _obey(self, command: bytes) -> bytes:
        if command in self.profile.begin:
            self.modes.append(command)
            self.lit = not self.profile.on
        else:
            self.lit = command == self.profile.on and not self.refuses
        return self._reply(command)

    def _reply(self, command: bytes) -> bytes:
        mark = b"\x15" if self.refuses else b"\x06"
        if command.endswith(b";\x03"):  # Newland
            return b"\x02" + command[1:-2] + mark + b";\x03"
        return command + mark

    def _look_around(self) -> None:
        if self.lit and self._in_view:
            self.lit = not self.profile.on or (bool(self.profile.begin) and not self.modes)
            self._say(self._in_view.popleft() + self._suffix)
