"""Holds items against the rules of the standard and tells every breach. Changes nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk.catalogue.rules import Case, Rule, agreement, form
from kiosk.model.catalogue import Dictionaries, Item

RULES = tuple(one for room in (form, agreement) for one in vars(room).values() if isinstance(one, Rule))


@dataclass(frozen=True)
class Breach:
    """Where a record breaks a rule. `zh` and `en` say what is wrong in words."""

    row: str
    field: str
    rule: str
    zh: str
    en: str

    def text(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


def breaches(item: Item, dictionaries: Dictionaries, row: str = "") -> Iterator[Breach]:
    """Every breach of one item, in the order of the rules. `row` says where the item was read; else its code does."""
    case = Case(item, dictionaries)
    for one in RULES:
        for field in one.fields(case):
            yield Breach(row or item.task_code, field, one.id, one.zh, one.en)


def duplicates(items: Iterable[tuple[str, Item]]) -> Iterator[Breach]:
    """Items, each with its row, whose code occurs more than once: every one of them."""
    listed = list(items)
    often = Counter(item.task_code for _, item in listed)
    for row, item in listed:
        if often[item.task_code] > 1:
            yield Breach(row, "task_code", "unique", "实施编码重复", "the code occurs more than once")
