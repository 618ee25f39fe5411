"""Are numbers put by for one terminal only, never offered again once they may have been given, and told once?"""

from datetime import UTC, datetime

from kiosk.platform.conformance.caller import Reply
from kiosk.platform.conformance.ground import Ground, new_key, refusal, success
from kiosk.platform.conformance.report import Checks, NotChecked

CHECKS = Checks()


@CHECKS.of("reserveNumbers")
def puts_numbers_by_and_keeps_those_that_are_held(ground: Ground) -> list[str]:
    first = _put_by(ground)
    if any(len(set(part)) < len(first) for part in zip(*first, strict=True)):
        return ["a number is put by twice"]
    again = _put_by(ground, *(one for one, _ in first))
    return [] if again == first else ["numbers that are held are not answered again as they were"]


@CHECKS.of("Numbers for hours without a platform")
def never_offers_again_what_is_not_held(ground: Ground) -> list[str]:
    first, anew = _put_by(ground), _put_by(ground)
    again = {number for _, number in first} & {number for _, number in anew}
    return [f"offered again: {', '.join(sorted(again))}"] if again else []


@CHECKS.of("Numbers for hours without a platform")
def gives_nobody_else_a_number_that_is_put_by(ground: Ground) -> list[str]:
    put_by, ticket = _put_by(ground), ground.ticket(ground.visit())
    breaches = success(ticket, 201, "a ticket")
    if not breaches and ticket.data.get("number") in {number for _, number in put_by}:
        breaches.append("a number that is put by is given to somebody who asks")
    return breaches


@CHECKS.of("tellTicket")
def takes_a_number_that_was_given_once(ground: Ground) -> list[str]:
    given = _put_by(ground)[0]
    first, again = _tell(ground, given[0]), _tell(ground, given[0])
    breaches = success(first, 201, "a number that was given") + success(again, 201, "the same told again")
    if not breaches and {(reply.data.get("id"), reply.data.get("number")) for reply in (first, again)} != {given}:
        breaches.append("a number that was given becomes another ticket")
    unknown = _tell(ground, "no-such-number")
    return breaches + refusal(unknown, 404, "noLongerThere", "a number that was never put by")


def _put_by(ground: Ground, *held: str) -> list[tuple[str, str]]:
    """(id, number) in all queues."""
    reply = ground.caller.ask("reserveNumbers", {"held": list(held)}, key=new_key())
    if reply.status != 200 or not isinstance(reply.data, dict):
        raise NotChecked(f"there were no numbers put by: {reply}")
    found = [(one["id"], one["number"]) for block in reply.data["blocks"] for one in block["tickets"]]
    if not found:
        raise NotChecked("nothing is put by for this terminal")
    return found


def _tell(ground: Ground, number: str) -> Reply:
    issued = datetime.now(UTC).replace(microsecond=0).isoformat()
    return ground.caller.ask("tellTicket", {"id": number, "issued": issued}, key=new_key())
