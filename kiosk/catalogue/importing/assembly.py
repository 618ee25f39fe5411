"""Puts the rows of all tables together into items, and holds them against the standard: what is sound, what is not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, cast

from kiosk.catalogue.importing.cells import CellError, Cells
from kiosk.catalogue.importing.columns import field_of
from kiosk.catalogue.importing.tables import SHOWN, Row, Tables
from kiosk.catalogue.records import REQUIRED, Record, RecordError, item_from
from kiosk.catalogue.standard import Breach, breaches, duplicates
from kiosk.model.catalogue import Dictionaries, Fee, FrequentQuestion, Item, Material

_CHINESE = {  # what a record breaks, in the report
    REQUIRED: "必填要素为空",
    "must be a text": "应为文本",
    "must be a list": "应为列表",
    "must be an object": "应为对象",
    "must be true or false": "应为 true 或 false",
    "holds a control character or half a character": "含有控制字符或残缺字符",
}
_PARTS: dict[str, type[Any]] = {"materials": Material, "fees": Fee, "questions": FrequentQuestion}


@dataclass
class Assembly:
    """`items` are sound; each of the `left_out` rows has at least one breach."""

    items: list[Item] = field(default_factory=list[Item])
    breaches: list[Breach] = field(default_factory=list[Breach])
    unknown: list[str] = field(default_factory=list[str])  # fields that mean nothing
    left_out: int = 0


def assemble(tables: Tables, dictionaries: Dictionaries) -> Assembly:
    """Items from tables. Rows of other tables belong to the item with their task code."""
    return _Assembler(Cells(dictionaries), dictionaries).assemble(tables)


class _Assembler:
    def __init__(self, cells: Cells, dictionaries: Dictionaries) -> None:
        self._cells, self._dictionaries = cells, dictionaries
        self._breaches: list[Breach] = []
        self._unknown: dict[str, None] = {}
        self._spoiled: set[str] = set()  # task codes with a breach outside their own row

    def assemble(self, tables: Tables) -> Assembly:
        basic = [(row.place, self._record(row.cells, row.place)) for row in tables.rows.get("basic", [])]
        by_code = {str(record.get("task_code", "")): record for _, record in basic}
        self._extend(tables.rows.get("extend", []), by_code)
        for part in _PARTS:
            self._join(part, tables.rows.get(part, []), by_code)
        read = [(place, item) for place, record in basic if (item := self._item(record, place))]
        self._breaches += duplicates(read)
        for place, item in read:
            self._breaches += breaches(item, self._dictionaries, place)
        bad = {breach.row for breach in self._breaches}
        sound = [item for place, item in read if place not in bad and item.task_code not in self._spoiled]
        return Assembly(sound, self._breaches, list(self._unknown), left_out=len(basic) - len(sound))

    def _extend(self, rows: list[Row], by_code: Mapping[str, Record]) -> None:
        for record, owner in self._owned(rows, by_code):
            owner.update({name: value for name, value in record.items() if name not in owner})

    def _join(self, part: str, rows: list[Row], by_code: Mapping[str, Record]) -> None:
        for record, owner in self._owned(rows, by_code):
            record.pop("task_code")
            owner.setdefault(part, []).append(record)

    def _owned(self, rows: list[Row], by_code: Mapping[str, Record]) -> Iterator[tuple[Record, Record]]:
        """Records, each with that of the item it belongs to."""
        for row in rows:
            so_far = len(self._breaches)
            record = self._record(row.cells, row.place)
            owner = by_code.get(str(record.get("task_code", "")))
            if owner is None:
                self._add(row.place, "task_code", "unknown-item", "找不到对应的事项", "belongs to no item of this file")
                continue
            if len(self._breaches) > so_far:
                self._spoiled.add(str(record["task_code"]))
            yield record, owner

    def _record(self, cells: Mapping[str, Any], place: str) -> Record:
        """Cells as the standard means them; a cell that cannot be taken is a breach, and left empty."""
        record: Record = {}
        for name, cell in cells.items():
            if name == "name_en":
                record["names"] = {"en": str(cell).strip()}
            elif name in _PARTS:
                record[name] = list(self._parts(cell, place))
            elif name in _NESTED:
                record[name] = cell
            elif name in _KNOWN:
                self._set(record, name, cell, place)
            elif field_of("basic", name) is None:
                self._unknown[name[:SHOWN]] = None
        return record

    def _parts(self, cell: object, place: str) -> Iterator[Record | object]:
        for one in cast("list[Any]", cell) if isinstance(cell, list) else [cell]:
            yield self._record(cast("Mapping[str, Any]", one), place) if isinstance(one, dict) else one

    def _set(self, record: Record, name: str, cell: object, place: str) -> None:
        try:
            value = self._cells.value(name, _joined(cell))
        except CellError as error:
            self._add(place, name, error.rule, error.zh, error.en)
            return
        if value:
            record[name] = list(value) if isinstance(value, tuple) else value

    def _item(self, record: Record, place: str) -> Item | None:
        try:
            return item_from(record)
        except RecordError as error:
            rule = "required" if error.rule == REQUIRED else "record"
            self._add(place, error.field, rule, _CHINESE.get(error.rule, "格式不正确"), error.rule)
            return None

    def _add(self, place: str, name: str, rule: str, zh: str, en: str) -> None:
        self._breaches.append(Breach(place, name, rule, zh, en))


def _joined(cell: object) -> object:
    """A list of texts, as JSON has them, reads like one cell with separators."""
    if isinstance(cell, list) and all(isinstance(one, str) for one in cast("list[Any]", cell)):
        return ",".join(cast("list[str]", cell))
    return cell


_KNOWN = frozenset(f.name for kind in (Item, *_PARTS.values()) for f in fields(kind))
_NESTED = frozenset({"names", "sample"})
