"""Turns the platform's answers into typed objects or named troubles. Nothing of an answer goes into a trouble.

Troubles are raised outside of `except`, so that they do not carry the error of a library that quotes what it read.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, TypeVar, cast

from drivers import Actor
from kiosk.catalogue.records import RecordError, delta_from
from kiosk.model.appointments import Appointment, AppointmentState, Slot
from kiosk.model.catalogue import CatalogueDelta
from kiosk.model.orders import OrderState, WorkOrder
from kiosk.model.people import Person
from kiosk.model.queueing import NumberBlock, NumberBlocks, PutBy, Queue, QueueState, Ticket
from kiosk.model.terminal import Registered
from kiosk.platform import troubles
from kiosk.platform.troubles import BadAnswer, Trouble
from kiosk.platform.wire import Received

T = TypeVar("T")

PROBLEM = "application/problem+json"
_NAME = re.compile(r"[A-Za-z0-9._-]{1,128}")
LATER = frozenset({408, 429})  # these, and 500 and above: the same request may work later

_TROUBLES: Mapping[str, type[Trouble]] = {
    "unsigned": troubles.NotTrusted,
    "unknownTerminal": troubles.NotTrusted,
    "badSignature": troubles.NotTrusted,
    "replayed": troubles.NotTrusted,
    "wrongClock": troubles.WrongClock,
    "visitExpired": troubles.VisitExpired,
    "noLongerThere": troubles.NoLongerThere,
    "queueClosed": troubles.QueueClosed,
    "queueFull": troubles.QueueClosed,
    "slotTaken": troubles.SlotTaken,
    "alreadyBooked": troubles.AlreadyBooked,
    "notRecognised": troubles.NotRecognised,
    "cardExpired": troubles.CardExpired,
}


def read(received: Received, expected: int, reader: Callable[["Fields"], T]) -> T:
    """The object in an answer. Raises BadAnswer, or the trouble that the answer is."""
    if received.status != expected:
        raise trouble(received)
    if received.kind != "application/json":
        raise BadAnswer("not JSON")
    return _guarded(lambda: reader(Fields(_json(received.body))))


def trouble(received: Received) -> Trouble:
    """What an answer that is not the expected one means. Only problem+json is the platform's own word.

    A gateway's or a captive portal's 403 is not final: it is a bad answer, and so is every unexpected success.
    """
    if received.status >= 500 or received.status in LATER:
        return troubles.Offline(f"status {received.status}")
    if received.status < 400 or received.kind != PROBLEM:
        return BadAnswer(f"status {received.status} out of place")
    try:
        code = _guarded(lambda: Fields(_json(received.body)).text("code"))
    except BadAnswer as bad:
        return bad
    return _TROUBLES.get(code, _unnamed(received.status))()


def registered(given: "Fields") -> Registered:
    return Registered(given.name("id"), given.name("hall_id"), given.text("hall_name"))


def person(given: "Fields") -> Person:
    return Person(given.name("token"), given.text("masked_name"), given.text("masked_number"))


def queues(given: "Fields") -> tuple[Queue, ...]:
    return tuple(queue(one) for one in given.objects("queues"))


def queue(given: "Fields") -> Queue:
    return Queue(
        id=given.name("id"),
        name=given.text("name"),
        hall_id=given.text("hall_id"),
        windows=given.texts("windows"),
        state=QueueState(given.text("state")),
        waiting=given.count("waiting"),
        minutes=given.count_or_none("minutes"),
        opens=given.text("opens", ""),
        closes=given.text("closes", ""),
        names=given.pairs("names"),
    )


def ticket(given: "Fields") -> Ticket:
    return Ticket(
        id=given.name("id"),
        number=given.text("number"),
        queue=queue(given.inner("queue")),
        item_name=given.text("item_name"),
        item_names=given.pairs("item_names"),
        hall_name=given.text("hall_name"),
        hall_names=given.pairs("hall_names"),
        ahead=given.count("ahead"),
        minutes=given.count_or_none("minutes"),
        issued=given.moment("issued"),
        held_already=given.flag("held_already"),
    )


def number_blocks(given: "Fields") -> NumberBlocks:
    return NumberBlocks(
        date.fromisoformat(given.text("day")), tuple(number_block(one) for one in given.objects("blocks"))
    )


def number_block(given: "Fields") -> NumberBlock:
    return NumberBlock(
        queue=queue(given.inner("queue")),
        departments=frozenset(given.texts("department_ids")),
        hall_name=given.text("hall_name"),
        hall_names=given.pairs("hall_names"),
        tickets=tuple(PutBy(one.name("id"), one.text("number")) for one in given.objects("tickets")),
    )


def slots(given: "Fields") -> tuple[Slot, ...]:
    return tuple(slot(one) for one in given.objects("slots"))


def slot(given: "Fields") -> Slot:
    return Slot(
        id=given.name("id"),
        day=date.fromisoformat(given.text("day")),
        start=_clock(given.text("start")),
        end=_clock(given.text("end")),
        left=given.count("left"),
    )


def appointments(given: "Fields") -> tuple[Appointment, ...]:
    return tuple(appointment(one) for one in given.objects("appointments"))


def appointment(given: "Fields") -> Appointment:
    return Appointment(
        id=given.name("id"),
        code=given.text("code"),
        item_code=given.text("item_code"),
        item_name=given.text("item_name"),
        item_names=given.pairs("item_names"),
        hall_name=given.text("hall_name"),
        hall_names=given.pairs("hall_names"),
        windows=given.texts("windows"),
        slot=slot(given.inner("slot")),
        state=AppointmentState(given.text("state")),
    )


def work_orders(given: "Fields") -> tuple[WorkOrder, ...]:
    return tuple(work_order(one) for one in given.objects("work_orders"))


def work_order(given: "Fields") -> WorkOrder:
    return WorkOrder(
        id=given.name("id"),
        number=given.text("number"),
        role=given.text("role"),
        fault=given.text("fault"),
        actor=Actor(given.text("actor")),
        state=OrderState(given.text("state")),
        since=given.moment("since"),
        filed=given.moment("filed"),
        changed=given.moment("changed"),
        recovered=given.moment("recovered") if "recovered" in given.values else None,
        times=given.count("times"),
        by_hand=given.flag("by_hand"),
    )


def catalogue(given: "Fields") -> CatalogueDelta:
    given.name("version")
    return delta_from(given.values, ignore_unknown=True)


class Fields:
    """One JSON object, read strictly: a field that is missing or of another type is a BadAnswer naming the field."""

    def __init__(self, values: object) -> None:
        if not isinstance(values, dict):
            raise BadAnswer("an object was expected")
        self.values = cast("dict[str, Any]", values)

    def text(self, name: str, default: str | None = None) -> str:
        return self._typed(name, str, default)

    def name(self, name: str) -> str:
        """A text that goes back to the platform in a header or an address."""
        value = self.text(name)
        if not _NAME.fullmatch(value):
            raise BadAnswer(f"{name} is no name")
        return value

    def flag(self, name: str) -> bool:
        return self._typed(name, bool)

    def count(self, name: str) -> int:
        value = self._typed(name, int)
        if isinstance(value, bool) or value < 0:
            raise BadAnswer(f"{name} is no count")
        return value

    def count_or_none(self, name: str) -> int | None:
        return None if name in self.values and self.values[name] is None else self.count(name)

    def moment(self, name: str) -> datetime:
        found = datetime.fromisoformat(self.text(name))
        if found.tzinfo is None:
            raise BadAnswer(f"{name} has no time zone")
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        found = cast("list[Any]", self._typed(name, list))
        if not all(isinstance(one, str) for one in found):
            raise BadAnswer(f"{name} holds something else than texts")
        return tuple(found)

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        found = cast("dict[str, Any]", self._typed(name, dict, {}))
        return tuple((key, Fields(found).text(key)) for key in found)

    def inner(self, name: str) -> "Fields":
        return Fields(self._typed(name, dict))

    def objects(self, name: str) -> list["Fields"]:
        return [Fields(one) for one in cast("list[Any]", self._typed(name, list))]

    def _typed(self, name: str, kind: type[T], default: T | None = None) -> T:
        value = self.values.get(name, default)
        if not isinstance(value, kind):
            raise BadAnswer(f"{name} is missing or of another type")
        return value


def _clock(text: str) -> time:
    """`09:30`: a time of day, in the hall."""
    return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - it has no date and no zone


def _guarded(work: Callable[[], T]) -> T:
    """Errors of reading become BadAnswer; their texts, which quote values, stay behind."""
    try:
        return work()
    except RecordError as error:
        bad = BadAnswer(f"{error.field}: {error.rule}")
    except ValueError:
        bad = BadAnswer("a value that the contract does not allow")
    raise bad


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        bad = BadAnswer("not JSON")
    raise bad


def _unnamed(status: int) -> type[Trouble]:
    """For codes of a later version of the contract."""
    return troubles.NotTrusted if status == 401 else troubles.Refused
