"""A display to draw on: the one there is, or a virtual one that ends with us. It must never know what is drawn."""

import os
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

START = 20.0  # seconds that the virtual display is given to come up
ASK = 5.0  # seconds that the display is given to tell its size
STOP = 5.0  # seconds that the virtual display is given to end
PRESENT = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")  # any of these says where to draw


class Size(NamedTuple):
    width: int  # pixels
    height: int


class NoDisplay(Exception):  # noqa: N818 - a state of the machine, told to whoever starts the program
    """There is nothing to draw on, and why."""


@contextmanager
def display(size: Size) -> Iterator[Size]:
    """The display named by the environment, or a virtual one of `size` put there; gives the size there is.

    Raises NoDisplay.
    """
    if any(os.environ.get(name) for name in PRESENT):
        yield measured() or size
        return
    with virtual(size) as name:
        sys.stderr.write(f"No display here: drawing {size.width}×{size.height} on the virtual display {name}.\n")
        os.environ["DISPLAY"] = name
        try:
            yield size
        finally:
            del os.environ["DISPLAY"]


@contextmanager
def virtual(size: Size) -> Iterator[str]:
    """A virtual display of its own, by its name (":7"); it is gone afterwards, however we end. Raises NoDisplay."""
    reading, writing = os.pipe()
    try:
        server = _started(size, writing)
    except OSError as error:
        os.close(reading)
        raise NoDisplay(f"Xvfb does not start: {error.strerror} (package xvfb)") from error
    finally:
        os.close(writing)
    try:
        yield f":{_number(reading)}"
    finally:
        os.close(reading)
        _ended(server)


def measured() -> Size | None:
    """How large the present display is, or None when it does not tell."""
    try:
        told = subprocess.run(["xdpyinfo"], capture_output=True, text=True, timeout=ASK, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"dimensions:\s+(\d+)x(\d+) pixels", told)
    return Size(int(found[1]), int(found[2])) if found else None


def _started(size: Size, writing: int) -> "subprocess.Popen[bytes]":
    """Xvfb chooses a free number itself and writes it to the pipe. A display outlives nobody: the kernel sees to it."""
    leash = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
    screen = f"{size.width}x{size.height}x24"
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", screen, "-nolisten", "tcp", "-noreset"]
    return subprocess.Popen(
        [*leash, *command],
        pass_fds=[writing],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for us; the display goes after what is drawn on it
    )


def _number(reading: int) -> int:
    if not select.select([reading], [], [], START)[0]:
        raise NoDisplay(f"Xvfb has not come up within {START:g} s")
    said = os.read(reading, 16)
    if not said.strip().isdigit():
        raise NoDisplay("Xvfb ended at once (is the package xvfb complete?)")
    return int(said)


def _ended(server: "subprocess.Popen[bytes]") -> None:
    server.terminate()
    try:
        server.wait(STOP)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
