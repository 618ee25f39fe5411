"""What a technician can say of an interactive test: it is as it should be, it is not, or it was broken off."""

from collections.abc import Callable, Sequence
from typing import Any

from kivy.uix.widget import Widget

from kiosk.health.model import Verdict
from kiosk.steps.hands_on import Seen
from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts.actions import Action, actions
from screens.parts.button import PRIMARY, SECONDARY


def judge(look: Look, words: Words, answer: Callable[[Any], None], width: float, more: Sequence[Action] = ()) -> Widget:
    """Two buttons, and before them what else can be done. Broken off is what the feet below are for."""

    def says(verdict: Verdict) -> Callable[[], None]:
        return lambda: answer(Seen(verdict))

    choices = [
        Action(words("handsOn.good"), says(Verdict.PASSED), PRIMARY, "tick"),
        Action(words("handsOn.bad"), says(Verdict.FAILED), SECONDARY, "cross"),
        *more,
    ]
    return actions(look, choices, width, height=tokens.TARGET)
