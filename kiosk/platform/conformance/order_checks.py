"""Is a fault one work order however often it is filed, and does its going end it?"""

from datetime import UTC, datetime
from typing import Any

from kiosk.platform.conformance.caller import Reply
from kiosk.platform.conformance.ground import AT_ONCE, Ground, new_key, refusal, success
from kiosk.platform.conformance.report import Checks

CHECKS = Checks()
ROLE, FAULT = "receipt", "paperOut"
ENDED = {"done", "refused"}


@CHECKS.of("fileWorkOrder")
def files_lists_and_ends_a_work_order(ground: Ground) -> list[str]:
    filed = _file(ground)
    if filed.status != 201 or not isinstance(filed.data, dict):
        return success(filed, 201, "a work order")
    order = filed.data["id"]
    breaches = [] if _state(ground, order) not in {None, *ENDED} else ["what was filed is not listed as unfinished"]
    breaches += success(_end(ground, order), 200, "ending it") + success(_end(ground, order), 200, "ending it again")
    return breaches + ([] if _state(ground, order) == "done" else ["what was ended is not listed as done"])


@CHECKS.of("Work orders")
def keeps_one_unfinished_order_for_one_fault(ground: Ground) -> list[str]:
    replies = ground.at_once(lambda _: _file(ground), list(range(AT_ONCE)))
    failed = [breach for reply in replies for breach in success(reply, 201, "one fault many times at once")]
    orders = {reply.data["id"] for reply in replies if reply.status == 201}
    for order in orders:
        _end(ground, order)
    return failed[:1] + ([f"one fault is {len(orders)} unfinished work orders"] if len(orders) > 1 else [])


@CHECKS.of("Work orders")
def ends_with_the_fault_and_opens_again_with_it(ground: Ground) -> list[str]:
    first, gone = _file(ground), _recover(ground)
    breaches = success(first, 201, "a work order") + success(gone, 200, "a recovery")
    if breaches:
        return breaches
    if not _shown(first, gone):
        breaches.append("a recovery does not say which order it was about")
    state = _state(ground, first.data["id"])
    if first.data["state"] == "open" and state != "done":
        breaches.append("the order of a fault that is gone, which nobody has accepted, is not done")
    again = _file(ground)
    if again.status != 201 or again.data["id"] != first.data["id"]:
        breaches.append("a fault that comes back at once is another order")
    _end(ground, first.data["id"])
    return breaches


@CHECKS.of("reportRecovery")
def takes_the_end_of_a_fault_that_nobody_filed(ground: Ground) -> list[str]:
    reply = _recover(ground, "document_camera")
    breaches = success(reply, 200, "a recovery without an order")
    return breaches or ([] if reply.data == {"work_orders": []} else ["it is about an order all the same"])


@CHECKS.of("What changes the world")
def files_once_for_one_key(ground: Ground) -> list[str]:
    key = new_key()
    first, again = _file(ground, key), _file(ground, key)
    breaches = success(first, 201, "a work order") + success(again, 201, "the same work order with the same key")
    if not breaches:
        _end(ground, first.data["id"])
    return breaches + ([] if first.data == again.data else ["the same key gives another answer"])


@CHECKS.of("Errors")
def refuses_a_work_order_that_does_not_exist(ground: Ground) -> list[str]:
    return refusal(_end(ground, "no-such-order"), 404, "noLongerThere", "ending an unknown work order")


def _file(ground: Ground, key: str = "") -> Reply:
    told = {"actor": "staff", "since": _now(), "detail": "", "program": "check", "by_hand": False}
    body = {"role": ROLE, "fault": FAULT, **told}
    if key:
        body["since"] = "2026-07-02T09:30:00+08:00"  # the same key, the same body
    return ground.caller.ask("fileWorkOrder", body, key=key or new_key())


def _recover(ground: Ground, role: str = ROLE) -> Reply:
    return ground.caller.ask("reportRecovery", {"role": role, "fault": FAULT, "at": _now()}, key=new_key())


def _end(ground: Ground, order: str) -> Reply:
    return ground.caller.ask("endWorkOrder", path={"id": order}, key=new_key())


def _state(ground: Ground, order: str) -> str | None:
    return next((one["state"] for one in _orders(ground.caller.ask("listWorkOrders")) if one["id"] == order), None)


def _shown(filed: Reply, reply: Reply) -> bool:
    return filed.data["id"] in {one["id"] for one in _orders(reply)}


def _orders(reply: Reply) -> list[dict[str, Any]]:
    return reply.data["work_orders"] if reply.status == 200 else []


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
