"""The button that leads to the hall's plan."""

from kiosk.steps.way import AskWay
from screens.base import Screen
from screens.parts.actions import Action


def where(screen: Screen) -> Action:
    """Answers the step with the wish to see it."""
    return Action(screen.words("showWay.ask"), screen.answers(AskWay()), icon="map")
