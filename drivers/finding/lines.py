"""A serial port for the time of a few questions: opened for us alone, and left as it was found."""

import os
import termios
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import TypeVar

from drivers import DeviceError, Fault
from drivers.ports import Line
from drivers.refusals import refusal

Answer = TypeVar("Answer")


@contextmanager
def kept(path: str) -> Generator[None]:
    """Whatever is set on the port meanwhile, its settings are put back. Raises DeviceError.

    Bytes that a hung device does not take are thrown away: closing would wait for them, for half a minute.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError as error:
        raise refusal(path, error) from error
    try:
        before = termios.tcgetattr(handle)
    except termios.error as error:
        os.close(handle)
        raise DeviceError(Fault.NO_DEVICE, f"{path} is no serial port") from error
    try:
        yield
    finally:
        with suppress(termios.error):  # it may have been pulled
            termios.tcflush(handle, termios.TCIOFLUSH)
            termios.tcsetattr(handle, termios.TCSANOW, before)
        os.close(handle)


@contextmanager
def opened(path: str, baudrate: int) -> Generator[Line]:
    """The port at a speed. Raises DeviceError."""
    line = Line(path, baudrate)
    line.open()
    try:
        yield line
    finally:
        line.close()


def ask(
    say: Callable[[bytes], None],
    hear: Callable[[float], bytes],
    question: bytes,
    understand: Callable[[bytes], Answer | None],
    seconds: float,
) -> Answer | None:
    """What `understand` makes of the bytes that come within `seconds`; None when that is nothing."""
    say(question)
    end = monotonic() + seconds
    while (left := end - monotonic()) > 0:
        if (answer := understand(hear(left))) is not None:
            return answer
    return None
