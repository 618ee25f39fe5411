"""The client of the platform: signs, sends within limits, repeats what is safe, gives typed objects or named troubles.

Residents' data stands in bodies and headers only, never in an address, a log or a trouble.
"""

import json
import logging
import secrets
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import quote, urlencode
from weakref import WeakSet

from drivers.card import Card
from drivers.code import Code
from drivers.smartcard import SocialCard
from kiosk.model.appointments import Appointment, Slot
from kiosk.model.catalogue import CatalogueDelta
from kiosk.model.orders import Report, WorkOrder
from kiosk.model.people import Person
from kiosk.model.queueing import Given, NumberBlocks, Queue, Ticket
from kiosk.model.terminal import Registered
from kiosk.platform import answers
from kiosk.platform.settings import Settings
from kiosk.platform.signing import Signed
from kiosk.platform.troubles import Offline, Slow, Trouble
from kiosk.platform.wire import Limits, Received, Wire

ATTEMPTS = 2  # a kept connection may have been closed by the other side just then; more is the outbox's business
LARGEST_CATALOGUE = 64 << 20  # bytes, once unpacked
LOG = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True)
class _Call:
    """One request, before it is signed."""

    method: str
    target: str  # path and query from /v1 on; it may name an appointment
    body: bytes = field(default=b"", repr=False)
    visit: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def repeatable(self) -> bool:
        """Whether asking twice does nothing twice: it only reads, it only recognises somebody, or it has a key."""
        return self.method == "GET" or self.target == "/v1/identities" or bool(self.key)


class PlatformClient:
    """Implements `kiosk.platform.Platform`. Any thread may call; each has connections of its own."""

    def __init__(
        self,
        settings: Settings,
        terminal: str,
        *,
        url: str = "",
        secret: str = "",
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`url` and `secret` take the place of the settings' own when the platform is embedded."""
        self._settings, self._terminal = settings, terminal
        self._url, self._secret = (url or settings.url).rstrip("/"), secret or settings.secret
        self._wall, self._monotonic = wall, monotonic
        self._mine = threading.local()
        self._wires: WeakSet[Wire] = WeakSet()  # a thread that ends takes its connections with it

    @property
    def url(self) -> str:
        """Where the platform is."""
        return self._url

    def registered(self) -> Registered:
        """What the platform knows of this terminal."""
        return answers.read(self._ask(_get("/v1/terminal", {})), 200, answers.registered)

    def identify_card(self, card: Card) -> Person:
        shown = {"kind": card.kind.value, "number": card.number, "name": card.name, "valid_until": _end(card)}
        if card.name_latin:
            shown["name_latin"] = card.name_latin
        return self._identify({"card": shown})

    def identify_social_card(self, card: SocialCard) -> Person:
        shown = {"number": card.number, "card_number": card.card_number, "name": card.name, "valid_until": _end(card)}
        if card.card_id:
            shown["card_id"] = card.card_id
        return self._identify({"social_card": shown})

    def identify_code(self, code: Code) -> Person:
        return self._identify({"code": {"text": code.text, "symbology": code.symbology}})

    def queues(self, item_code: str) -> tuple[Queue, ...]:
        query = {"item": item_code} if item_code else {}
        return answers.read(self._ask(_get("/v1/queues", query)), 200, answers.queues)

    def take_ticket(self, token: str, queue_id: str, item_code: str, key: str) -> Ticket:
        body = {"queue_id": queue_id} | ({"item_code": item_code} if item_code else {})
        return answers.read(self._ask(_post("/v1/tickets", body, token, key)), 201, answers.ticket)

    def reserve_numbers(self, held: Sequence[str], key: str) -> NumberBlocks:
        call = _post("/v1/number-blocks", {"held": list(held)}, key=key)
        return answers.read(self._ask(call), 200, answers.number_blocks)

    def tell_ticket(self, given: Given, key: str) -> Ticket:
        body = {"id": given.id, "issued": given.issued.isoformat()}
        body |= {"item_code": given.item_code} if given.item_code else {}
        return answers.read(self._ask(_post("/v1/number-blocks/tickets", body, key=key)), 201, answers.ticket)

    def slots(self, item_code: str) -> tuple[Slot, ...]:
        return answers.read(self._ask(_get("/v1/slots", {"item": item_code})), 200, answers.slots)

    def book(self, token: str, slot_id: str, item_code: str, key: str) -> Appointment:
        body = {"slot_id": slot_id, "item_code": item_code}
        return answers.read(self._ask(_post("/v1/appointments", body, token, key)), 201, answers.appointment)

    def appointments(self, token: str) -> tuple[Appointment, ...]:
        return answers.read(self._ask(_Call("GET", "/v1/appointments", visit=token)), 200, answers.appointments)

    def change(self, token: str, appointment_id: str, slot_id: str, key: str) -> Appointment:
        call = _post(f"/v1/appointments/{quote(appointment_id, safe='')}/change", {"slot_id": slot_id}, token, key)
        return answers.read(self._ask(call), 200, answers.appointment)

    def cancel(self, token: str, appointment_id: str, key: str) -> Appointment:
        call = _post(f"/v1/appointments/{quote(appointment_id, safe='')}/cancel", None, token, key)
        return answers.read(self._ask(call), 200, answers.appointment)

    def work_orders(self) -> tuple[WorkOrder, ...]:
        return answers.read(self._ask(_get("/v1/work-orders", {})), 200, answers.work_orders)

    def file_order(self, report: Report, key: str) -> WorkOrder:
        body = {**asdict(report), "since": report.since.isoformat()}
        return answers.read(self._ask(_post("/v1/work-orders", body, key=key)), 201, answers.work_order)

    def report_recovery(self, role: str, fault: str, at: datetime, key: str) -> tuple[WorkOrder, ...]:
        body = {"role": role, "fault": fault, "at": at.isoformat()}
        return answers.read(self._ask(_post("/v1/work-orders/recoveries", body, key=key)), 200, answers.work_orders)

    def end_order(self, order_id: str, key: str) -> WorkOrder:
        call = _post(f"/v1/work-orders/{quote(order_id, safe='')}/done", None, key=key)
        return answers.read(self._ask(call), 200, answers.work_order)

    def catalogue(self, version: str) -> CatalogueDelta | None:
        query, tag = ({"since": version}, {"If-None-Match": f'"{version}"'}) if version else ({}, {})
        limits = Limits(self._settings.catalogue_timeout, LARGEST_CATALOGUE)
        received = self._ask(_get("/v1/catalogue", query, tag), limits)
        if received.status == 304 and version:
            return None
        return answers.read(received, 200, answers.catalogue)

    def close(self) -> None:
        """Let go of every connection. Calls under way may fail as Offline."""
        for one in list(self._wires):
            one.close()

    def _identify(self, body: Mapping[str, Any]) -> Person:
        return answers.read(self._ask(_post("/v1/identities", body)), 200, answers.person)

    def _ask(self, call: _Call, limits: Limits | None = None) -> Received:
        """Send until there is an answer, at most ATTEMPTS times and within one deadline. Raises Trouble."""
        given = limits or Limits(self._settings.timeout)
        ends = self._monotonic() + given.seconds
        for _ in range(ATTEMPTS - 1):
            try:
                return self._send(call, given, ends)
            except Slow:
                raise
            except Offline:
                if not call.repeatable:
                    raise
        return self._send(call, given, ends)

    def _send(self, call: _Call, limits: Limits, ends: float) -> Received:
        left = ends - self._monotonic()
        if left <= 0:
            raise Slow
        try:
            return self._wire().send(
                call.method, self._url + call.target, self._headers(call), call.body, Limits(left, limits.size)
            )
        except Trouble as trouble:
            LOG.info("%s: %s", call.target.split("?")[0].split("/")[2], trouble.word)
            raise

    def _headers(self, call: _Call) -> dict[str, str]:
        """Signed anew each time: a nonce is good once."""
        signed = Signed(
            call.method,
            call.target,
            self._terminal,
            str(int(self._wall())),
            secrets.token_hex(16),
            call.body,
            call.visit,
            call.key,
        )
        kind = {"Content-Type": "application/json"} if call.body else {}
        return {"Accept": "application/json, application/problem+json", **kind, **call.headers} | signed.headers(
            self._secret
        )

    def _wire(self) -> Wire:
        if not hasattr(self._mine, "wire"):
            self._mine.wire = Wire(self._settings.ca_file)
            self._wires.add(self._mine.wire)
        return self._mine.wire


def _end(card: Card | SocialCard) -> str | None:
    """The last day on which a card is valid; None: it names no end."""
    return card.valid_until.isoformat() if card.valid_until else None


def _get(path: str, query: Mapping[str, str], headers: Mapping[str, str] | None = None) -> _Call:
    return _Call("GET", f"{path}?{urlencode(query)}" if query else path, headers=headers or {})


def _post(path: str, body: Mapping[str, Any] | None, visit: str = "", key: str = "") -> _Call:
    raw = b"" if body is None else json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return _Call("POST", path, raw, visit, key)
