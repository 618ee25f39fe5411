"""What can be done next, as large buttons: below each other on a tall panel, side by side on a wide one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kivy.uix.widget import Widget

from screens import tokens
from screens.look import Look
from screens.parts.box import Column, Row, level
from screens.parts.button import SECONDARY, Kind, PushButton

HEIGHT = 26.0  # mm: of a button without a note


@dataclass(frozen=True)
class Action:
    """One button. `press=None` with a note that says why it cannot be pressed."""

    text: str
    press: Callable[[], Any] | None
    kind: Kind = SECONDARY
    icon: str = ""
    note: str = ""


def actions(
    look: Look, choices: Sequence[Action], width: float, *, beside: bool | None = None, height: float = HEIGHT
) -> Widget:
    """The buttons, the most likely one first (or, side by side, last: at the right hand)."""
    gap = look.mm(tokens.GAP)
    if beside is None:
        beside = not look.portrait
    if not beside:
        return Column(width, *(_button(look, one, width, height) for one in choices), gap=gap)
    each = (width - gap * (len(choices) - 1)) // len(choices)
    return Row(*level([_button(look, one, each, height) for one in reversed(choices)]), gap=gap, width=width)


def _button(look: Look, one: Action, width: float, height: float) -> PushButton:
    tall = look.mm(height + (8 if one.note else 0))
    return PushButton(look, one.text, one.press, width=width, kind=one.kind, icon=one.icon, note=one.note, height=tall)
