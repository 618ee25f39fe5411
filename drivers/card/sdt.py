"""ID-card readers that are reached through libsdtapi, which many makers give: most on USB, without a serial port.

Functions and codes as in the manual of the SDT88 series: what SDT_StartFindIDCard and the others return is SW3.
"""

from dataclasses import dataclass

from drivers.card._library import Conversation
from drivers.card._module import Module
from drivers.settings import setting

LIBRARY = "libsdtapi.so"
FIRST_USB = 1001


def check_port(port: int) -> str | None:
    """What is wrong with a number of the library's ports, or None."""
    return None if 1 <= port <= 16 or 1001 <= port <= 1016 else "must be 1 to 16 (serial) or 1001 to 1016 (USB)"


@dataclass(frozen=True)
class Settings:
    port: int = setting(FIRST_USB, help="the library's port: 1 to 16 serial, 1001 to 1016 USB", check=check_port)
    library: str = setting(LIBRARY, help="the maker's library for Linux: a name that the system finds, or a path")


class Driver(Module):
    """A `drivers.card.CardReader` behind libsdtapi."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(Conversation("sdt", settings.library, settings.port))
