"""How the voice speaks to somebody during a visit, and whoever hands on what is to be said to the one who owns it.

What is said is read from the screen; this module only carries it, and keeps it from the ears of others.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Protocol

from drivers.voice import DEGREES, PACES, Voice

USUAL = PACES.index(100)


@dataclass(frozen=True)
class Manner:
    """As the next person finds it; whoever listens makes it faster and louder for the visit."""

    pace: int = USUAL  # which of PACES
    degree: int = 0  # of loudness

    def faster(self, by: int) -> "Manner":
        return replace(self, pace=min(max(self.pace + by, 0), len(PACES) - 1))

    def louder(self, by: int) -> "Manner":
        return replace(self, degree=min(max(self.degree + by, 0), DEGREES - 1))


@dataclass(frozen=True)
class Saying:
    """What is to be said: to one pair of ears, and where others hear it, too."""

    text: str = field(repr=False)
    overheard: str = field(repr=False)  # the same without what is nobody else's business
    language: str = ""


class Owner(Protocol):
    """What is needed of a worker."""

    def tell(self, act: Callable[[Any], None]) -> None: ...


class Reader:
    """Called on the UI thread: it drops notes for the worker of the voice, and waits for nothing."""

    def __init__(self, owner: Owner) -> None:
        self._owner = owner

    def say(self, saying: Saying, manner: Manner) -> None:
        """Say this now, and nothing of what was being said."""
        self._owner.tell(partial(_say, saying, manner))

    def hush(self) -> None:
        self._owner.tell(_hush)


def _say(saying: Saying, manner: Manner, voice: Voice) -> None:
    private = voice.private
    text = saying.text if private else saying.overheard
    voice.say(text, saying.language, pace=PACES[manner.pace], degree=manner.degree)
    if private and not voice.private:  # the headphones went just then
        voice.hush()


def _hush(voice: Voice) -> None:
    voice.hush()
