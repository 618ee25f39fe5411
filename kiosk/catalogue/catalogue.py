"""The catalogue as it is at one moment: an immutable snapshot that any thread may read and search."""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from kiosk.catalogue.search import Index
from kiosk.catalogue.stock import Stock, terms
from kiosk.catalogue.words import Words, vocabulary
from kiosk.model.catalogue import Department, Dictionaries, Hall, Item
from kiosk.model.plan import Plan

DEPARTMENT = "department"
BOOKABLE = "bookable"  # the items for which a time can be booked, in one group for each hall
LISTS = ("server_type", "user_topic_type", "corp_topic_type")  # an item may be in several groups of these


@dataclass(frozen=True)
class Group:
    """Items that belong together: an audience, a theme, a department."""

    code: str
    name: str
    count: int


class Catalogue:
    """The items in force on a day, with all that surrounds them."""

    def __init__(self, stock: Stock | None = None, today: date | None = None) -> None:
        """Without a day, every item counts as in force."""
        self._stock = stock or Stock()
        self.today = today
        self.items = self._stock.in_force(today) if today else tuple(i for _, i in sorted(self._stock.items.items()))
        self._by_code = {item.task_code: item for item in self.items}
        self._departments = {one.id: one for one in self._stock.departments}
        self._halls = {one.id: one for one in self._stock.halls}
        words = Words(vocabulary() | {alias for item in self.items for alias in item.aliases})
        self._index = Index([terms(item) for item in self.items], self._stock.sounds, words)

    def __len__(self) -> int:
        return len(self.items)

    def item(self, code: str) -> Item | None:
        return self._by_code.get(code)

    def search(self, text: str, limit: int = 20) -> tuple[Item, ...]:
        """What fits an input as far as it has been typed, the best first; nothing for an empty one."""
        return tuple(self.items[number] for number in self._index.find(text, limit))

    def groups(self, by: str) -> tuple[Group, ...]:
        """By "server_type", "user_topic_type", "corp_topic_type" or "department", in the dictionary's order.

        Groups without an item are left out.
        """
        members = self._members[by]
        names = self._names(by)
        ordered = [code for code in names if code in members] + sorted(set(members) - set(names))
        return tuple(Group(code, names.get(code, code), len(members[code])) for code in ordered)

    def group(self, by: str, code: str) -> tuple[Item, ...]:
        if by == BOOKABLE:
            return self.bookable(code)
        return tuple(self._members[by].get(code, ()))

    def frequent(self, hall_id: str) -> tuple[Item, ...]:
        """What most people come to a hall for, the most frequent first."""
        hall = self.hall(hall_id)
        return tuple(self._by_code[code] for code in hall.frequent if code in self._by_code) if hall else ()

    def bookable(self, hall_id: str) -> tuple[Item, ...]:
        """The items for which a time can be booked, what most people come to this hall for first."""
        by_code = {item.task_code: item for item in (*self.frequent(hall_id), *self.items)}
        return tuple(item for item in by_code.values() if item.bookable)

    def by_audience(self, code: str) -> tuple[Item, ...]:
        return self.group("server_type", code)

    def by_theme(self, dictionary: str, code: str) -> tuple[Item, ...]:
        return self.group(dictionary, code)

    def by_department(self, department_id: str) -> tuple[Item, ...]:
        return self.group(DEPARTMENT, department_id)

    def department(self, department_id: str) -> Department | None:
        return self._departments.get(department_id)

    def hall(self, hall_id: str) -> Hall | None:
        return self._halls.get(hall_id)

    def plan(self, hall_id: str) -> Plan | None:
        """The drawn plan of a hall; None where there is none, or one with mistakes."""
        hall = self.hall(hall_id)
        return None if hall is None or hall.plan_mistakes else hall.plan

    @property
    def departments(self) -> tuple[Department, ...]:
        return self._stock.departments

    @property
    def halls(self) -> tuple[Hall, ...]:
        return self._stock.halls

    @property
    def dictionaries(self) -> Dictionaries:
        return self._stock.dictionaries

    @property
    def version(self) -> str:
        return self._stock.version

    @property
    def fetched(self) -> datetime | None:
        """When the platform last said that this is how things are; None: never."""
        return self._stock.fetched

    def age(self, now: datetime) -> timedelta | None:
        """How old the data are; None: there are none."""
        return None if self.fetched is None else now - self.fetched

    def confirmed(self, now: datetime) -> "Catalogue":
        """The same, which the platform has just said to be current."""
        other = copy(self)
        other._stock = replace(self._stock, fetched=now)  # noqa: SLF001 - another of its own kind
        return other

    @cached_property
    def _members(self) -> dict[str, dict[str, list[Item]]]:
        members: dict[str, dict[str, list[Item]]] = {by: defaultdict(list) for by in (*LISTS, DEPARTMENT)}
        for item in self.items:
            members[DEPARTMENT][item.dept_code].append(item)
            for by in LISTS:
                for code in getattr(item, by):
                    members[by][code].append(item)
        return members

    def _names(self, by: str) -> dict[str, str]:
        if by == DEPARTMENT:
            return {one.id: one.name for one in self._stock.departments}
        return dict(self._stock.dictionaries.entries.get(by, {}))
