"""Writing by strokes, for a character whose sound nobody knows: 一 丨 丿 丶 乛, in the order of writing."""

from kiosk.writing.keys import Keys
from kiosk.writing.librime import Rime
from kiosk.writing.tables import STROKES

KEYS = {"h": "一", "s": "丨", "p": "丿", "n": "丶", "z": "乛"}  # rime's letter → what stands on the key


def strokes(rime: Rime) -> Keys:
    return Keys(rime.session(STROKES), "".join(KEYS))


def shown(composition: str) -> str:
    """A draft in strokes instead of letters."""
    return "".join(KEYS.get(key, key) for key in composition)
