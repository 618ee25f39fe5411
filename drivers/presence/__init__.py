"""Whether somebody stands before the terminal. It says yes or no, never who: nothing of a person is kept or told."""

from typing import Protocol

from drivers import Device


class Presence(Device, Protocol):
    """Nobody presents anything to it, so it is no sensor that a step listens to: it is asked.

    Its status tells the same in words, so that health and history know it: SOMEBODY or NOBODY as `detail`.
    """

    def present(self) -> bool | None:
        """Whether somebody stands there now; None while it cannot tell. Raises DeviceError."""
        ...


SOMEBODY, NOBODY = "somebody", "nobody"  # the detail of a status without a fault


def told(present: bool | None) -> str:
    """The detail of a status."""
    return "" if present is None else (SOMEBODY if present else NOBODY)
