"""Does the platform refuse what breaks the contract, in the contract's words?"""

from kiosk.platform.conformance.ground import Ground, card, new_key, refusal, social_card
from kiosk.platform.conformance.report import Checks

CHECKS = Checks()
TOO_LARGE = b'{"card":"' + b"x" * 70_000 + b'"}'


@CHECKS.of("Errors")
def refuses_an_unknown_path(ground: Ground) -> list[str]:
    return refusal(ground.caller.send("GET", "/v1/no-such-thing"), 404, "notFound", "a path that does not exist")


@CHECKS.of("Errors")
def refuses_another_method(ground: Ground) -> list[str]:
    return refusal(ground.caller.send("DELETE", "/v1/queues"), 405, "methodNotAllowed", "DELETE /v1/queues")


@CHECKS.of("Errors")
def refuses_a_body_that_breaks_the_contract(ground: Ground) -> list[str]:
    bodies = {
        "a body that is not JSON": b"{",
        "a body without what is required": {"card": {"kind": "citizen"}},
        "a card of no known kind": {"card": card(2, kind="library")},
        "a card and a code at once": {"card": card(2), "code": {"text": "x"}},
        "two cards at once": {"card": card(2), "social_card": social_card(2)},
    }
    asked = ((what, ground.caller.ask("identify", body)) for what, body in bodies.items())
    return [breach for what, reply in asked for breach in refusal(reply, 400, "badRequest", what)]


@CHECKS.of("Errors")
def refuses_a_query_that_breaks_the_contract(ground: Ground) -> list[str]:
    short = ground.caller.ask("listQueues", query={"item": "123"})
    none = ground.caller.ask("listSlots")
    return [
        *refusal(short, 400, "badRequest", "an item code of three characters"),
        *refusal(none, 400, "badRequest", "listSlots without an item"),
    ]


@CHECKS.of("Errors")
def refuses_a_change_without_a_key(ground: Ground) -> list[str]:
    body = {"queue_id": "x", "item_code": "0" * 31}
    reply = ground.caller.ask("takeTicket", body, visit=new_key())
    return refusal(reply, 400, "badRequest", "takeTicket without Idempotency-Key")


@CHECKS.of("Transport")
def refuses_a_body_over_the_limit(ground: Ground) -> list[str]:
    return refusal(ground.caller.ask("identify", TOO_LARGE), 413, "tooLarge", "a body of 70,000 bytes")
