"""rime's folder: two schemas of our own, and a dictionary that adds to Debian's the characters of rare names."""

import os
from collections.abc import Iterator
from pathlib import Path

from drivers import glyphs
from kiosk.catalogue.pinyin import sounds

PINYIN, STROKES = "hall_pinyin", "hall_strokes"
PAGE = 9  # candidates on a page of rime's: as many as there are digits to choose one
NAMES = Path(__file__).parents[2] / "assets" / "writing" / "names.txt"
MARK = "built.txt"
EDITION = "1"  # of what stands below; another one is written and built anew

_DEFAULT = f"""config_version: '{EDITION}'
schema_list: [{{schema: {PINYIN}}}, {{schema: {STROKES}}}]
menu: {{page_size: {PAGE}}}
"""
_ENGINE = """engine:
  processors: [speller, selector, navigator, express_editor]
  segmentors: [abc_segmentor, fallback_segmentor]
"""
_PINYIN = f"""schema: {{schema_id: {PINYIN}, name: 拼音, version: '{EDITION}'}}
{_ENGINE}  translators: [script_translator]
speller: {{__include: "pinyin_simp.schema:/speller"}}
translator: {{dictionary: {PINYIN}, enable_user_dict: false}}
"""
_STROKES = f"""schema: {{schema_id: {STROKES}, name: 笔画, version: '{EDITION}'}}
{_ENGINE}  translators: [table_translator]
speller: {{alphabet: hspnz}}
translator: {{dictionary: stroke, enable_user_dict: false, enable_completion: true}}
"""
_DICTIONARY = f"""---
name: {PINYIN}
version: '{EDITION}'
sort: by_weight
import_tables: [pinyin_simp]
...
"""


def prepare(folder: Path, known: Path) -> None:
    """Write what is not there yet. `known` is Debian's pinyin dictionary. Raises OSError, PinyinError.

    Finding out how forty thousand rare characters sound takes a second or two, the first time only.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    dictionary = folder / f"{PINYIN}.dict.yaml"
    if not dictionary.is_file() or not dictionary.read_text("utf-8").startswith(_DICTIONARY):
        _write(dictionary, _DICTIONARY + "\n" + "\n".join(_rare(known)) + "\n")
    files = {"default.yaml": _DEFAULT, f"{PINYIN}.schema.yaml": _PINYIN, f"{STROKES}.schema.yaml": _STROKES}
    for name, text in files.items():
        file = folder / name
        if not file.is_file() or file.read_text("utf-8") != text:
            _write(file, text)


def prepared(folder: Path) -> bool:
    """Whether the tables of this edition have been built there."""
    file = folder / MARK
    return file.is_file() and file.read_text("utf-8") == EDITION


def mark(folder: Path) -> None:
    """They have."""
    _write(folder / MARK, EDITION)


def _rare(known: Path) -> Iterator[str]:
    """Lines for the readings that Debian's dictionary lacks: characters of names first, after all that is common."""
    there = {tuple(line.split("\t")[:2]) for line in known.read_text("utf-8").splitlines() if "\t" in line}
    names = set(NAMES.read_text("utf-8").split()) if NAMES.is_file() else set[str]()
    first = {character for line in names for character in line}
    for character, readings in sounds(glyphs.han_of_gb_18030()).items():
        for reading in readings:
            if (character, reading) not in there:
                yield f"{character}\t{reading}\t{20 if character in first else 0}"


def _write(file: Path, text: str) -> None:
    part = file.with_suffix(f".{os.getpid()}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(file)
