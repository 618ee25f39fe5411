"""Any other engine: a program that reads a text on its standard input and writes a WAV file to its standard output."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass

from drivers import DeviceError, Fault
from drivers.settings import between, setting
from drivers.voice._talker import Talker, TalkerSettings, run

INSTALL = "install the voice engine that devices.voice.command names"


def _check_command(command: tuple[str, ...]) -> str | None:
    return None if command and command[0] else "must name a program"


@dataclass(frozen=True)
class Settings(TalkerSettings):
    command: tuple[str, ...] = setting(
        help='program and arguments, such as ["piper", "--model", "{language}.onnx", "--output_file", "-"]; '
        "{language} and {pace} (per cent) are filled in",
        check=_check_command,
    )
    seconds: float = setting(5.0, help="how long it may take for a text", check=between(0.1, 60))


class Driver(Talker):
    """A `drivers.voice.Voice`."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(settings, clock)
        self._command, self._seconds = settings.command, settings.seconds

    def _prove(self) -> None:
        if shutil.which(self._command[0]) is None:
            raise DeviceError(Fault.DRIVER_MISSING, f"{self._command[0]} is missing: {INSTALL}")

    def _sound(self, text: str, language: str, pace: int) -> bytes:
        command = [one.replace("{language}", language).replace("{pace}", str(pace)) for one in self._command]
        return run(command, text, self._seconds, INSTALL)
