"""Where a line may end: Chinese punctuation keeps its place, Latin words stay whole. Pure text, no fonts."""

from collections.abc import Callable
from itertools import groupby
from unicodedata import east_asian_width

# Marks that must not begin a line, and marks that must not end one (GB/T 15834-2011, 5.1).
NEVER_FIRST = frozenset("，。、；：？！）》〉」』】〕｝”’…—～·％℃,.;:?!)]}%°")
NEVER_LAST = frozenset("（《〈「『【〔｛“‘￥¥$([{")


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """`text` in lines of at most `width`, in the unit of `measure`. Line ends in the text are kept; "" is one line."""
    return [line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, width, measure)]


def _wrap_paragraph(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    if measure(text.rstrip()) <= width:
        return [text.rstrip()]
    lines: list[list[str]] = [[]]
    for piece in _pieces(text):
        if measure("".join(lines[-1]) + piece.rstrip()) <= width:
            lines[-1].append(piece)
        else:
            lines.extend([part] for part in _broken(piece.lstrip(), width, measure))
    kept = [line for line in lines if line] or [[]]
    return ["".join(line).rstrip() for line in _without_orphan(kept, width, measure)]


def _without_orphan(lines: list[list[str]], width: float, measure: Callable[[str], float]) -> list[list[str]]:
    """A last line of a single character gets company from the line above, where there is room for both."""
    alone = len(lines) > 1 and len(lines[-1]) == 1 and len(lines[-1][0]) <= 2 and len(lines[-2]) > 2
    if alone and measure(lines[-2][-1] + lines[-1][0].rstrip()) <= width:
        lines[-1].insert(0, lines[-2].pop())
    return lines


def _pieces(text: str) -> list[str]:
    """What must stay together: a word, or a Chinese character with the marks that cling to it."""
    pieces: list[str] = []
    for atom in _atoms(text):
        if pieces and (atom[0] in NEVER_FIRST or pieces[-1][-1] in NEVER_LAST):
            pieces[-1] += atom
        else:
            pieces.append(atom)
    return pieces


def _atoms(text: str) -> list[str]:
    """Single wide characters, spaces, and narrow characters as whole words; a dash or dots of two stay one."""
    atoms: list[str] = []
    for kind, characters in groupby(text, key=_kind):
        group = "".join(characters)
        atoms.extend(group if kind == "wide" else [group])
    return atoms


def _kind(character: str) -> str:
    if character in "—…":
        return character
    if character.isspace():
        return "space"
    wide = east_asian_width(character) in "WF" or character in NEVER_FIRST | NEVER_LAST - set("$([{")
    return "wide" if wide and not character.isascii() else "narrow"


def _broken(piece: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """A piece that may be wider than a whole line, such as a long address of a page, cut where it must be."""
    parts = [""]
    for character in piece:
        if parts[-1] and measure(parts[-1] + character) > width:
            parts.append("")
        parts[-1] += character
    return parts
