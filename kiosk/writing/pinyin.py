"""Writing by sound: the letters of the pinyin, one character or many at once. v stands for ü."""

from string import ascii_lowercase

from kiosk.writing.keys import Keys
from kiosk.writing.librime import Rime
from kiosk.writing.tables import PINYIN


def pinyin(rime: Rime) -> Keys:
    return Keys(rime.session(PINYIN), ascii_lowercase)
