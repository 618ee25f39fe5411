"""Catalogue records (JSON, C0109 field names) to frozen dataclasses and back; strict, and every error says where.

A record leaves out what has its default value. Lists are JSON lists; `names` is {"en": "…"} and `hours` is
{"1": "08:30-12:00,13:00-16:30"}, both pairs of texts in the dataclasses.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_type_hints

from kiosk.model.catalogue import CatalogueDelta, Department, Dictionaries, Hall, Item

Record = dict[str, Any]
T = TypeVar("T")

# No text of a catalogue holds control characters or half a surrogate pair: they break paper, speech and UTF-8 alike.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
REQUIRED = "is required"  # the rule that a field without a default breaks by not being there
_PAIRS = tuple[tuple[str, str], ...]
_NOTHING: tuple[Any, ...] = (None, "", ())


class RecordError(ValueError):
    """A record that cannot be read: which one, which field, which rule."""

    def __init__(self, record: str, field: str, rule: str) -> None:
        super().__init__(f"{record or 'record'}: {field}: {rule}" if field else f"{record or 'record'}: {rule}")
        self.record, self.field, self.rule = record, field, rule


@dataclass(frozen=True)
class _Kind:
    """How one type of field travels."""

    read: Callable[[Any, str, bool], Any]  # value, where, ignore unknown fields
    write: Callable[[Any], Any]


def item_from(record: object, *, ignore_unknown: bool = False) -> Item:
    """The item in a record. `ignore_unknown` passes over fields of a newer contract. Raises `RecordError`."""
    return _named(Item, record, "item", "task_code", ignore_unknown)


def department_from(record: object, *, ignore_unknown: bool = False) -> Department:
    return _named(Department, record, "department", "id", ignore_unknown)


def hall_from(record: object, *, ignore_unknown: bool = False) -> Hall:
    return _named(Hall, record, "hall", "id", ignore_unknown)


def dictionaries_from(record: object) -> Dictionaries:
    """Dictionary → code → text."""
    return Dictionaries({name: _mapping(codes, name) for name, codes in _object(record, "").items()})


def delta_from(record: object, *, ignore_unknown: bool = False) -> CatalogueDelta:
    """A delta as the platform answers it. Raises `RecordError` naming the item, department or hall at fault."""
    given = _object(record, "")
    head = _read(_DeltaHead, {k: v for k, v in given.items() if k not in _DELTA_PARTS}, "", ignore_unknown)

    def part(key: str, read: Callable[..., T]) -> tuple[T, ...] | None:
        if key not in given:
            return None
        return tuple(read(one, ignore_unknown=ignore_unknown) for one in _list(given[key], key))

    return CatalogueDelta(
        head.version,
        head.whole,
        items=part("items", item_from) or (),
        withdrawn=head.withdrawn,
        departments=part("departments", department_from),
        halls=part("halls", hall_from),
        dictionaries=dictionaries_from(given["dictionaries"]) if "dictionaries" in given else None,
    )


def item_to(item: Item) -> Record:
    return _write(item)


def department_to(department: Department) -> Record:
    return _write(department)


def hall_to(hall: Hall) -> Record:
    return _write(hall)


def dictionaries_to(dictionaries: Dictionaries) -> Record:
    return {name: dict(codes) for name, codes in dictionaries.entries.items()}


def delta_to(delta: CatalogueDelta) -> Record:
    """The record of a delta; parts that have not changed are left out."""
    record: Record = {"version": delta.version, "whole": delta.whole, "items": [item_to(item) for item in delta.items]}
    record["withdrawn"] = list(delta.withdrawn)
    if delta.departments is not None:
        record["departments"] = [department_to(one) for one in delta.departments]
    if delta.halls is not None:
        record["halls"] = [hall_to(one) for one in delta.halls]
    if delta.dictionaries is not None:
        record["dictionaries"] = dictionaries_to(delta.dictionaries)
    return record


@dataclass(frozen=True)
class _DeltaHead:
    version: str
    whole: bool
    withdrawn: tuple[str, ...] = ()


_DELTA_PARTS = frozenset({"items", "departments", "halls", "dictionaries"})


def _named(kind: type[T], record: object, noun: str, key: str, ignore_unknown: bool) -> T:
    try:
        return _read(kind, record, "", ignore_unknown)
    except RecordError as error:
        name = record.get(key) if isinstance(record, Mapping) else None
        shown = f"{noun} {name}" if isinstance(name, str) and len(name) <= 64 else noun
        raise RecordError(shown, error.field, error.rule) from None


def _read(kind: type[T], record: object, where: str, ignore_unknown: bool) -> T:
    """Only the fields given are looked at: ten thousand items are read at start-up."""
    known, needed = _kinds(kind)
    values: Record = {}
    for name, value in _object(record, where).items():
        if name in known:
            values[name] = known[name].read(value, f"{where}{name}", ignore_unknown)
        elif not ignore_unknown:
            raise RecordError("", f"{where}{name}", "unknown field")
    for name in needed:
        if values.get(name) in _NOTHING:
            raise RecordError("", f"{where}{name}", REQUIRED)
    return kind(**values)


def _write(value: Any) -> Record:
    known, _ = _kinds(type(value))
    defaults = {f.name: f.default for f in fields(value)}
    given = {name: getattr(value, name) for name in known}
    return {name: known[name].write(one) for name, one in given.items() if one != defaults[name]}


@cache
def _kinds(kind: type[Any]) -> tuple[dict[str, _Kind], tuple[str, ...]]:
    hints = get_type_hints(kind)
    needed = tuple(f.name for f in fields(kind) if f.default is MISSING)
    return {f.name: _kind(hints[f.name]) for f in fields(kind)}, needed


def _kind(hint: Any) -> _Kind:
    inner = get_args(hint)
    if hint is str:
        return _Kind(lambda value, where, _: _text(value, where), str)
    if hint is bool:
        return _Kind(lambda value, where, _: _flag(value, where), bool)
    if hint is float:
        return _Kind(lambda value, where, _: _number(value, where), float)
    if hint == _PAIRS:
        return _Kind(lambda value, where, _: tuple(_mapping(value, where).items()), dict)
    if inner[0] is str:
        return _Kind(lambda value, where, _: tuple(_text(one, where) for one in _list(value, where)), list)
    assert is_dataclass(inner[0])
    if type(None) in inner:
        return _Kind(lambda value, where, ignore: _read(inner[0], value, f"{where}.", ignore), _write)
    return _Kind(
        lambda value, where, ignore: tuple(
            _read(inner[0], one, f"{where}[{number}].", ignore) for number, one in enumerate(_list(value, where))
        ),
        lambda value: [_write(one) for one in value],
    )


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise RecordError("", where, "must be a text")
    if _UNFIT.search(value):
        raise RecordError("", where, "holds a control character or half a character")
    return value


def _flag(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise RecordError("", where, "must be true or false")
    return value


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise RecordError("", where, "must be a number")
    return float(value)


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise RecordError("", where, "must be a list")
    return cast("list[Any]", value)


def _object(value: object, where: str) -> Record:
    if not isinstance(value, dict):
        raise RecordError("", where.rstrip("."), "must be an object")
    return cast("Record", value)


def _mapping(value: object, where: str) -> dict[str, str]:
    return {_text(key, where): _text(one, f"{where}.{key}") for key, one in _object(value, where).items()}
