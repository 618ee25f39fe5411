"""What the checks stand on: invented people, an item with an open queue, an item with times left."""

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from stdnum.iso7064 import mod_11_2

from kiosk.platform.conformance.caller import Caller, Reply
from kiosk.platform.conformance.report import NotChecked

T = TypeVar("T")

REGION_AND_BIRTH = "11010519491231"  # the contract's numbers for a platform under test
NAME = "测试员甲"
LOOK_AT = 60  # items that are asked for queues or times before we give up
AT_ONCE = 16  # requests under way together


@dataclass
class Ground:
    """One run against one platform."""

    caller: Caller
    next_serial: int = field(default_factory=lambda: secrets.randbelow(1000))

    def visit(self) -> str:
        """The token of a person who has not been here in this run."""
        self.next_serial = (self.next_serial + 1) % 1000
        return self.visit_of(self.next_serial)

    def visit_of(self, serial: int) -> str:
        return str(
            _found(self.caller.ask("identify", {"card": card(serial)}), 200, "a visit for an invented person")["token"]
        )

    def people(self, count: int) -> list[str]:
        return [self.visit() for _ in range(count)]

    def at_once(self, work: Callable[[T], Reply], given: list[T]) -> list[Reply]:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(work, given))

    @cached_property
    def catalogue(self) -> dict[str, Any]:
        return _found(self.caller.ask("readCatalogue"), 200, "the whole catalogue")

    @property
    def items(self) -> list[dict[str, Any]]:
        return [item for item in self.catalogue.get("items", []) if isinstance(item, dict) and "task_code" in item]

    @cached_property
    def queue(self) -> tuple[str, str]:
        """(queue, item): one that gives tickets now."""
        for item in self.items[:LOOK_AT]:
            reply = self.caller.ask("listQueues", query={"item": item["task_code"]})
            for queue in _listed(reply, "queues"):
                if queue.get("state") == "open":
                    return queue["id"], item["task_code"]
        raise NotChecked("no queue is open at this terminal's hall now")

    def ticket(self, visit: str, key: str = "") -> Reply:
        queue, item = self.queue
        return self.caller.ask("takeTicket", {"queue_id": queue, "item_code": item}, visit=visit, key=key or new_key())

    def newcomer(self) -> tuple[str, Reply]:
        """A visit and its first ticket, passing over people who still wait from a run before: there are only so many.

        When everybody who was asked waits, or the platform does not tell, it is the last one's.
        """
        for last in reversed(range(LOOK_AT)):
            visit = self.visit()
            reply = self.ticket(visit)
            waits = isinstance(reply.data, dict) and reply.data.get("held_already") is True
            if not waits or not last:
                return visit, reply
        raise AssertionError("unreachable: the last one is returned")

    @cached_property
    def bookable(self) -> str:
        """An item of which two half-hours at least have places left."""
        for item in [item for item in self.items if item.get("is_schedule") == "1"][:LOOK_AT]:
            if len([slot for slot in self.slots(item["task_code"]) if slot["left"] > 0]) > 1:
                return item["task_code"]
        raise NotChecked("no item has times left at this terminal's hall")

    def slots(self, item: str = "") -> list[dict[str, Any]]:
        found = _listed(self.caller.ask("listSlots", query={"item": item or self.bookable}), "slots")
        return [
            slot for slot in found if {"id", "day", "start", "left"} <= slot.keys() and isinstance(slot["left"], int)
        ]

    def free(self) -> Iterator[str]:
        """Half-hours that have places left now."""
        return (slot["id"] for slot in self.slots() if slot["left"] > 0)

    def left(self, slot: str) -> int | None:
        return next((one["left"] for one in self.slots() if one["id"] == slot), None)

    def book(self, visit: str, slot: str, key: str = "") -> Reply:
        body = {"slot_id": slot, "item_code": self.bookable}
        return self.caller.ask("bookAppointment", body, visit=visit, key=key or new_key())

    def cancel(self, visit: str, appointment: str, key: str = "") -> Reply:
        return self.caller.ask("cancelAppointment", path={"id": appointment}, visit=visit, key=key or new_key())

    def coming(self, visit: str) -> list[dict[str, Any]]:
        return _listed(self.caller.ask("listAppointments", visit=visit), "appointments")

    def give_back(self, visit: str) -> None:
        """Whatever a person of ours still holds, from this run or one before."""
        for one in self.coming(visit):
            if "id" in one:
                self.cancel(visit, one["id"])


def card(serial: int, **other: Any) -> dict[str, Any]:
    """An invented person's card, as it would be sent."""
    return {"kind": "citizen", "number": number(serial), "name": NAME, "valid_until": None} | other


def social_card(serial: int, **other: Any) -> dict[str, Any]:
    """The social-security card of the same person."""
    return {"number": number(serial), "card_number": f"TEST{serial:05}", "name": NAME, "valid_until": None} | other


def number(serial: int) -> str:
    body = f"{REGION_AND_BIRTH}{serial:03}"
    return body + mod_11_2.calc_check_digit(body)


def new_key() -> str:
    return secrets.token_hex(16)


def refusal(reply: Reply, status: int, code: str, what: str) -> list[str]:
    """A breach when an answer is not the refusal that the contract asks for."""
    return [] if (reply.status, reply.code) == (status, code) else [f"{what}: {status} {code} expected, got {reply}"]


def success(reply: Reply, status: int, what: str) -> list[str]:
    return [] if reply.status == status else [f"{what}: {status} expected, got {reply}"]


def _found(reply: Reply, status: int, what: str) -> dict[str, Any]:
    if reply.status != status or not isinstance(reply.data, dict):
        raise NotChecked(f"there was no {what.removeprefix('a ')}: {reply}")
    return reply.data


def _listed(reply: Reply, name: str) -> list[dict[str, Any]]:
    found = reply.data.get(name) if reply.status == 200 and isinstance(reply.data, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
