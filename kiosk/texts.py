"""The words on screen and paper: one TOML file per language in assets/texts, Chinese first. No text stands in code."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "assets" / "texts"
FIRST = "zh"


class Words:
    """The texts of one language: `words("ticket.ahead", count=3)`.

    Raises KeyError for a text that is not there, so that a missing text is found by the tests and not by a resident.
    """

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = texts

    def __call__(self, key: str, **values: object) -> str:
        return self._texts[key].format(**values)

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def keys(self) -> Iterable[str]:
        return self._texts.keys()

    def name(self, chinese: str, names: Iterable[tuple[str, str]] = ()) -> str:
        """A thing's name in this language, or in Chinese where it has no other."""
        return dict(names).get(self.language, chinese)

    def day(self, day: date) -> str:
        """A day and its weekday; the month by its name, as 2/7 is February to some and July to others."""
        return self("format.day", weekday=self.weekday(day), **self._month_and_day(day))

    def day_of_month(self, day: date) -> str:
        return self("format.day_of_month", **self._month_and_day(day))

    def weekday(self, day: date) -> str:
        return self(f"weekday.{day.isoweekday()}")

    def _month_and_day(self, day: date) -> dict[str, object]:
        return {"month": self(f"month.{day.month}"), "day": day.day}

    def clock(self, moment: time) -> str:
        return f"{moment:%H:%M}"


def languages() -> tuple[str, ...]:
    """The languages there are texts for, Chinese first: a further language needs a file and nothing else."""
    found = sorted(file.stem for file in FOLDER.glob("*.toml"))
    return (FIRST, *(language for language in found if language != FIRST))


@cache
def words(language: str = FIRST) -> Words:
    """The texts of a language, read once."""
    tables = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return Words(language, dict(_flat(tables)))


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
