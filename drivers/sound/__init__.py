"""Loudspeakers: short signals that call for attention, never the only way something is said."""

from enum import StrEnum
from typing import Protocol

from drivers import Device


class Audible(StrEnum):
    """What is to be heard, in the words of XFS4IoT (Auxiliaries, audible signals)."""

    KEYPRESS = "keypress"  # something was read
    EXCLAMATION = "exclamation"  # something is there to be taken
    WARNING = "warning"  # are you still there?
    ERROR = "error"  # something did not go
    CRITICAL = "critical"


class Side(StrEnum):
    """Which loudspeaker."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Sound(Device, Protocol):
    """Both return when it has been played. Raise DeviceError: NO_DEVICE, IN_USE, NO_ANSWER when it never ends."""

    def play(self, what: Audible, side: Side = Side.BOTH) -> None: ...

    def play_side(self, side: Side) -> None:
        """A tone by which somebody hears which loudspeaker it is: the left one lower, the right one higher."""
        ...
