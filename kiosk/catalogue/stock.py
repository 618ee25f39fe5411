"""Everything that came from the platform, as one value: what is in the store, and what a snapshot is made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from kiosk.catalogue.dates import date_in
from kiosk.model.catalogue import CatalogueDelta, Department, Dictionaries, Hall, Item

# The words for an item that may be handled. Where a dictionary does not know the code, 1 is such a state.
_IN_USE = ("在用", "有效", "启用")
_IN_USE_CODES = ("", "1")


@dataclass(frozen=True)
class Stock:
    """`fetched` is when the platform last said that this is how things are; None: never."""

    version: str = ""
    fetched: datetime | None = None
    items: Mapping[str, Item] = field(default_factory=dict[str, Item])  # by task code
    departments: tuple[Department, ...] = ()
    halls: tuple[Hall, ...] = ()
    dictionaries: Dictionaries = field(default_factory=Dictionaries)
    sounds: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])  # character → readings

    def after(self, delta: CatalogueDelta, now: datetime) -> "Stock":
        """This stock with a delta applied; its own values stay as they are."""
        base = Stock(sounds=self.sounds) if delta.whole else self
        items = {**base.items, **{item.task_code: item for item in delta.items}}
        for code in delta.withdrawn:
            items.pop(code, None)
        return replace(
            base,
            version=delta.version,
            fetched=now,
            items=items,
            departments=base.departments if delta.departments is None else delta.departments,
            halls=base.halls if delta.halls is None else delta.halls,
            dictionaries=base.dictionaries if delta.dictionaries is None else delta.dictionaries,
        )

    def in_force(self, today: date) -> tuple[Item, ...]:
        """The items that may be handled on a day, in the order of their codes."""
        return tuple(item for _, item in sorted(self.items.items()) if self._is_in_force(item, today))

    def _is_in_force(self, item: Item, today: date) -> bool:
        state = self.dictionaries.entries.get("task_state", {}).get(item.task_state)
        in_use = item.task_state in _IN_USE_CODES if state is None else state in _IN_USE
        begins, ends = date_in(item.plan_effective_date), date_in(item.plan_cancel_date)
        return in_use and not (begins and today < begins) and not (ends and ends <= today)


def terms(item: Item) -> tuple[str, ...]:
    """What an item can be found by: its name, its aliases, its names in other languages."""
    return (item.task_name, *item.aliases, *(name for _, name in item.names))


def all_terms(items: Iterable[Item]) -> list[str]:
    return [term for item in items for term in terms(item)]
