"""What all voices do: an engine turns a text into sound, all in memory, and `aplay` plays it until it is cut short."""

import io
import os
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable

import numpy as np

from drivers import About, DeviceError, Fault, Status, aplay
from drivers.sound._waves import RATE, NotPlayableError, Tone, at_volume, melody, read_wav, wav
from drivers.sound_card import card_of
from drivers.voice import DEGREES, LOUDER

GRACE = 3.0  # seconds beyond its own length until what is said counts as stuck
PROBE_EVERY = 30.0  # seconds between two looks whether a device that has no card of its own takes sound
QUIET = 0.01  # of the largest sample: the silence with which engines begin and end is not waited for
_SILENCE = wav(melody((Tone(0, 0.01),)), RATE)


class Talker(ABC):
    """A `drivers.voice.Voice` without its engine: `_prove` at the opening, `_sound` for each text.

    The sound lies in a file of memory alone, so that nothing of a resident is written anywhere.
    """

    def __init__(
        self, device: str, config: str, volume: int, *, private: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._device, self._config, self._volume, self.private, self._clock = device, config, volume, private, clock
        self._card = card_of(device)
        self._open, self._probed, self._limit = False, 0.0, 0.0
        self._playing: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def _prove(self) -> None:
        """Raise DeviceError when the engine cannot speak."""

    @abstractmethod
    def _sound(self, text: str, language: str, pace: int) -> bytes:
        """The text as a WAV file. Raises DeviceError."""

    def open(self) -> None:
        """Prove that the engine is there, and with a silence that the device takes sound."""
        if not self._open:
            self._prove()
            self._probe()
            self._open = True

    def close(self) -> None:
        self.hush()
        self._open = False

    def status(self) -> Status:
        self._check()
        if not self.speaking() and not self._card.name and self._clock() >= self._probed + PROBE_EVERY:
            self._probe()
        return Status()

    def about(self) -> About:
        """What the kernel calls the card."""
        self._check()
        return self._card.about()

    def say(self, text: str, language: str, *, pace: int = 100, degree: int = 0) -> None:
        self._check()
        self.hush()
        if not text.strip():
            return
        try:
            samples, rate = read_wav(io.BytesIO(self._sound(text, language, pace)))
        except NotPlayableError as error:
            raise DeviceError(Fault.GARBLED, f"the engine gives no sound: {error}") from error
        samples = _loud(samples, self._volume, degree)
        self._limit = time.monotonic() + len(samples) / rate + GRACE
        self._playing = _played(self._device, self._config, wav(samples, rate))

    def hush(self) -> None:
        playing, self._playing = self._playing, None
        if playing is not None:
            aplay.end(playing)

    def forget(self) -> None:
        """A visit is over: nothing of it is heard any more."""
        self.hush()

    def speaking(self) -> bool:
        playing = self._playing
        if playing is None:
            return False
        if playing.poll() is None:
            if time.monotonic() < self._limit:
                return True
            self.hush()
            raise DeviceError(Fault.NO_ANSWER, f"{self._device} does not take the sound")
        self._playing = None
        said = playing.communicate()[1]
        if playing.returncode:
            raise aplay.failure(self._device, said)
        return False

    def _probe(self) -> None:
        aplay.play(self._device, _SILENCE, GRACE, self._config)
        self._probed = self._clock()

    def _check(self) -> None:
        if not self._open:
            raise DeviceError(Fault.NO_DEVICE, f"{self._device} is not open")
        self._card.check()


def _loud(samples: np.ndarray, volume: int, degree: int) -> np.ndarray:
    """As loud as the device allows at the last degree, and less at those before; no silence before or after."""
    heard = np.flatnonzero(np.abs(samples).max(axis=1, initial=0) > QUIET)
    if not heard.size:
        return samples[:1]
    samples = samples[heard[0] : heard[-1] + 1]
    below = LOUDER * (DEGREES - 1 - min(max(degree, 0), DEGREES - 1))
    return at_volume(volume, samples / np.abs(samples).max()) * 10 ** (-below / 20)


def _played(device: str, config: str, sound: bytes) -> subprocess.Popen[bytes]:
    """Begin to play what lies in memory."""
    with os.fdopen(os.memfd_create("speech"), "w+b") as memory:
        memory.write(sound)
        memory.flush()
        memory.seek(0)
        return aplay.start(device, config, memory)


def run(command: list[str], text: str, seconds: float, install: str) -> bytes:
    """What an engine answers to a text. The text goes where no list of processes shows it.

    Raises DeviceError: DRIVER_MISSING, NOT_PERMITTED, NO_ANSWER after `seconds`, HARDWARE_ERROR.
    """
    name = command[0]
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=seconds, check=False)
    except FileNotFoundError as error:
        raise DeviceError(Fault.DRIVER_MISSING, f"{name} is missing: {install}") from error
    except OSError as error:
        raise DeviceError(Fault.NOT_PERMITTED, f"{name} cannot be started: {error.strerror}") from error
    except subprocess.TimeoutExpired:
        raise DeviceError(Fault.NO_ANSWER, f"{name} has not spoken within {seconds:g} s") from None  # it holds the text
    if done.returncode:
        raise DeviceError(Fault.HARDWARE_ERROR, f"{name} ended with {done.returncode}")  # its words may be the text
    return done.stdout
