"""ID-card readers that are reached through libtermb, as HuaShi and others give it.

Functions and codes as in HuaShi's SDK notes and header: CVR_Authenticate finds and selects, CVR_ReadBaseMsg in mode 1
gives the text as it is on the card.
"""

from dataclasses import dataclass

from drivers.card._library import Conversation
from drivers.card._module import Module
from drivers.card.sdt import FIRST_USB, check_port
from drivers.settings import setting

LIBRARY = "libtermb.so"


@dataclass(frozen=True)
class Settings:
    port: int = setting(FIRST_USB, help="the library's port: 1 to 16 serial, 1001 to 1016 USB", check=check_port)
    library: str = setting(LIBRARY, help="the maker's library for Linux: a name that the system finds, or a path")


class Driver(Module):
    """A `drivers.card.CardReader` behind libtermb."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(Conversation("termb", settings.library, settings.port))
