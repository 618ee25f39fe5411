"""Where things are looked up: the kernel's folders, libraries, services; tests bring their own."""

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from drivers import DeviceError, Fault
from drivers.finding import aside

COMMAND_LIMIT = 5.0  # seconds for a program of the system, such as aplay
NUT_PORT = 3493
ANSWER_LIMIT = 0.4  # seconds for an answer on a wire; devices take 20 ms, their wires at the slowest rate some more


def command(words: Sequence[str]) -> str:
    """What a program prints. Raises DeviceError: DRIVER_MISSING, NO_ANSWER, HARDWARE_ERROR."""
    try:
        run = subprocess.run(
            words, capture_output=True, text=True, errors="replace", timeout=COMMAND_LIMIT, check=False,
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"},
        )  # fmt: skip
    except FileNotFoundError as error:
        raise DeviceError(Fault.DRIVER_MISSING, f"the program {words[0]} is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise DeviceError(Fault.NO_ANSWER, f"{words[0]} does not end") from error
    except OSError as error:
        raise DeviceError(Fault.HARDWARE_ERROR, f"{words[0]}: {error.strerror}") from error
    return run.stdout


@dataclass(frozen=True)
class System:
    """One machine to look at. `hosts` are the addresses that a person has named: no others are ever asked."""

    sys: Path = Path("/sys")
    dev: Path = Path("/dev")
    proc: Path = Path("/proc")
    library: Callable[..., list[dict[str, str]]] = aside.ask
    command: Callable[[Sequence[str]], str] = command
    nut: tuple[str, int] = ("127.0.0.1", NUT_PORT)
    hosts: tuple[str, ...] = ()
    answer: float = ANSWER_LIMIT


def text(path: Path) -> str:
    """What a small file of the kernel says; nothing when it is not there, or the device has just gone."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def inside(folder: Path) -> list[Path]:
    """The entries of a folder in the order of their names; none when there is no such folder."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
