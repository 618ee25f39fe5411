"""A resident calls a member of staff: lamps of the terminal flash, and the platform is told where the hall wants it."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from drivers import Status

PATIENCE = 180.0  # seconds of silence that a visit lasts while staff are on their way


class Call(StrEnum):
    COMING = "coming"  # staff have been told
    NOBODY = "nobody"  # nobody could be told: the resident has to go to the desk


class Bell:
    """`lamps` says whether the terminal has a lamp that staff look at; `tell` tells the platform, and must not wait."""

    def __init__(self, *, lamps: bool = False, tell: Callable[[bool], None] | None = None) -> None:
        self._lamps, self._tell = lamps, tell
        self._told = False

    def ring(self, health: Mapping[str, Status]) -> Call:
        """Call somebody, by what works now. A bell that rings already is not rung again."""
        if self._tell is not None and not self._told and _works(health, "platform"):
            self._tell(True)
            self._told = True
        return Call.COMING if self._told or (self._lamps and _works(health, "lights")) else Call.NOBODY

    def stop(self) -> None:
        """Nobody needs to come any more. Harmless when it does not ring."""
        if self._tell is not None and self._told:
            self._tell(False)
        self._told = False


def _works(health: Mapping[str, Status], role: str) -> bool:
    return role in health and health[role].ok
