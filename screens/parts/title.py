"""What a screen is about, in one line where it can be, and a second line of help."""

from kivy.uix.widget import Widget

from screens import tokens
from screens.look import Look
from screens.parts.actions import Action
from screens.parts.box import Column, Row
from screens.parts.button import QUIET, PushButton
from screens.parts.text import fitted


def title(look: Look, text: str, width: float, more: str = "", *, align: str = "left") -> Column:
    """The heading of a screen."""
    small = (tokens.BODY, tokens.SMALL) if look.crowded else ()
    sizes = (tokens.TITLE, tokens.TITLE * 0.85, tokens.LARGE, *small)
    parts = [fitted(look, text, width, sizes, 2, bold=True, colour=tokens.SIGN, align=align)]
    if more:
        kinds = small if look.portrait else small[1:]  # on a wide panel height is dear
        parts.append(fitted(look, more, width, kinds or (tokens.BODY,), 2, colour=tokens.SOFT, align=align))
    return Column(width, *parts, gap=look.mm(tokens.TIGHT / 2))


def title_with(look: Look, text: str, width: float, action: Action, more: str = "") -> Widget:
    """A heading, and at the end of its line something else that can be done; below it where the line is too short."""
    gap, letters = look.mm(tokens.GAP), look.fonts.width(action.text, look.em(tokens.BODY), bold=True)
    wide = letters + look.mm(tokens.BODY * 1.1 + 5 * tokens.TIGHT)
    press = PushButton(look, action.text, action.press, width=wide, kind=QUIET, icon=action.icon, size=tokens.BODY)
    beside = title(look, text, width - wide - gap, more)
    if beside.height > press.height:
        alone = title(look, text, width, more)
        if beside.height > alone.height:
            return Column(width, alone, press, gap=look.mm(tokens.TIGHT))
    return Row(beside, press, gap=gap, width=width)
