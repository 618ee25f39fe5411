"""Page printers: a PDF goes in, and what is known of its fate comes out."""

from typing import Protocol

from drivers import Device, Fate


class PagePrinter(Device, Protocol):
    """A printer of A4 sheets."""

    def print(self, pdf: bytes, copies: int = 1) -> Fate:
        """Print one document, and follow it to its end.

        Raises DeviceError when it is certainly not complete (paper out, cover open, never begun): the same document
        may then be printed again. What cannot be finished is cancelled, so that it does not come out later, before
        somebody else. Where the printer itself does not say that it is on paper, that is Fate.UNKNOWN.
        """
        ...
