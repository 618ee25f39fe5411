"""espeak-ng: small, quick and clear, if not beautiful; it knows Mandarin and most other languages."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from drivers import DeviceError, Fault
from drivers.settings import between, setting
from drivers.voice._talker import Talker, TalkerSettings, run

PROGRAM = "espeak-ng"
INSTALL = "install espeak-ng"
LIMIT = 5.0  # seconds for a text; a page takes a tenth of one
SLOWEST, FASTEST = 80, 450  # words per minute that it can do


def _check_voices(voices: tuple[str, ...]) -> str | None:
    wrong = [one for one in voices if not all(one.partition("="))]
    return f'"{wrong[0]}" must be a language and a voice, such as "zh=cmn"' if wrong else None


@dataclass(frozen=True)
class Settings(TalkerSettings):
    rate: int = setting(180, help="words per minute at the usual pace", check=between(SLOWEST, FASTEST))
    voices: tuple[str, ...] = setting(
        ("zh=cmn", "en=en-gb"), help="language=voice; `espeak-ng --voices` lists them", check=_check_voices
    )


class Driver(Talker):
    """A `drivers.voice.Voice`. The engine runs anew for each text: there is nothing that could hang in between."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(settings, clock)
        self._rate = settings.rate
        self._voices = dict(_pairs(settings.voices))

    def _prove(self) -> None:
        for voice in self._voices.values():
            try:
                self._ask(voice, "", self._rate)
            except DeviceError as error:
                if error.fault is not Fault.HARDWARE_ERROR:
                    raise
                told = f"{PROGRAM} has no voice {voice}: `{PROGRAM} --voices` lists those it has"
                raise DeviceError(Fault.DRIVER_MISSING, told) from error

    def _sound(self, text: str, language: str, pace: int) -> bytes:
        rate = min(max(self._rate * pace // 100, SLOWEST), FASTEST)
        return self._ask(self._voices.get(language, language), text, rate)

    def _ask(self, voice: str, text: str, rate: int) -> bytes:
        return run([PROGRAM, "-v", voice, "-s", str(rate), "--stdin", "--stdout"], text, LIMIT, INSTALL)


def _pairs(voices: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for one in voices:
        language, _, voice = one.partition("=")
        yield language, voice
