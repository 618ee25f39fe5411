"""A notice: something to know before going on, with a picture so that colour is not its only sign."""

from screens import tokens
from screens.look import Look
from screens.parts.box import Column, Panel, Row, inner
from screens.parts.icon import Icon
from screens.parts.text import Text

GOOD = ("tick", tokens.GOOD, tokens.GOOD_TINT)
INFO = ("info", tokens.SIGN, tokens.TINT)
WARN = ("warning", tokens.WARN, tokens.WARN_TINT)
BAD = ("warning", tokens.BAD, tokens.BAD_TINT)


def notice(
    look: Look, text: str, width: float, kind: tuple[str, str, str] = INFO, *, more: str = "", size: float = tokens.BODY
) -> Panel:
    """A sentence in bold, and more in plain."""
    name, ink, ground = kind
    icon = Icon(look, name, size * 1.2, ink)
    gap = look.mm(tokens.TIGHT * 1.5)
    room = inner(look, width, tokens.TIGHT * 2) - icon.width - gap
    parts = [Text(look, text, size, width=room, colour=ink, bold=True)]
    if more:
        parts.append(Text(look, more, size, width=room))
    row = Row(icon, Column(room, *parts, gap=look.mm(1)), gap=gap)
    panel = Panel(look, width, row, colour=ground, edge=ground, pad=tokens.TIGHT * 2)
    panel.alarming = kind in {WARN, BAD}  # is heard first
    return panel
