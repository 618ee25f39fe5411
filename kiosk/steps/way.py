"""The step that shows the way to the windows, and the wish for it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from drivers import Fate
from kiosk.model.plan import Directions
from kiosk.step import Step


@dataclass(frozen=True)
class AskWay:
    """Wants to see where the windows are."""


@dataclass(frozen=True)
class ShowWay(Step[Any]):
    """The hall's plan. No question to come back to: whatever is answered, it goes on where it was asked."""

    patience: ClassVar[float] = 90.0
    way: Directions
    fate: Fate | None = None  # of a slip that hangs out meanwhile
