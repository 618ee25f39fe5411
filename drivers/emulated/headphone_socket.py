"""A headphone socket made of software: a pipe that says what the kernel's input layer would say of it."""

import os
import time
from pathlib import Path

from drivers.voice._jack import EV_SW, EVENT, SW_HEADPHONE_INSERT


class HeadphoneSocket:
    """`[devices.voice] socket = …`: a file in a folder of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._pipe = -1

    def appear(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.unlink(missing_ok=True)
        os.mkfifo(self.path, 0o600)
        self._pipe = os.open(self.path, os.O_RDWR | os.O_NONBLOCK)

    def vanish(self) -> None:
        """Whoever watches the socket reads its end."""
        if self._pipe >= 0:
            os.close(self._pipe)
        self._pipe = -1
        self.path.unlink(missing_ok=True)

    def plug_in(self) -> None:
        self._say(1)

    def pull_out(self) -> None:
        self._say(0)

    def _say(self, value: int) -> None:
        seconds, rest = divmod(time.time(), 1)
        moment = int(seconds), int(rest * 1e6)
        os.write(self._pipe, EVENT.pack(*moment, EV_SW, SW_HEADPHONE_INSERT, value) + EVENT.pack(*moment, 0, 0, 0))
