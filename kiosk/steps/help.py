"""The step for those who are here for the first time, and the wish for it."""

from dataclasses import dataclass

from kiosk.step import Question


@dataclass(frozen=True)
class FirstTime:
    """Wants to be shown how this works."""


@dataclass(frozen=True)
class ShowHelp(Question[None]):
    """Four pictures, in the order of a visit. Answered when the resident has seen them."""
