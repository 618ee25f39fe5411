"""Guide lamps: they lead the eye to the place where something is to be done, and say how the terminal is."""

from enum import StrEnum
from typing import Protocol

from drivers import Device


class Place(StrEnum):
    """Where a lamp is, in the words of XFS4IoT (Lights.SetLight)."""

    CARD_READER = "cardReader"
    SCANNER = "scanner"  # codes and papers
    RECEIPT_PRINTER = "receiptPrinter"
    DOCUMENT_PRINTER = "documentPrinter"  # A4 pages
    STATUS_GOOD = "statusGood"
    STATUS_WARNING = "statusWarning"
    STATUS_BAD = "statusBad"
    STATUS_SUPERVISOR = "statusSupervisor"  # a member of staff is needed


class Flash(StrEnum):
    """How a lamp shines, in the words of XFS4IoT (`flashRate`)."""

    OFF = "off"
    SLOW = "slow"
    MEDIUM = "medium"
    QUICK = "quick"
    CONTINUOUS = "continuous"


class Lights(Device, Protocol):
    """The lamps of one terminal. A lamp that it does not have is asked for in vain, and that is no error."""

    def light(self, place: Place, flash: Flash) -> None:
        """Let a lamp shine like this until something else is said. Raises DeviceError."""
        ...

    def beat(self) -> float | None:
        """Switch the lamps that flash to what they should be now; the owner calls it again when it says.

        Returns the seconds until the next change, None when nothing flashes. Raises DeviceError.
        """
        ...
