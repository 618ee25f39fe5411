"""The shape of good news: a large plate with what was given, beside it what there is to know, and what comes next."""

from collections.abc import Callable, Sequence

from kivy.uix.widget import Widget

from screens import tokens
from screens.base import Screen
from screens.look import Look
from screens.parts.actions import Action, actions
from screens.parts.box import Column, Panel, Row, Spring, inner
from screens.parts.button import PRIMARY, SECONDARY
from screens.parts.pages import Pages, bar, below, stacked
from screens.parts.slip import certainly_missing
from screens.parts.text import Text

TALL, LOW = 140.0, 118.0  # mm: the plate on a portrait panel, and when there is much else to tell
LOWER = (95.0, 75.0)  # mm, where there is still too little room
SHARE = 0.42  # of the plate's height may be its largest letters


def made(
    screen: Screen,
    plate: Callable[[float, float], Widget],
    told: Callable[[float, float], Sequence[Widget]],
    *,
    width: float,
    height: float,
    crowded: bool,
    also: Sequence[Action] = (),
) -> Column:
    """`plate(width, height)` draws the plate; `told(width, most)` what is beside it, in at most so many pixels.

    `also` is what else can be done, beside what can be done with everything that was given.
    """
    look, gap = screen.look, screen.look.mm(tokens.GAP)
    first, *others = choices(screen)
    foot = actions(look, [first, *also, *others], width)
    if look.portrait and also:  # the likely one above; the others share a line, for what was given needs its room
        foot = Column(
            width, actions(look, [first], width), actions(look, [*also, *others], width, beside=True), gap=gap
        )
    if look.portrait:
        left = height - foot.height - 2 * gap
        best: tuple[float, list[Widget]] | None = None
        for tall in (LOW if crowded else TALL, *LOWER):
            head = plate(width, look.mm(tall))
            rest = told(width, left - head.height - gap)
            if stacked([head, *rest], gap) <= left and (best is None or _type(rest) > best[0]):
                best = _type(rest), [head, *rest]
            if best is not None and not look.crowded:
                break
        if best is not None:  # in large type, the one in which what is told is largest
            return Column(width, *best[1], Spring(), foot, gap=gap, height=height)
        head = plate(width, min(look.mm(LOWER[-1] if look.crowded else LOW), left - bar(look)))
        return Column(width, below(look, screen.words, [head], rest, (width, left), gap=tokens.GAP), foot, gap=gap)
    tall, half = height - foot.height - 2 * gap, (width - 2 * gap) // 2
    beside = Pages(look, screen.words, told(half, tall), half, tall, gap=tokens.GAP)
    both = Row(plate(half, tall), beside, gap=2 * gap, width=width, height=tall, top=True)
    return Column(width, both, Spring(), foot, gap=gap, height=height)


def _type(parts: Sequence[Widget]) -> float:
    """The smallest type in which something is told, in pixels."""
    return min((one.font_size for part in parts for one in part.walk() if isinstance(one, Text)), default=0.0)


def choices(screen: Screen) -> list[Action]:
    """Done; the slip again, where there is certainly none; something else."""
    said = screen.words
    again = [Action(said("slipState.again"), screen.answers(value=True), SECONDARY, "print")]
    return [
        Action(said("act.done"), screen.answers(value=False), PRIMARY, "tick"),
        *(again if certainly_missing(screen.step.trouble) else []),
        Action(said("act.more"), screen.home, icon="home"),
    ]


def plate(
    look: Look,
    parts: Callable[[float, tuple[float, ...]], Sequence[Widget]],
    sizes: tuple[float, ...],
    width: float,
    height: float,
) -> Panel:
    """`parts(width, sizes)` in the middle of a ground in the colour of a hall's sign, as large as the sizes allow."""
    room, tall = inner(look, width), height - look.mm(2 * tokens.GAP)
    sizes = large(look, height, sizes)
    for at in range(len(sizes)):
        middle = Column(room, *parts(room, sizes[at:]))
        if middle.height <= tall:
            break
    height += max(0, middle.height - tall)
    whole = Column(room, Spring(), middle, Spring(), height=height - look.mm(2 * tokens.GAP))
    return Panel(look, width, whole, colour=tokens.SIGN, edge=None, height=height)


def large(look: Look, height: float, sizes: tuple[float, ...]) -> tuple[float, ...]:
    """Those of the sizes (mm) that a plate of so many pixels can carry; the last always."""
    most = look.measure.in_mm(height) / look.measure.growth
    return tuple(size for size in sizes[:-1] if size < most * SHARE) + sizes[-1:]
