"""What the headphone socket means for the voice: it begins with headphones that come, and ends when they go."""

from drivers import Status
from drivers.voice import PLUGGED, UNPLUGGED
from kiosk.events import VoiceChosen
from kiosk.voice import Manner


class Headphones:
    """Remembers how the socket was. Those that lie there plugged in when the program starts are nobody's."""

    def __init__(self) -> None:
        self._before = ""

    def noted(self, voice: Status) -> VoiceChosen | None:
        """How the voice's device is now; what follows from it."""
        before, self._before = self._before, voice.detail
        if (before, voice.detail) == (UNPLUGGED, PLUGGED):
            return VoiceChosen(Manner())
        return VoiceChosen(None) if (before, voice.detail) == (PLUGGED, UNPLUGGED) else None
