"""Loudspeakers by ALSA: tones and WAV files through `aplay`, on a device by its name, with a limit for everything."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from drivers import About, DeviceError, Fault, Status
from drivers.aplay import play
from drivers.settings import between, setting
from drivers.sound import Audible, Side
from drivers.sound._waves import (
    MELODIES,
    RATE,
    SIDES,
    NotPlayableError,
    Samples,
    Tone,
    at_volume,
    melody,
    only,
    read_wav,
    wav,
)
from drivers.sound_card import CARDS, card_of

LONGEST = 10.0  # seconds of a sound; what a file has beyond is not played
GRACE = 3.0  # seconds beyond its own length until a sound counts as stuck
PROBE_EVERY = 30.0  # seconds between two looks whether a device that has no card of its own takes sound
_SILENCE = wav(melody((Tone(0, 0.01),)), RATE)


def _check_file(path: str) -> str | None:
    return None if not path or Path(path).suffix.lower() == ".wav" else "must be a WAV file"


@dataclass(frozen=True)
class Settings:
    device: str = setting("default", help="ALSA's name, such as plughw:CARD=PCH,DEV=0; `aplay -L` lists them")
    volume: int = setting(70, help="loudness from 0 to 100", check=between(0, 100))
    warning: str = setting(
        "", help='a WAV file (16 bits) instead of the chime of "are you still there?"', check=_check_file
    )
    config: str = setting("", help="an ALSA configuration file of its own instead of the system's")


class Driver:
    """A `drivers.sound.Sound`.

    Whether a loudspeaker hangs at the card no card knows: online means that sound is taken. A card that the kernel
    lists is asked for by its name alone; only a device without one is probed, with ten milliseconds of silence.
    """

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic, folder: Path = CARDS) -> None:
        self._settings, self._clock, self._card = settings, clock, card_of(settings.device, folder)
        self._open = False
        self._probed = 0.0
        self._warning = melody(MELODIES[Audible.WARNING]), RATE

    def open(self) -> None:
        """Read the file, if there is one, and prove with a silence that the device takes sound."""
        if not self._open:
            if self._settings.warning:
                self._warning = _from_file(Path(self._settings.warning))
            self._probe()
            self._open = True

    def close(self) -> None:
        self._open = False

    def status(self) -> Status:
        self._check()
        if not self._card.name and self._clock() >= self._probed + PROBE_EVERY:
            self._probe()
        return Status()

    def about(self) -> About:
        """What the kernel calls the card."""
        self._check()
        return self._card.about()

    def play(self, what: Audible, side: Side = Side.BOTH) -> None:
        samples, rate = self._warning if what is Audible.WARNING else (melody(MELODIES[what]), RATE)
        self._sound(samples, rate, side)

    def play_side(self, side: Side) -> None:
        side = Side(side)
        self._sound(melody(SIDES[side]), RATE, side)

    def _sound(self, samples: Samples, rate: int, side: Side) -> None:
        self._check()
        samples = at_volume(self._settings.volume, only(side, samples[: round(LONGEST * rate)]))
        self._play(wav(np.clip(samples, -1, 1), rate), len(samples) / rate)

    def _probe(self) -> None:
        self._play(_SILENCE, 0.0)
        self._probed = self._clock()

    def _play(self, sound: bytes, seconds: float) -> None:
        play(self._settings.device, sound, seconds + GRACE, self._settings.config)

    def _check(self) -> None:
        if not self._open:
            raise DeviceError(Fault.NO_DEVICE, f"{self._settings.device} is not open")
        self._card.check()


def _from_file(path: Path) -> tuple[Samples, int]:
    try:
        return read_wav(path)
    except OSError as error:
        raise DeviceError(Fault.DRIVER_MISSING, f"{path} cannot be read: {error.strerror}") from error
    except NotPlayableError as error:
        raise DeviceError(Fault.DRIVER_MISSING, f"{path} cannot be played: {error}") from error
