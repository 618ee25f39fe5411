"""Are numbers unique, and is a ticket taken once however often it is asked for?"""

from kiosk.platform.conformance.ground import AT_ONCE, Ground, new_key, refusal, success
from kiosk.platform.conformance.report import Checks

CHECKS = Checks()
NO_ITEM = "0" * 31


@CHECKS.of("listQueues")
def tells_the_queues_of_the_hall(ground: Ground) -> list[str]:
    everything = ground.caller.ask("listQueues")
    unknown = ground.caller.ask("listQueues", query={"item": NO_ITEM})
    breaches = success(everything, 200, "all queues") + success(unknown, 200, "the queues of an unknown item")
    if unknown.status == 200 and unknown.data != {"queues": []}:
        breaches.append("an unknown item has queues")
    return breaches


@CHECKS.of("takeTicket")
def gives_a_ticket_in_an_open_queue(ground: Ground) -> list[str]:
    return success(ground.ticket(ground.visit()), 201, "a ticket in an open queue")


@CHECKS.of("What changes the world")
def gives_the_same_answer_to_the_same_key(ground: Ground) -> list[str]:
    visit, key = ground.visit(), new_key()
    first, again = ground.ticket(visit, key), ground.ticket(visit, key)
    breaches = success(first, 201, "a ticket") + success(again, 201, "the same ticket with the same key")
    if first.data != again.data:
        breaches.append("the same key gives another answer")
    return breaches


@CHECKS.of("What changes the world")
def does_one_thing_for_one_key_asked_many_times_at_once(ground: Ground) -> list[str]:
    visit, key = ground.visit(), new_key()
    replies = ground.at_once(lambda _: ground.ticket(visit, key), list(range(AT_ONCE)))
    failed = [breach for reply in replies for breach in success(reply, 201, "one key many times at once")]
    distinct = {reply.raw for reply in replies if reply.status == 201}
    return failed[:1] + (["one key asked many times at once gives different answers"] if len(distinct) > 1 else [])


@CHECKS.of("What changes the world")
def refuses_a_key_used_for_something_else(ground: Ground) -> list[str]:
    visit, key = ground.visit(), new_key()
    first = success(ground.ticket(visit, key), 201, "a ticket")
    other = ground.caller.ask("takeTicket", {"queue_id": "x", "item_code": NO_ITEM}, visit=visit, key=key)
    return first + refusal(other, 409, "keyReused", "another body with a used key")


@CHECKS.of("takeTicket")
def gives_a_waiting_person_the_same_ticket(ground: Ground) -> list[str]:
    visit, first = ground.newcomer()
    again = ground.ticket(visit)
    breaches = success(first, 201, "a ticket") + success(again, 201, "a ticket for who is waiting")
    if breaches:
        return breaches
    if first.data.get("held_already") is not False or again.data.get("held_already") is not True:
        breaches.append("held_already does not tell a new ticket from one given again")
    if first.data.get("id") != again.data.get("id") or first.data.get("number") != again.data.get("number"):
        breaches.append("a person who is waiting gets a second ticket")
    return breaches


@CHECKS.of("takeTicket")
def gives_everybody_a_number_of_their_own_at_once(ground: Ground) -> list[str]:
    people = ground.people(2 * AT_ONCE)
    _ = ground.queue
    replies = ground.at_once(ground.ticket, people)
    failed = [breach for reply in replies for breach in success(reply, 201, "many people at once")]
    numbers = [reply.data.get("number") for reply in replies if isinstance(reply.data, dict)]
    twice = sorted({str(number) for number in numbers if numbers.count(number) > 1})
    return failed[:1] + ([f"given twice: {', '.join(twice)}"] if twice else [])


@CHECKS.of("Errors")
def refuses_a_queue_or_item_that_does_not_exist(ground: Ground) -> list[str]:
    (queue, item), visit = ground.queue, ground.visit()
    breaches: list[str] = []
    for body, what in (
        ({"queue_id": "no-such-queue", "item_code": item}, "a ticket in an unknown queue"),
        ({"queue_id": queue, "item_code": NO_ITEM}, "a ticket for an unknown item"),
    ):
        reply = ground.caller.ask("takeTicket", body, visit=visit, key=new_key())
        breaches += refusal(reply, 404, "noLongerThere", what)
    return breaches
