"""Voices: what stands on the screen is said, for whoever does not see it. One text at a time, cut short at once."""

from typing import Protocol

from drivers import Device

LOUDER = 6.0  # dB between two degrees of loudness
DEGREES = 4  # of loudness: 18 dB from the first to the last, 12 dB at the third (EN 301 549, 5.1.3.12)
PLUGGED, UNPLUGGED = "plugged", "unplugged"  # the detail of a status, where the headphone socket is watched
NO_SOCKET = "noSocket"  # likewise: it is to be watched, and is not there
PACES = (75, 100, 130, 170, 220)  # per cent of the usual pace


class Voice(Device, Protocol):
    """`say` and `hush` return at once: the voice goes on by itself. What a text is about the driver never tells."""

    @property
    def private(self) -> bool:
        """Whether only the one person hears it who wears the headphones, now."""
        ...

    def say(self, text: str, language: str, *, pace: int = 100, degree: int = 0) -> None:
        """Begin to say a text in a language such as "zh"; what was being said ends.

        `pace` in per cent of the usual one, `degree` of loudness from 0 to DEGREES - 1. Raises DeviceError:
        DRIVER_MISSING when the engine is not installed or knows no such language, HARDWARE_ERROR when it fails;
        of the loudspeaker NO_DEVICE, IN_USE, NOT_PERMITTED.
        """
        ...

    def hush(self) -> None:
        """Be silent. Harmless when nothing is being said."""
        ...

    def speaking(self) -> bool:
        """Whether something is being said. Raises DeviceError when what was to be said was not."""
        ...
