"""What stands above a screen: when it is drawn low, why it is so; in training, that it is."""

from kivy.uix.widget import Widget

from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts.box import Column, Panel, Spring
from screens.parts.header import seal
from screens.parts.text import fitted

SEAL = 30.0  # mm


def crown(look: Look, words: Words) -> Widget | None:
    """Nothing on it can be pressed: it is out of reach for whom the screen is. None: the whole panel is used."""
    width, height = look.measure.width, look.measure.height - look.ceiling
    if not height:
        return None
    parts = [_band(look, words, width)] if look.training else []
    if left := height - sum(part.height for part in parts):
        parts.append(_low(look, words, width, left))
    return Column(width, *parts)


def _band(look: Look, words: Words, width: float) -> Widget:
    """In the colour of a seal, in the largest type that its height allows."""
    height, room = look.band, width - 2 * look.mm(tokens.EDGE)
    sizes = [one for one in (tokens.LARGE, tokens.BODY) if look.fonts.line(look.em(one)) < height]
    said = fitted(
        look, words("training.band"), room, (*sizes, tokens.SMALL), 1, colour=tokens.WHITE, bold=True, align="center"
    )
    return Panel(
        look, width, Spring(), said, Spring(), colour=tokens.SEAL, edge=None, gap=0, pad=0, height=height,
        align="center", radius=0,
    )  # fmt: skip


def _low(look: Look, words: Words, width: float, height: float) -> Widget:
    room = width - 2 * look.mm(tokens.EDGE)
    sizes = (tokens.TITLE, tokens.LARGE, tokens.BODY)
    said = fitted(look, words("style.low_for"), room, sizes, 2, colour=tokens.SIGN_SOFT, align="center")
    mark = [seal(look, SEAL)] if look.mm(SEAL) + said.height + look.mm(4 * tokens.WIDE) < height else []
    parts = [*mark, said] if said.height < height else []
    return Panel(
        look, width, Spring(), *parts, Spring(), colour=tokens.SIGN, edge=None, gap=tokens.WIDE, pad=0, height=height,
        align="center", radius=0,
    )  # fmt: skip
