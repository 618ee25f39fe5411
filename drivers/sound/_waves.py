"""Sounds as samples: tones with soft edges, loudness, sides, and the bytes of a WAV file. Nothing is played here."""

import io
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from drivers.sound import Audible, Side

RATE = 48_000  # samples per second
EDGE = 0.01  # seconds in which a tone swells and fades: a hard edge is a click
PEAK = 0.9  # of the largest sample: room for rounding
LARGEST = 32_767

Samples = NDArray[np.float64]  # frames × 2, from -1 to 1


@dataclass(frozen=True)
class Tone:
    hertz: float  # 0: a rest
    seconds: float


MELODIES: dict[Audible, tuple[Tone, ...]] = {
    Audible.KEYPRESS: (Tone(1319, 0.09),),
    Audible.EXCLAMATION: (Tone(784, 0.12), Tone(1047, 0.2)),
    Audible.WARNING: (Tone(659, 0.2), Tone(0, 0.05), Tone(523, 0.35)),
    Audible.ERROR: (Tone(392, 0.18), Tone(330, 0.3)),
    Audible.CRITICAL: (Tone(880, 0.2), Tone(0, 0.1)) * 3,
}
SIDES: dict[Side, tuple[Tone, ...]] = {
    Side.LEFT: (Tone(440, 0.8),),
    Side.RIGHT: (Tone(880, 0.8),),
    Side.BOTH: (Tone(660, 0.8),),
}


class NotPlayableError(Exception):
    """The file is no WAV of 16 bits and one or two channels."""


def melody(tones: tuple[Tone, ...]) -> Samples:
    """The tones one after the other, the same on both sides."""
    mono = np.concatenate([_tone(tone) for tone in tones])
    return np.column_stack((mono, mono))


def _tone(tone: Tone) -> NDArray[np.float64]:
    times = np.arange(round(tone.seconds * RATE)) / RATE
    edge = np.minimum(1.0, np.minimum(times, tone.seconds - times) / EDGE)
    return PEAK * np.sin(2 * np.pi * tone.hertz * times) * edge


def only(side: Side, samples: Samples) -> Samples:
    """Nothing on the other side."""
    return samples * {Side.LEFT: (1, 0), Side.RIGHT: (0, 1), Side.BOTH: (1, 1)}[side]


def at_volume(percent: int, samples: Samples) -> Samples:
    """Square law: ears hear half of the amplitude as more than half as loud."""
    return samples * (percent / 100) ** 2


def wav(samples: Samples, rate: int) -> bytes:
    """A whole WAV file: 16 bits, two channels."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writing:
        writing.setnchannels(2)
        writing.setsampwidth(2)
        writing.setframerate(rate)
        writing.writeframes(np.round(samples * LARGEST).astype("<i2").tobytes())
    return file.getvalue()


def read_wav(file: Path | IO[bytes]) -> tuple[Samples, int]:
    """Samples and rate of a WAV file; one channel is heard on both sides. Raises OSError, NotPlayableError."""
    try:
        with wave.open(str(file) if isinstance(file, Path) else file, "rb") as reading:
            channels, width, rate = reading.getnchannels(), reading.getsampwidth(), reading.getframerate()
            data = reading.readframes(reading.getnframes())
    except (wave.Error, EOFError) as error:
        raise NotPlayableError(str(error)) from error
    if width != 2 or channels not in {1, 2}:
        raise NotPlayableError(f"{channels} channels of {8 * width} bits")
    whole = np.frombuffer(data[: len(data) // (2 * channels) * 2 * channels], "<i2").reshape(-1, channels)
    return np.repeat(whole, 2 // channels, axis=1) / LARGEST, rate
