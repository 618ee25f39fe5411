"""The platform's health in the words that devices use, so that one table tells what works."""

from drivers import Fault, State, Status
from kiosk.platform.troubles import Offline, Trouble


def platform_status(trouble: Trouble | None) -> Status:
    """What the last question to the platform has shown; None: it was answered."""
    if trouble is None:
        return Status()
    if isinstance(trouble, Offline):
        return Status(State.OFFLINE, Fault.NO_ANSWER, trouble.word)
    return Status(State.HARDWARE_ERROR, Fault.GARBLED, trouble.word)
