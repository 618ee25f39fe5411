"""The platform's data as it lies in a folder: items, departments, halls with their queues, dictionaries, days off."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.catalogue.records import hall_from
from kiosk.platform.contract import contract
from kiosk.platform.server.calendar import ALL_DAY, Calendar

Record = dict[str, Any]
_PRIVATE = ("queues", "slot_capacity", "capacity", "put_by")  # parts of a hall that only the platform needs
CAPACITY = 3  # places per queue and half-hour where a hall does not say
MINUTES = 6.0  # a usual matter at a window, where a queue does not say


class DataError(Exception):
    """Data that breaks the contract or cannot be read; every fault is named, one per line."""


@dataclass(frozen=True)
class QueueRecord:
    """A queue as the platform keeps it."""

    id: str
    name: str
    hall: str
    prefix: str
    windows: tuple[str, ...]
    departments: frozenset[str]  # empty: every department, as at a village point
    names: Mapping[str, str]
    capacity: int = CAPACITY  # appointments per half-hour
    minutes: float = MINUTES
    put_by: int = 0  # numbers that each terminal of the hall may give while the platform is away

    def serves(self, department: str) -> bool:
        return not self.departments or department in self.departments


@dataclass(frozen=True)
class Data:
    items: Mapping[str, Record]
    departments: list[Record]
    halls: Mapping[str, Record]  # as terminals see them
    dictionaries: Record
    queues: tuple[QueueRecord, ...]
    hours: Mapping[str, Mapping[str, str]]  # hall → day of the week → hours, as they really are
    calendar: Calendar
    digest: str = field(default="")

    def hall_name(self, hall: str) -> tuple[str, Mapping[str, str]]:
        """In Chinese, and in other languages."""
        return self.halls[hall]["name"], self.halls[hall].get("names", {})

    def hall_queues(self, hall: str) -> list[QueueRecord]:
        return [queue for queue in self.queues if queue.hall == hall]


def named(what: str, name: str, names: Mapping[str, str]) -> Record:
    """A name as answers tell it: in Chinese, and in other languages beside it."""
    return {f"{what}_name": name, f"{what}_names": dict(names)}


def load(folder: Path, *, always_open: bool = False) -> Data:
    """Everything in the folder. Raises DataError naming every fault at once."""
    faults: list[str] = []
    read = _reader(folder, faults)
    items = [item for file in sorted((folder / "items").glob("*.json")) for item in read(f"items/{file.name}", [])]
    departments, halls = read("departments.json", []), read("halls.json", [])
    dictionaries, days = read("dictionaries.json", {}), read("holidays.json", {})
    for file in sorted(folder.glob("dictionaries.*.json")):
        language = file.name.split(".")[1]
        dictionaries |= {f"{name}.{language}": texts for name, texts in read(file.name, {}).items()}
    shown = [_shown(hall, always_open=always_open) for hall in halls]
    _check("Item", items, "task_code", faults)
    _check("Department", departments, "id", faults)
    _check("Hall", shown, "id", faults)
    faults += _queue_faults(halls)
    faults += [] if faults else _plan_faults(shown)
    faults += [f"dictionaries: {breach}" for breach in contract().breaches("Dictionaries", dictionaries)]
    if faults:
        raise DataError("\n".join(faults))
    return Data(
        items={item["task_code"]: item for item in items},
        departments=departments,
        halls={hall["id"]: hall for hall in shown},
        dictionaries=dictionaries,
        queues=tuple(_queue(hall, queue) for hall in halls for queue in hall.get("queues", [])),
        hours={hall["id"]: hall["hours"] for hall in halls},
        calendar=Calendar(_days(days, "closed"), _days(days, "open"), always_open),
        digest=_digest([items, departments, shown, dictionaries]),
    )


def _reader(folder: Path, faults: list[str]) -> Callable[[str, Any], Any]:
    def read(name: str, otherwise: Any) -> Any:
        try:
            return json.loads((folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            faults.append(f"{name}: {error}")
            return otherwise

    return read


def _check(schema: str, records: list[Record], key: str, faults: list[str]) -> None:
    seen: set[str] = set()
    for record in records:
        name = str(record.get(key))
        faults += [f"{schema} {name}: {breach}" for breach in contract().breaches(schema, record)]
        if name in seen:
            faults.append(f"{schema} {name}: occurs twice")
        seen.add(name)


def _queue_faults(halls: list[Record]) -> list[str]:
    """What a queue must say, and that no letter is used twice in a hall: numbers would meet."""
    faults: list[str] = []
    for hall in halls:
        letters: set[str] = set()
        for queue in hall.get("queues", []):
            missing = [name for name in ("id", "name", "prefix", "windows") if not queue.get(name)]
            faults += [f"Queue {queue.get('id')}: misses {name}" for name in missing]
            letter = str(queue.get("prefix"))
            if not (len(letter) == 1 and "A" <= letter <= "Z") or letter in letters:
                faults.append(f"Queue {queue.get('id')}: prefix must be one capital letter of its own in this hall")
            letters.add(letter)
    return faults


def _plan_faults(halls: list[Record]) -> list[str]:
    """What contradicts itself in a drawn plan, for halls that keep the contract otherwise."""
    read = [hall_from(hall, ignore_unknown=True) for hall in halls]
    return [f"Hall {hall.id}: plan: {mistake}" for hall in read for mistake in hall.plan_mistakes]


def _shown(hall: Record, *, always_open: bool) -> Record:
    shown = {name: value for name, value in hall.items() if name not in _PRIVATE}
    return shown | {"hours": {str(day): ALL_DAY for day in range(1, 8)}} if always_open else shown


def _queue(hall: Record, record: Record) -> QueueRecord:
    return QueueRecord(
        id=record["id"],
        name=record["name"],
        hall=hall["id"],
        prefix=record["prefix"],
        windows=tuple(record["windows"]),
        departments=frozenset(record.get("departments", ())),
        names=record.get("names", {}),
        capacity=record.get("slot_capacity", hall.get("slot_capacity", CAPACITY)),
        minutes=record.get("minutes", MINUTES),
        put_by=record.get("put_by", hall.get("put_by", 0)),
    )


def _days(days: Record, name: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in days.get(name, ()))


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
