"""Uninterruptible power supplies: whether the mains is there, and how long the battery will last."""

from dataclasses import dataclass
from typing import Protocol

from drivers import Device


@dataclass(frozen=True)
class Power:
    """Where the power comes from now."""

    mains: bool
    charge: float | None = None  # of the battery, in percent
    seconds_left: float | None = None  # on the battery at the present load, as the UPS reckons


class Ups(Device, Protocol):
    """Its status has the fault ON_BATTERY while the mains is gone, and says how the battery is."""

    def power(self) -> Power:
        """Ask it. Raises DeviceError."""
        ...
