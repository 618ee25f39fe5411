"""Documents drawn as pictures, dot by dot: the printer, the preview on screen and the tests all see the same slip.

Sizes are millimetres and become dots once. Nothing here knows a printer's bytes.
"""

from drivers.drawing.page import draw, to_dots

__all__ = ["draw", "to_dots"]
