"""Which key means what, from assets/keys.toml: a hall's keypad is a matter of data."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

FILE = Path(__file__).parents[2] / "assets" / "keys.toml"


class Deed(StrEnum):
    """What somebody wants who presses a key."""

    NEXT = "next"
    BEFORE = "before"
    PRESS = "press"
    AGAIN = "again"
    BACK = "back"
    LOUDER = "louder"
    SOFTER = "softer"
    FASTER = "faster"
    SLOWER = "slower"
    START = "start"
    STOP = "stop"


def deeds(codes: Mapping[str, int], file: Path = FILE) -> dict[int, Deed]:
    """Key code → deed; `codes` are those of Kivy's names. Raises KeyError and ValueError for a file that is wrong."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {key if isinstance(key, int) else codes[key]: Deed(deed) for deed, keys in table.items() for key in keys}
