"""Receipt printers: a document goes in, and what is known of its fate comes out."""

from typing import Protocol

from drivers import Device, Fate
from drivers.document import Document


class ReceiptPrinter(Device, Protocol):
    """A printer of slips on a roll."""

    def print(self, document: Document) -> Fate:
        """Print and cut one document.

        Raises DeviceError when the slip is certainly not complete (paper out, cover open, gone): the same document
        may then be printed again. A printer that falls silent is not certain: that is Fate.UNKNOWN, never a retry.
        """
        ...
