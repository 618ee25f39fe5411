"""What all voices do: an engine turns a text into sound, all in memory, and `aplay` plays it until it is cut short."""

import io
import os
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from drivers import About, DeviceError, Fault, Status, aplay
from drivers.settings import between, setting
from drivers.sound._waves import RATE, NotPlayableError, Tone, at_volume, melody, read_wav, wav
from drivers.sound_card import card_of
from drivers.voice import DEGREES, LOUDER, NO_SOCKET, PLUGGED, UNPLUGGED
from drivers.voice._jack import Jack

GRACE = 3.0  # seconds beyond its own length until what is said counts as stuck
PROBE_EVERY = 30.0  # seconds between two looks whether a device that has no card of its own takes sound
QUIET = 0.01  # of the largest sample: the silence with which engines begin and end is not waited for
_SILENCE = wav(melody((Tone(0, 0.01),)), RATE)


@dataclass(frozen=True, kw_only=True)
class TalkerSettings:
    """What every engine is told. Where a `socket` is watched, it alone decides who hears."""

    device: str = setting("default", help="ALSA's name, such as plughw:CARD=PCH,DEV=0; `aplay -L` lists them")
    private: bool = setting(
        default=False, help="true: these are headphones, and nobody else hears them; names may be said"
    )
    volume: int = setting(
        100, help="the loudest of the four degrees, from 0 to 100; the first, 18 dB less, is to be 65 dBA at the ear",
        check=between(0, 100),
    )  # fmt: skip
    socket: str = setting(
        "",
        help="the sound card's headphone socket, as the kernel calls it (cat /proc/bus/input/devices) or its device"
        " file: it is watched, the voice begins when something is plugged in, and names are said only then, whatever"
        " `private` says",
    )
    config: str = setting("", help="an ALSA configuration file of its own instead of the system's")


class Talker(ABC):
    """A `drivers.voice.Voice` without its engine: `_prove` at the opening, `_sound` for each text.

    The sound lies in a file of memory alone, so that nothing of a resident is written anywhere.
    """

    def __init__(self, settings: TalkerSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._device, self._config, self._clock = settings.device, settings.config, clock
        self._volume, self._private = settings.volume, settings.private
        self._jack = Jack(settings.socket, self._plugged) if settings.socket else None
        self._card = card_of(settings.device)
        self._open, self._probed, self._limit = False, 0.0, 0.0
        self._playing: subprocess.Popen[bytes] | None = None

    @property
    def private(self) -> bool:
        return self._private if self._jack is None else self._jack.plugged

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
            self._watch()
            self._open = True

    def close(self) -> None:
        self.hush()
        if self._jack is not None:
            self._jack.close()
        self._open = False

    def status(self) -> Status:
        self._check()
        if not self.speaking() and not self._card.name and self._clock() >= self._probed + PROBE_EVERY:
            self._probe()
        return Status(detail=self._heard_by())

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

    def _watch(self) -> None:
        """A socket that is not there makes nobody dumb: then everybody may hear, and nothing private is said."""
        if self._jack is not None and not self._jack.there:
            with suppress(DeviceError):
                self._jack.open()

    def _plugged(self, plugged: bool) -> None:
        """On the socket's thread. What was meant for one pair of ears ends when they are gone."""
        if not plugged:
            self.hush()

    def _heard_by(self) -> str:
        if self._jack is None:
            return ""
        self._watch()
        if not self._jack.there:
            return NO_SOCKET
        return PLUGGED if self._jack.plugged else UNPLUGGED

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
