"""What stands above a screen that is drawn low: calm, in the colour of the hall's sign, and why it is so."""

from kivy.uix.widget import Widget

from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts.box import Panel, Spring
from screens.parts.header import seal
from screens.parts.text import fitted

SEAL = 30.0  # mm


def crown(look: Look, words: Words) -> Widget | None:
    """Nothing on it can be pressed: it is out of reach for whom the screen is. None: the whole panel is used."""
    width, height = look.measure.width, look.measure.height - look.ceiling
    if not height:
        return None
    room = width - 2 * look.mm(tokens.EDGE)
    sizes = (tokens.TITLE, tokens.LARGE, tokens.BODY)
    said = fitted(look, words("style.low_for"), room, sizes, 2, colour=tokens.SIGN_SOFT, align="center")
    mark = [seal(look, SEAL)] if look.mm(SEAL) + said.height + look.mm(4 * tokens.WIDE) < height else []
    parts = [*mark, said] if said.height < height else []
    return Panel(
        look, width, Spring(), *parts, Spring(), colour=tokens.SIGN, edge=None, gap=tokens.WIDE, pad=0, height=height,
        align="center", radius=0,
    )  # fmt: skip
