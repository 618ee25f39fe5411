"""Does the platform let in only what a known terminal has signed, in time and for the first time?"""

import secrets
import time

from kiosk.platform.conformance.caller import Wrongly, replayed
from kiosk.platform.conformance.ground import Ground, card, new_key, refusal
from kiosk.platform.conformance.report import Checks
from kiosk.platform.contract import contract
from kiosk.platform.signing import KEY, VISIT

CHECKS = Checks()
FAR = 3600.0  # seconds by which a clock is wrong, in either direction
NEAR = 60.0  # seconds that the two clocks may differ for the checks to mean anything


@CHECKS.of("readTime")
def tells_the_time_unsigned(ground: Ground) -> list[str]:
    reply = ground.caller.ask("readTime", wrongly=Wrongly(unsigned=True))
    seconds = reply.data.get("seconds") if isinstance(reply.data, dict) else None
    if not isinstance(seconds, int | float):
        return [f"the time was expected, got {reply}"]
    apart = abs(seconds - time.time())
    return [f"the clocks are {apart:.0f} s apart"] if apart > NEAR else []


@CHECKS.of("Signing")
def refuses_what_is_not_signed(ground: Ground) -> list[str]:
    breaches: list[str] = []
    for operation in contract().operations.values():
        if operation.signed:
            path = {"id": "x"} if "{id}" in operation.path else {}
            reply = ground.caller.ask(operation.id, path=path, wrongly=Wrongly(unsigned=True))
            breaches += refusal(reply, 401, "unsigned", f"{operation.id} without a signature")
    return breaches


@CHECKS.of("Signing")
def refuses_an_unknown_terminal(ground: Ground) -> list[str]:
    reply = ground.caller.ask("readTerminal", wrongly=Wrongly(terminal=f"no-such-{secrets.token_hex(4)}"))
    return refusal(reply, 401, "unknownTerminal", "a terminal that cannot be known")


@CHECKS.of("Signing")
def refuses_another_secret(ground: Ground) -> list[str]:
    reply = ground.caller.ask("readTerminal", wrongly=Wrongly(secret=secrets.token_hex(32)))
    return refusal(reply, 401, "badSignature", "a request signed with another secret")


@CHECKS.of("Signing")
def refuses_a_body_changed_after_signing(ground: Ground) -> list[str]:
    changed = Wrongly(body=b'{"card":{"kind":"citizen"}}')
    reply = ground.caller.ask("identify", {"card": card(2)}, wrongly=changed)
    return refusal(reply, 401, "badSignature", "a body changed after signing")


@CHECKS.of("Signing")
def refuses_a_query_changed_after_signing(ground: Ground) -> list[str]:
    reply = ground.caller.ask("listQueues", wrongly=Wrongly(query="?item=" + "0" * 31))
    return refusal(reply, 401, "badSignature", "a query changed after signing")


@CHECKS.of("Signing")
def refuses_a_visit_or_key_changed_after_signing(ground: Ground) -> list[str]:
    breaches: list[str] = []
    for header in (VISIT, KEY):
        changed = Wrongly(headers={header: new_key()})
        reply = ground.caller.ask(
            "cancelAppointment", path={"id": "x"}, visit=new_key(), key=new_key(), wrongly=changed
        )
        breaches += refusal(reply, 401, "badSignature", f"{header} changed after signing")
    return breaches


@CHECKS.of("Signing")
def refuses_a_wrong_clock_and_tells_its_own(ground: Ground) -> list[str]:
    breaches: list[str] = []
    for late, what in ((FAR, "an hour ago"), (-FAR, "in an hour")):
        reply = ground.caller.ask("readTerminal", wrongly=Wrongly(late=late))
        breaches += refusal(reply, 401, "wrongClock", f"a request signed {what}")
        if reply.code == "wrongClock" and "server_time" not in reply.data:
            breaches.append("wrongClock does not tell server_time")
    return breaches


@CHECKS.of("Signing")
def refuses_a_nonce_used_before(ground: Ground) -> list[str]:
    nonce = secrets.token_hex(16)
    first = ground.caller.ask("readTerminal", wrongly=replayed(nonce))
    again = ground.caller.ask("readTerminal", wrongly=replayed(nonce))
    new = [] if first.status == 200 else [f"a new nonce: 200 expected, got {first}"]
    return new + refusal(again, 401, "replayed", "a nonce used before")
