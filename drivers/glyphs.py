"""The one font fall-back for screen and paper: which font holds a character, so that no name loses one.

In the order Noto Sans CJK SC, BabelStone Han, HanaMin A, HanaMin B every Han character of GB 18030-2022 has a glyph.
A character that none of them holds is shown as a marked box, never dropped.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path
from unicodedata import category

from drivers import DeviceError, Fault, cmap

FONTS = Path("/usr/share/fonts")
MARKED_BOX = "▨"  # U+25A8: a filled box, to be told apart from an empty one that is there to be ticked


HAN = (  # first and last code point of the blocks of GB 18030-2022, level 3: URO, extensions A to F
    (0x4E00, 0x9FFC), (0x3400, 0x4DBF), (0x20000, 0x2A6DD), (0x2A700, 0x2B734), (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
)  # fmt: skip


class Weight(StrEnum):
    """The two weights in use. The fonts for rare characters have only one."""

    REGULAR = "regular"
    BOLD = "bold"


@dataclass(frozen=True)
class Face:
    """One face of one font file."""

    name: str
    file: Path
    index: int  # of the face within a collection
    package: str  # the Debian package that brings it


@dataclass(frozen=True)
class Run:
    """Characters that follow each other and have the same face. Names are made of them: no repr shows the text."""

    text: str = field(repr=False)
    face: Face


# Index 2 of Noto's collection is Simplified Chinese; index 0 is Japanese, whose 直, 骨 and 门 look wrong in China.
_NOTO = {
    weight: Face("Noto Sans CJK SC", FONTS / f"opentype/noto/NotoSansCJK-{file}.ttc", 2, "fonts-noto-cjk")
    for weight, file in ((Weight.REGULAR, "Regular"), (Weight.BOLD, "Bold"))
}
_RARE = (
    Face("BabelStone Han", FONTS / "truetype/babelstone/BabelStoneHan.ttf", 0, "fonts-babelstone-han"),
    Face("HanaMinA", FONTS / "truetype/hanazono/HanaMinA.ttf", 0, "fonts-hanazono"),
    Face("HanaMinB", FONTS / "truetype/hanazono/HanaMinB.ttf", 0, "fonts-hanazono"),
)


class FontMissing(DeviceError):  # noqa: N818 - it is named after what is wrong, as the faults are
    """A font is not installed; its message names the Debian package."""

    def __init__(self, face: Face) -> None:
        super().__init__(Fault.DRIVER_MISSING, f"font {face.file} is missing: install the package {face.package}")


def faces(weight: Weight = Weight.REGULAR) -> tuple[Face, ...]:
    """The faces in the order in which they are asked."""
    return (_NOTO[weight], *_RARE)


@cache
def coverage(face: Face) -> cmap.Coverage:
    """The characters of a face, read once, when first needed. Raises FontMissing."""
    try:
        return cmap.read(face.file, face.index)
    except (OSError, ValueError) as error:
        raise FontMissing(face) from error


def runs(text: str, weight: Weight = Weight.REGULAR) -> tuple[Run, ...]:
    """`text` cut where the face changes. Raises FontMissing when no installed font can show it."""
    shown = (_glyph(character, weight) for character in normal(text))
    return tuple(
        Run("".join(character for character, _ in pieces), face)
        for face, pieces in groupby(shown, key=lambda piece: piece[1])
    )


def han_of_gb_18030() -> Iterator[str]:
    """Every Han character of GB 18030-2022, one after the other."""
    return (chr(code) for first, last in HAN for code in range(first, last + 1))


def lacking() -> tuple[str, ...]:
    """The Han characters of GB 18030-2022 that no installed font has. Takes half a second. Raises FontMissing."""
    return tuple(one for one in han_of_gb_18030() if not any(one in coverage(face) for face in faces()))


def normal(text: str) -> str:
    """`text` with the private-use code points of old cards and codecs replaced by their place in Unicode.

    Variation selectors go: they are defined to be ignorable, and no font here knows them.
    """
    return "".join(_MOVED.get(character, character) for character in text if not _is_selector(character))


def _glyph(character: str, weight: Weight) -> tuple[str, Face]:
    """A character and the first face that holds it, or the marked box."""
    if character in "\n\t ":
        return character, _NOTO[weight]
    if category(character) not in {"Co", "Cs", "Cc"}:  # their glyphs, if any, mean something else in each font
        for face in faces(weight):
            if character in coverage(face):
                return character, face
    return MARKED_BOX, _NOTO[weight]


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def sc_face_file(folder: Path, weight: Weight = Weight.REGULAR) -> Path:
    """The Simplified Chinese face as a font file of its own, for programs that open only face 0 of a collection.

    Written once (about 0.6 s and 16 MB), reused ever after; a half-written file never carries the final name.
    Raises FontMissing, and OSError when `folder` cannot be written.
    """
    face = _NOTO[weight]
    target = folder / f"NotoSansSC-{weight}-{_edition(face)}.otf"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write_face(face, target)
    return target


def _edition(face: Face) -> str:
    """What changes when the package is updated: the size and age of its file."""
    try:
        found = face.file.stat()
    except OSError as error:
        raise FontMissing(face) from error
    return f"{found.st_size:x}-{int(found.st_mtime):x}"


def _write_face(face: Face, target: Path) -> None:
    from fontTools.ttLib import TTFont  # 0.1 s, and only needed the first time

    part = target.with_suffix(f".{os.getpid()}.part")
    try:
        # Read lazily and not recalculated: 0.6 s; otherwise every outline is parsed, which takes half a minute.
        with TTFont(face.file, fontNumber=face.index, lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
            font.save(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _moved() -> Iterator[tuple[str, str]]:
    """Private-use code points and what they stand for now.

    GB 18030-2022 moved 18 characters out of the private-use area (Unicode L2/22-274); six more have had a place in
    plane 2 since 2005; and GBK, older still, kept the characters of FE50-FEA0 at U+E815-E864, in the codec's order.
    """
    second_bytes = [byte for byte in range(0x50, 0xA1) if byte != 0x7F]
    for private, second in enumerate(second_bytes, start=0xE815):
        character = bytes((0xFE, second)).decode("gb18030")
        if category(character) != "Co":
            yield chr(private), character
    yield "\ue7c7", "\u1e3f"
    yield "\ue7c8", "\u01f9"
    private_2005 = (*range(0xE78D, 0xE797), 0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864)
    yield from zip(map(chr, private_2005), "︐︒︑︓︔︕︖︗︘︙龴龵龶龷龸龹龺龻", strict=True)
    plane_2 = ((0xE816, 0x20087), (0xE817, 0x20089), (0xE818, 0x200CC))
    plane_2 += ((0xE831, 0x215D7), (0xE83B, 0x2298F), (0xE855, 0x241FE))
    yield from ((chr(private), chr(now)) for private, now in plane_2)


_MOVED = dict(_moved())
