"""The reference platform as a child process of the kiosk, on loopback: the default until a city's own is configured.

The kiosk holds the listening socket and only lends it. So the address is known before the child runs, stays the same
when it has to be started anew, and requests in between wait for it instead of failing.
"""

import json
import logging
import os
import secrets
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kiosk.platform.settings import SECRET_VARIABLE

READY = 20.0  # seconds in which a child must say that it serves
STOP = 5.0  # seconds in which it must end by itself
BACK_OFF = (0.2, 1.0, 5.0, 30.0)  # seconds before it is started anew; the last for all later times
ROOT = Path(__file__).parents[2]

LOG = logging.getLogger(__name__)


class EmbeddedPlatform:
    """`start()` returns at once; a thread of its own keeps the child alive until `stop()`."""

    def __init__(self, terminal: str, hall: str, database: Path, *, options: Sequence[str] = ()) -> None:
        """`options` are further ones of `run_kiosk.py platform`: --data DIR, --always-open, --lively, --clock."""
        self.secret = secrets.token_hex(32)
        self._command = _command(terminal, hall, database, options)
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._child: subprocess.Popen[str] | None = None
        self._ready, self._stopping = threading.Event(), threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="embedded-platform", daemon=True)
        self.starts = 0  # how often a child has been started

    def start(self) -> None:
        self._keeper.start()

    def wait(self, seconds: float = READY) -> bool:
        """Whether it serves, within so many seconds."""
        return self._ready.wait(seconds)

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    def stop(self) -> None:
        """End the child and give the port back. Takes 2 × STOP seconds at most. Harmless when called twice."""
        self._stopping.set()
        if self._keeper.is_alive():
            self._keeper.join(2 * STOP)
        self._listening.close()

    def _keep(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            child = self._start()
            failures = 0 if _announced(child) and self._serve_until_end(child) else failures + 1
            self._ready.clear()
            _end(child)
            if not self._stopping.is_set():
                LOG.warning("embedded platform ended with status %s", child.returncode)
                self._stopping.wait(BACK_OFF[min(failures, len(BACK_OFF) - 1)])

    def _start(self) -> "subprocess.Popen[str]":
        fd = self._listening.fileno()
        self.starts += 1
        self._child = subprocess.Popen(
            [*self._command, "--fd", str(fd)],
            stdin=subprocess.PIPE,  # never written to: its end tells the child that we are gone
            stdout=subprocess.PIPE,
            text=True,
            pass_fds=(fd,),
            start_new_session=True,  # Ctrl-C at a keyboard is for the kiosk, which then stops its child in order
            cwd=ROOT,
            env=os.environ | {SECRET_VARIABLE: self.secret},
        )
        return self._child

    def _serve_until_end(self, child: "subprocess.Popen[str]") -> bool:
        """Waits until it dies or is told to stop; True, for it has served."""
        self._ready.set()
        while child.poll() is None and not self._stopping.wait(0.1):
            pass
        return True


def _command(terminal: str, hall: str, database: Path, options: Sequence[str]) -> list[str]:
    program = [sys.executable, "-m", "kiosk.platform.server", "--with-parent"]
    return [*program, "--terminal", terminal, "--hall", hall, "--db", str(database.absolute()), *options]


def _announced(child: "subprocess.Popen[str]") -> bool:
    """Whether the child has said that it serves. One that says nothing in time is killed, which ends the reading."""
    assert child.stdout is not None
    killer = threading.Timer(READY, child.kill)
    killer.daemon = True
    killer.start()
    try:
        return json.loads(child.stdout.readline() or "{}").get("event") == "platformReady"
    except ValueError:
        return False
    finally:
        killer.cancel()


def _end(child: "subprocess.Popen[str]") -> None:
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    try:
        child.wait(STOP)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait(STOP)
