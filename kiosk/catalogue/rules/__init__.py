"""The rules of the standard, one small function each: it yields the fields at fault. A new one goes below the others.

Fields and dictionaries are those of C0109 and GB/T 39554. What codes mean is taken from the dictionaries, so a province
with other codes needs no other rules.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kiosk.model.catalogue import Dictionaries, Item

MOST_DIGITS = 4  # of a number of days, visits or copies


@dataclass(frozen=True)
class Case:
    """One item to be held against the rules, with the meaning of its codes."""

    item: Item
    dictionaries: Dictionaries

    def means(self, field: str, word: str) -> bool:
        """Whether one of the field's codes stands for something whose text has a word in it."""
        return any(word in self.dictionaries.text(field, code) for code in codes(getattr(self.item, field)))


Fields = Callable[[Case], Iterable[str]]


@dataclass(frozen=True)
class Rule:
    """`zh` and `en` say what is wrong where the rule is broken."""

    id: str
    zh: str
    en: str
    fields: Fields


def rule(name: str, zh: str, en: str) -> Callable[[Fields], Rule]:
    """Make a rule of a function."""
    return lambda fields: Rule(name, zh, en, fields)


def codes(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """The codes in a field; a text may hold several, separated by commas."""
    return value if isinstance(value, tuple) else tuple(part.strip() for part in value.split(",") if part.strip())


def number(text: str) -> int | None:
    """A whole number of days, visits or copies; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
