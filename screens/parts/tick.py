"""A box to tick: empty, or filled with a tick in it, so that colour is not its only sign."""

from screens import tokens
from screens.look import Look
from screens.parts.box import Ground, Row, Spring
from screens.parts.icon import Icon

SIDE = 11.0  # mm


def tick(look: Look, *, ticked: bool, side: float = SIDE) -> Row:
    """The box; what is pressed is the line that it stands in."""
    icon = [Icon(look, "tick", side * 0.82, tokens.WHITE)] if ticked else []
    box = Row(Spring(), *icon, Spring(), width=look.picture(side), height=look.picture(side))
    fill = (tokens.GOOD, tokens.GOOD) if ticked else (tokens.CARD, tokens.SOFT)
    box.ticked = ticked
    box.ground = Ground(look, box, *fill, radius=1.5)
    return box
