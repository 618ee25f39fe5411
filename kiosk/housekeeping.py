"""Python's search for cyclic garbage, at the moments when nobody waits for the screen.

Left to itself it comes in the middle of a visit and holds the screen for a quarter of a second: it walks through every
part of the program and the whole catalogue. Those are set aside (`gc.freeze`), and the rest is searched between visits.
"""

import gc

from kiosk.allocation import give_back

QUIET = 1.0  # seconds that nobody has been there before the search begins
SELDOM = 1000  # of the middle generation's searches, until the oldest is searched all the same: a very long visit


class Housekeeping:
    """All calls come from the UI thread, while nobody is at the terminal: nothing of a resident is ever set aside."""

    def __init__(self) -> None:
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, SELDOM)
        self.due = True
        self._new = True  # something has come that stays

    def note_visit(self) -> None:
        """Somebody has been here, and has left garbage."""
        self.due = True

    def note_stay(self) -> None:
        """Something has come that stays, such as a catalogue."""
        self.due = self._new = True

    def clean(self) -> None:
        """Collect what the last visit has left; set aside what stays."""
        if self._new:
            gc.unfreeze()
        gc.collect()
        if self._new:
            gc.freeze()
        give_back()
        self.due = self._new = False
