"""Millimetres on this panel: the one place where they become pixels."""

from dataclasses import dataclass
from math import ceil, hypot

MM_PER_INCH = 25.4
USUAL_INCHES = 21.5  # the panel that the sizes are drawn for; a larger one is filled, a smaller one is not overfilled
REACH = 1120.0  # mm above the floor that somebody in a wheelchair reaches over a ledge (EN 301 549, 8.3)
LEAST_REACH = 320.0  # mm of the usual panel; a screen needs as much height, wherever the panel hangs
USUAL_BOTTOM = 800.0  # mm from the floor to the lower edge of the panel
LEAST_EM = 6.6  # mm; on no panel is text smaller: its capitals have 4.8 mm (Section 508, 402.4)


@dataclass(frozen=True)
class Measure:
    """A panel: its resolution in pixels, its diagonal in inches, and how many mm above the floor it begins."""

    width: int
    height: int
    panel_inches: float = USUAL_INCHES
    bottom: float = USUAL_BOTTOM

    @property
    def portrait(self) -> bool:
        return self.height > self.width

    @property
    def px_per_mm(self) -> float:
        return hypot(self.width, self.height) / (self.panel_inches * MM_PER_INCH)

    @property
    def growth(self) -> float:
        """How much larger or smaller than on the usual panel everything is drawn."""
        return self.panel_inches / USUAL_INCHES

    @property
    def reach(self) -> float:
        """The height in pixels, from below, that is within reach of somebody who sits."""
        within = max(LEAST_REACH * self.growth, REACH - self.bottom)
        return float(min(self.height, round(within * self.px_per_mm)))

    def mm(self, millimetres: float) -> float:
        """Whole pixels for a size in millimetres, as it is on the usual panel."""
        return float(max(1, round(millimetres * self.growth * self.px_per_mm)))

    def em(self, millimetres: float) -> float:
        """The same for the size of type, which has a limit below."""
        return float(ceil(max(LEAST_EM, millimetres * self.growth) * self.px_per_mm))

    def in_mm(self, pixels: float) -> float:
        """How large something really is."""
        return pixels / self.px_per_mm
