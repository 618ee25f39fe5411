"""Facts: what it is on the left, what it says on the right, as on a form."""

from collections.abc import Iterable, Sequence
from math import inf

from kivy.uix.widget import Widget

from screens import tokens
from screens.look import Look
from screens.parts.box import Blank, Column, Row
from screens.parts.pages import at_most
from screens.parts.text import Text, broken

LABEL_SHARE, LABEL_MOST = 0.27, 0.48  # of the width, at least and at most

SIZES = (tokens.LARGE * 1.2, tokens.LARGE, tokens.BODY * 1.1, tokens.BODY, tokens.SMALL)
CUTS = (60, 36, 24, 12)  # characters that a value keeps when even the smallest type does not fit


def fact(
    look: Look,
    label: str,
    value: str,
    width: float,
    *,
    size: float = tokens.BODY,
    share: float = LABEL_SHARE,
    bold: bool = False,
) -> Row:
    """One line of a form; a long value goes on below itself. `share` of the width is the label's."""
    left, right, gap = _columns(look, width, share)
    return Row(
        Text(look, label, size, width=left, colour=tokens.SOFT),
        Text(look, value, size, width=right, bold=bold),
        gap=gap,
        top=True,
    )


def fitting(
    look: Look,
    pairs: Sequence[tuple[str, str]],
    width: float,
    most: float,
    largest: float = SIZES[0],
    *,
    whole: bool = False,
) -> Column:
    """Lines of a form as large as `most` pixels of height allow; at the last, long values end in dots.

    `whole` ones do not: then it may become higher.
    """
    for size in (one for one in SIZES if one <= largest):
        if _height(look, pairs, width, size) <= most:
            return facts(look, pairs, width, size=size)
    if whole:
        return facts(look, pairs, width, size=SIZES[-1])
    for cut in CUTS:
        shorter = [(label, _cut(value, cut)) for label, value in pairs]
        if _height(look, shorter, width, SIZES[-1]) <= most:
            break
    return facts(look, shorter, width, size=SIZES[-1])


def abreast(look: Look, pairs: Sequence[tuple[str, str]], width: float, most: float) -> Row:
    """The same in two columns, for a wide panel: as large as the height allows, at the least in the smallest type."""
    told, gap = _telling(pairs), look.mm(tokens.WIDE)
    half, each = (len(told) + 1) // 2, (width - gap) // 2
    columns = told[:half], told[half:]
    size = next((one for one in SIZES if all(_height(look, part, each, one) <= most for part in columns)), SIZES[-1])
    return Row(*(facts(look, part, each, size=size) for part in columns), gap=gap, width=width, top=True)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def facts(
    look: Look, pairs: Iterable[tuple[str, str]], width: float, *, size: float = tokens.BODY, bold: bool = False
) -> Column:
    """Lines of a form below each other; what says nothing is left out, and no word of a label is broken."""
    rows = lines(look, pairs, width, size=size, bold=bold)
    return Column(width, *rows, gap=_gap(look)) if rows else Column(width, Blank())


def lines(
    look: Look,
    pairs: Iterable[tuple[str, str]],
    width: float,
    *,
    size: float = tokens.BODY,
    bold: bool = False,
    most: float = inf,
) -> list[Widget]:
    """The same, each on its own; one that would be higher than `most` pixels is told in smaller type."""
    told = _telling(pairs)
    share = _share(look, told, width, size)

    def line(label: str, value: str) -> Widget:
        def draw(size: float) -> Widget:
            return fact(look, label, value, width, size=size, share=share, bold=bold)

        return at_most(most, draw, (size, tokens.SMALL))

    return [line(label, value) for label, value in told]


def _height(look: Look, pairs: Iterable[tuple[str, str]], width: float, size: float) -> float:
    """How high `facts` would become, in pixels; nothing is drawn to know it."""
    told, pixels = _telling(pairs), look.em(size)
    left, right, _ = _columns(look, width, _share(look, told, width, size))
    most = [
        max(len(broken(look, one, pixels, wide)) for one, wide in zip(pair, (left, right), strict=True))
        for pair in told
    ]
    return sum(most) * look.fonts.line(pixels) + max(0, len(told) - 1) * _gap(look)


def _telling(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(label, value) for label, value in pairs if value]


def _share(look: Look, told: Iterable[tuple[str, str]], width: float, size: float) -> float:
    """Of the width, for the labels: no word of theirs is broken."""
    words = [word for label, _ in told for word in label.split()]
    widest = max((look.fonts.width(word, look.em(size)) for word in words), default=0.0) + 2
    return min(max(LABEL_SHARE, widest / width), LABEL_MOST)


def _columns(look: Look, width: float, share: float) -> tuple[float, float, float]:
    """Pixels of the label, of the value, and between them."""
    left, gap = round(width * share), look.mm(tokens.GAP)
    return left, width - left - gap, gap


def _gap(look: Look) -> float:
    return look.mm(tokens.TIGHT * 1.2)
