"""Which field stands under a heading, and which table in a sheet: as assets/catalogue/columns.toml says."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

NAMES = Path(__file__).parents[3] / "assets" / "catalogue" / "columns.toml"
PASSED_OVER = ""  # stands for a field that is known and not needed

_LONGEST = 200  # characters of a heading that are looked at


def plain_heading(heading: str) -> str:
    """A heading without blanks, stars, notes in brackets, width and case."""
    text = unicodedata.normalize("NFKC", heading[:_LONGEST]).casefold()
    return re.sub(r"\(.*?\)|\[.*?\]|[\s*:]", "", text)


def field_of(table: str, heading: str) -> str | None:
    """The field under a heading, PASSED_OVER, or None for one that nobody knows."""
    return _headings("basic" if table == "extend" else table).get(plain_heading(heading))


def table_of(title: str) -> str | None:
    """The table in a sheet with this title."""
    words = plain_heading(title)
    return next((table for table, names in _names()["sheets"].items() if any(name in words for name in names)), None)


@cache
def _names() -> dict[str, Any]:
    return tomllib.loads(NAMES.read_text(encoding="utf-8"))


@cache
def _headings(table: str) -> dict[str, str]:
    known = dict.fromkeys(map(plain_heading, _names()["passed_over"]["names"]), PASSED_OVER)
    for field, names in _names()[table].items():
        known |= {plain_heading(name): field for name in (field, *names)}
    return known
