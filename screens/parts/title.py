"""What a screen is about, in one line where it can be, and a second line of help."""

from screens import tokens
from screens.look import Look
from screens.parts.box import Column
from screens.parts.text import Text, fitted


def title(look: Look, text: str, width: float, more: str = "", *, align: str = "left") -> Column:
    """The heading of a screen."""
    sizes = (tokens.TITLE, tokens.TITLE * 0.85, tokens.LARGE)
    parts = [fitted(look, text, width, sizes, 2, bold=True, colour=tokens.SIGN, align=align)]
    if more:
        parts.append(Text(look, more, tokens.BODY, width=width, colour=tokens.SOFT, align=align))
    return Column(width, *parts, gap=look.mm(tokens.TIGHT / 2))
