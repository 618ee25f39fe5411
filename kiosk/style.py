"""How the screen looks to a resident: chosen at any step, kept for the visit, and the usual one for the next person."""

from enum import StrEnum


class Style(StrEnum):
    STANDARD = "standard"
    LARGE = "large"  # 关怀版: type of at least 12 mm
    CONTRAST = "contrast"  # light on dark, for weak eyes
    LOW = "low"  # everything that is pressed within reach of somebody who sits
