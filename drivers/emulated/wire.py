"""A serial wire made of a pseudo terminal: a node under a stable path that can vanish, and come back as another one.

This is the device's end. It knows bytes, their pace and the plug; never what they mean.
"""

import os
import select
import termios
import time
import tty
from collections.abc import Callable
from pathlib import Path

BITS = 10  # of one byte on the wire: start, eight, stop
STEP = 16  # bytes that are sent at once on a paced wire
CHUNK = 4096


class Wire:
    """One wire. All calls come from the one thread of its device.

    With a baudrate, bytes take the time they would take on the wire, both ways, and whoever has opened the node at
    another speed is not understood. Without one it is like USB: immediate, and the speed does not matter.
    """

    def __init__(self, path: Path, baudrate: int | None = None) -> None:
        self.path = path
        self.baudrate = baudrate
        self.node = ""  # the pseudo terminal's present name
        self._ours = self._theirs = -1
        self._busy_until = 0.0  # bytes that are still on their way to us

    @property
    def plugged(self) -> bool:
        return self._ours >= 0

    def plug(self) -> None:
        """Let the node appear: never under the name it had before, as USB serial devices like to do."""
        if self.plugged:
            return
        before, (ours, theirs) = self.node, os.openpty()
        if os.ttyname(theirs) == before:
            taken = ours, theirs
            ours, theirs = os.openpty()
            _close(*taken)
        tty.setraw(theirs)
        os.set_blocking(ours, False)
        self._ours, self._theirs, self.node = ours, theirs, os.ttyname(theirs)
        self._link()

    def unplug(self) -> None:
        """Let the node vanish: whoever holds it open gets a hang-up."""
        if not self.plugged:
            return
        self.path.unlink(missing_ok=True)
        _close(self._ours, self._theirs)
        self._ours = self._theirs = -1

    def receive(self, seconds: float) -> bytes:
        """What the other end has sent, waiting at most `seconds` for it. Nothing is understood at a wrong speed."""
        if not select.select([self._ours], [], [], seconds)[0]:
            return b""
        data = os.read(self._ours, CHUNK)
        self._busy_until = time.monotonic() + self._duration(len(data))
        return data if self._same_speed() else b""

    def send(self, data: bytes, going: Callable[[], bool] = lambda: True) -> None:
        """Send at the wire's pace for as long as `going` says so. What nobody takes is lost, as on any wire."""
        begin = max(time.monotonic(), self._busy_until)
        step = STEP if self.baudrate else len(data) or 1
        for start in range(0, len(data), step):
            piece = data[start : start + step]
            time.sleep(max(0.0, begin + self._duration(start + len(piece)) - time.monotonic()))
            if not going():
                return
            self._put(piece)

    def _put(self, piece: bytes) -> None:
        try:
            os.write(self._ours, piece)
        except BlockingIOError:
            return  # nobody reads, and the kernel's buffer is full

    def _duration(self, size: int) -> float:
        return size * BITS / self.baudrate if self.baudrate else 0.0

    def _same_speed(self) -> bool:
        return self.baudrate is None or termios.tcgetattr(self._theirs)[5] == getattr(termios, f"B{self.baudrate}")

    def _link(self) -> None:
        """Put the path in its place in one step: whoever looks finds the old node or the new one."""
        fresh = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(self.node)
        fresh.replace(self.path)


def _close(*handles: int) -> None:
    for handle in handles:
        os.close(handle)
