"""What is wrong with a drawing: what does not fit, is too small to read or to press, or lies over something else."""

from kivy.uix.widget import Widget

from kiosk.style import Style
from screens import tokens
from screens.parts.press import Press
from screens.parts.text import Text

SLACK = 1.5  # pixels
LARGE_EM = 12.0  # mm of the usual panel, in large type


def faults(glass):
    """Every fault on the screen, in words."""
    look = glass.window.look
    large = look.style is Style.LARGE
    letters = LARGE_EM * look.measure.growth if large else tokens.LEAST_CAP / tokens.CAP
    target = tokens.TARGET * look.measure.growth if large else tokens.LEAST_TARGET
    found = []
    for part in glass.frame.walk(restrict=True):
        found += _outside(part)
        if isinstance(part, Text):
            found += _unreadable(part, look.measure, letters)
        if isinstance(part, Press) and part.on_press:
            found += _too_small(part, look.measure, target)
            found += _too_high(part, look.ceiling)
    return found + _over_each_other(glass.frame)


def _outside(part):
    over = part.parent
    if not isinstance(over, Widget) or part.width <= 1 or part.height <= 1:
        return []
    if (
        part.x < over.x - SLACK
        or part.y < over.y - SLACK
        or part.right > over.right + SLACK
        or part.top > over.top + SLACK
    ):
        return [f"{name(part)} {box(part)} is outside of {name(over)} {box(over)}"]
    return []


def _unreadable(text, measure, least=tokens.LEAST_CAP / tokens.CAP):
    found = []
    if text.texture_size[0] > text.width + 4 + SLACK or text.texture_size[1] > text.height + SLACK:
        found.append(f"{name(text)} needs {text.texture_size} and has {text.size}")
    if measure.in_mm(text.font_size) < least:
        found.append(f"{name(text)} is too small to read")
    return found


def _too_small(press, measure, least):
    if min(measure.in_mm(press.width), measure.in_mm(press.height)) < least:
        return [f"{name(press)} is too small to press: {press.size}"]
    return []


def _too_high(press, ceiling):
    _, top = press.to_window(press.x, press.top)
    return [f"{name(press)} is out of reach"] if top > ceiling + SLACK else []


def _over_each_other(root):
    found = []
    for over in root.walk(restrict=True):
        parts = [one for one in over.children if one.width > 1 and one.height > 1 and type(one).__name__ != "Spring"]
        found += [
            f"{name(one)} lies over {name(other)}"
            for at, one in enumerate(parts)
            for other in parts[at + 1 :]
            if _meet(one, other)
            and not {type(one).__name__, type(other).__name__} & {"Busy", "StillThere", "ChooseStyle", "Called"}
        ]
    return found


def _meet(one, other):
    return (
        min(one.right, other.right) - max(one.x, other.x) > SLACK
        and min(one.top, other.top) - max(one.y, other.y) > SLACK
    )


def name(part):
    words = " ".join(one.said for one in part.walk(restrict=True) if isinstance(one, Text))
    return f"{type(part).__name__}({words[:24]!r})"


def box(part):
    return tuple(round(one) for one in (*part.pos, *part.size))
