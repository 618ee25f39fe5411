"""What the service manager is told of this program: that it is ready, and that it is alive. Source: sd_notify(3).

Where no manager listens, nothing is told.
"""

import os
import socket
import time
from collections.abc import Callable, Mapping

OFTEN = 3.0  # signs of life in the time after which the manager counts the program as hung


class Supervision:
    """Told of each turn of the heartbeat by `alive`, on the UI thread: a window that hangs is no longer alive."""

    def __init__(
        self, environment: Mapping[str, str] = os.environ, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._address = environment.get("NOTIFY_SOCKET", "")
        self._every = _seconds(environment) / OFTEN
        self._clock = clock
        self._next: float | None = None  # when the next sign is due; None before the first

    @property
    def present(self) -> bool:
        """Whether somebody starts the program again when it ends."""
        return bool(self._address)

    def alive(self) -> None:
        """The first time it says that the program is ready; then, where it is waited for, that it lives."""
        now = self._clock()
        if self._next is None:
            self._tell("READY=1")
            self._next = now
        if self._every and now >= self._next:
            self._tell("WATCHDOG=1")
            self._next = now + self._every

    def ending(self) -> None:
        self._tell("STOPPING=1")

    def _tell(self, state: str) -> None:
        if not self._address:
            return
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as line:
            try:
                line.sendto(state.encode(), address)
            except OSError:  # a manager that does not hear is no reason to stop
                return


def _seconds(environment: Mapping[str, str]) -> float:
    """After which silence the manager acts, 0 when it does not."""
    microseconds, process = environment.get("WATCHDOG_USEC", ""), environment.get("WATCHDOG_PID", "")
    if not microseconds.isdigit() or (process.isdigit() and int(process) != os.getpid()):
        return 0.0
    return int(microseconds) / 1e6
