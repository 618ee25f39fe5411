"""The dock's measure: everything keeps its proportions, and the whole dock fits the window, whatever its size."""

from dataclasses import dataclass

from screens.look.measure import Measure

WIDE, TALL = 330.0, 600.0  # millimetres for which the dock is drawn; a window that is taller shows more of the slip
WITH_SMARTCARD = 110.0  # millimetres more, where there is a reader for smartcards


@dataclass(frozen=True)
class Scale(Measure):
    """The dock stands on a desk, not in a hall: its millimetres are only proportions."""

    tall: float = TALL

    @property
    def px_per_mm(self) -> float:
        return min(self.width / WIDE, self.height / self.tall)

    @property
    def growth(self) -> float:
        return 1.0
