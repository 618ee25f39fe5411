"""A loudspeaker made of software: ALSA itself writes what it hears into WAV files.

Its wire is an ALSA configuration whose device writes into a file: the real aplay and the real ALSA play on it.
"""

import wave
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drivers.emulated.device import TICK, EmulatedDevice
from drivers.emulated.headphone_socket import HeadphoneSocket

QUIET = 0.001  # of the largest sample: below it there is nothing to hear
_WELL = 'type file slave.pcm "nowhere" file "{file}" format "wav" truncate 0'
_STUCK = 'type file slave.pcm "nowhere" file "| sleep 60" format "raw"'  # takes nothing, and never ends
_NOWHERE = "pcm.nowhere {{ type null }}\npcm.{device} {{ {kind} }}\n"


@dataclass(frozen=True)
class Heard:
    """One sound."""

    samples: NDArray[np.float64] = field(repr=False)  # frames × channels, from -1 to 1
    rate: int

    @property
    def seconds(self) -> float:
        """From the first to the last sample that can be heard."""
        loud = np.flatnonzero(np.abs(self.samples).max(axis=1) > QUIET)
        return 0.0 if not loud.size else float(loud[-1] - loud[0] + 1) / self.rate

    @property
    def volumes(self) -> tuple[float, ...]:
        """The largest sample of each channel."""
        return tuple(float(one) for one in np.abs(self.samples).max(axis=0))

    def hertz(self, channel: int = 0, begin: float = 0.0, end: float | None = None) -> float:
        """The strongest frequency of a channel, between two seconds."""
        part = self.samples[round(begin * self.rate) : None if end is None else round(end * self.rate), channel]
        strength = np.abs(np.fft.rfft(part * np.hanning(len(part)), 8 * len(part)))
        return float(strength.argmax()) * self.rate / (8 * len(part))


class Speaker(EmulatedDevice):
    """`[devices.sound] device = …, config = "…/asound.conf"`. `heard` is what has been played since it was made."""

    def __init__(self, config: Path, device: str = "speaker", socket: Path | None = None) -> None:
        """With a `socket` for headphones beside it, if it is to have one."""
        super().__init__()
        self.config, self.device = config, device
        self.socket = HeadphoneSocket(socket) if socket else None
        self._file = config.with_name(f"{device}.wav")
        self._shown = ""

    @property
    def heard(self) -> tuple[Heard, ...]:
        """Every sound that has ended, in order; silence is none."""
        files = sorted(self.config.parent.glob(f"{self._file.name}*"))
        sounds = [_read(file) for file in files]
        return tuple(sound for sound in sounds if sound is not None and sound.seconds)

    def forget(self) -> None:
        for file in self.config.parent.glob(f"{self._file.name}*"):
            file.unlink(missing_ok=True)

    def _obey(self) -> None:
        """Take on the troubles of this moment."""
        if self.trouble.unplugged:
            self._show("")
        else:
            kind = _STUCK if self.trouble.mute else _WELL.format(file=self._file)
            self._show(_NOWHERE.format(device=self.device, kind=kind))

    def _appear(self) -> None:
        self.config.parent.mkdir(parents=True, exist_ok=True)
        if self.socket is not None:
            self.socket.appear()
        self._obey()

    def _vanish(self) -> None:
        self._show("")
        if self.socket is not None:
            self.socket.vanish()

    def _run(self) -> None:
        while not self._stopping.wait(TICK):
            self._obey()

    def _show(self, text: str) -> None:
        """The configuration changes in one step: ALSA reads the old one or the new one."""
        if text != self._shown:
            fresh = self.config.with_name(f".{self.config.name}")
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(self.config)
            self._shown = text


def _read(file: Path) -> Heard | None:
    """What a file holds; None when it is not whole yet."""
    try:
        with wave.open(str(file), "rb") as reading:
            channels, rate, count = reading.getnchannels(), reading.getframerate(), reading.getnframes()
            data = np.frombuffer(reading.readframes(count), "<i2")
    except (wave.Error, EOFError, OSError):
        return None
    return Heard(data.reshape(-1, channels) / 32_767, rate)
