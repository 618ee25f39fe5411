"""How characters sound. pypinyin runs in a process of its own: its tables take 57 MiB and stop every other thread."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterable

log = logging.getLogger(__name__)

TIME_LIMIT = 60.0  # seconds; it takes one on a small machine

# Every reading of a character: 重 is zhong, chong and tong. v stands for ü, as on a keyboard.
_CHILD = """
import json, sys
from pypinyin import Style, pinyin
said = {c: pinyin(c, style=Style.NORMAL, heteronym=True, errors="ignore") for c in json.load(sys.stdin)}
json.dump({c: [r for r in found[0] if r.isascii() and r.isalpha()] if found else [] for c, found in said.items()},
          sys.stdout)
"""


class PinyinError(Exception):
    """The sounds could not be found out. Search by Chinese still works."""


def sounds(characters: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Every reading of each character, without tones; () for one that has none. Raises `PinyinError`."""
    asked = sorted(characters)
    if not asked:
        return {}
    try:
        answer = subprocess.run(
            [sys.executable, "-I", "-c", _CHILD],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            check=True,
            timeout=TIME_LIMIT,
        )
        said: dict[str, list[str]] = json.loads(answer.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise PinyinError(type(error).__name__) from error
    return {character: tuple(said.get(character, ())) for character in asked}
