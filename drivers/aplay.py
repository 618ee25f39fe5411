"""One run of `aplay`: WAV bytes go in, and what its words mean comes out. It never lasts longer than its limit."""

import os
import signal
import subprocess
from contextlib import suppress
from typing import IO

from drivers import DeviceError, Fault

PROGRAM = "aplay"
PACKAGE = "alsa-utils"
END = 2.0  # seconds that a killed program is given to be gone
_MEANINGS = {  # the system's words for errno, as they stand in what aplay says in English
    "Device or resource busy": Fault.IN_USE,
    "Permission denied": Fault.NOT_PERMITTED,
    "No such file or directory": Fault.NO_DEVICE,
    "No such device": Fault.NO_DEVICE,
    "Unknown PCM": Fault.NO_DEVICE,
    "cannot find card": Fault.NO_DEVICE,
}


def play(device: str, sound: bytes, seconds: float, config: str) -> None:
    """Play to the end. Raises DeviceError; NO_ANSWER when it has not come to an end within `seconds`.

    `config` is an ALSA configuration of its own, "" for the system's.
    """
    running = start(device, config)
    try:
        _, said = running.communicate(sound, timeout=seconds)
    except subprocess.TimeoutExpired as late:
        end(running)
        raise DeviceError(Fault.NO_ANSWER, f"{device} does not take the sound") from late
    if running.returncode:
        raise failure(device, said)


def start(device: str, config: str, sound: IO[bytes] | int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    """Begin to play a WAV file, and return at once. Raises DeviceError."""
    environment = {**os.environ, "LC_ALL": "C"} | ({"ALSA_CONFIG_PATH": config} if config else {})
    try:
        return subprocess.Popen(
            [PROGRAM, "--quiet", "--nonblock", "--device", device, "--file-type", "wav", "-"],
            stdin=sound,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=True,  # so that all it has started can be ended with it
        )
    except FileNotFoundError as error:
        raise DeviceError(Fault.DRIVER_MISSING, f"{PROGRAM} is missing: install {PACKAGE}") from error
    except OSError as error:
        raise DeviceError(Fault.NOT_PERMITTED, f"{PROGRAM} cannot be started: {error.strerror}") from error


def end(running: subprocess.Popen[bytes]) -> None:
    """End it and whatever it has started."""
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):  # stuck in the kernel: it is gone as soon as the kernel lets go
        running.communicate(timeout=END)


def failure(device: str, said: bytes) -> DeviceError:
    """What a run that has failed meant by its last words."""
    text = said.decode(errors="replace")
    fault = next((fault for words, fault in _MEANINGS.items() if words in text), Fault.HARDWARE_ERROR)
    last = next(reversed(text.strip().splitlines()), "it ended without a word").removeprefix(f"{PROGRAM}: ")
    return DeviceError(fault, f"{device}: {last}")
