"""Text as the search sees it: glyphs. A Chinese character is one, and so is a whole Latin word or number.

Case, full width and punctuation do not count.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

_GLYPHS = re.compile(r"[a-z]+|[0-9]+|[^\W_]")
_LETTERS = re.compile(r"[a-z0-9]+")

SEPARATES = " "  # between two glyphs that do not touch


def plain(text: str) -> str:
    """The same text without case, width and ligatures."""
    return unicodedata.normalize("NFKC", text).casefold()


def glyphs(text: str) -> list[str]:
    """The glyphs of a text; SEPARATES stands where something that is no glyph lay between two of them."""
    found: list[str] = []
    end = 0
    for match in _GLYPHS.finditer(plain(text)):
        if found and match.start() > end:
            found.append(SEPARATES)
        found.append(match.group())
        end = match.end()
    return found


def is_letters(glyph: str) -> bool:
    """Whether a glyph is typed as it is written, letter by letter."""
    return _LETTERS.fullmatch(glyph) is not None


def tokens(text: str) -> Iterator[str]:
    """What was typed, cut at blanks, without what is no glyph."""
    for part in plain(text).split():
        if token := "".join(_GLYPHS.findall(part)):
            yield token


def characters(texts: Iterable[str]) -> frozenset[str]:
    """Every character of some texts that has to be typed by its sound."""
    return frozenset(one for text in texts for one in _GLYPHS.findall(plain(text)) if not is_letters(one))
