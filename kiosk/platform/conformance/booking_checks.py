"""Are places never oversold, and do bookings, changes and cancellations hold?"""

from itertools import islice

from kiosk.platform.conformance.ground import Ground, new_key, refusal, success
from kiosk.platform.conformance.report import Checks, NotChecked

CHECKS = Checks()
TOO_MANY = 3  # more people than places
MOST = 60  # places in the half-hour that is filled


@CHECKS.of("listSlots")
def lists_half_hours_in_order(ground: Ground) -> list[str]:
    slots = ground.slots()
    times = [(slot["day"], slot["start"]) for slot in slots]
    ids = [slot["id"] for slot in slots]
    breaches = [] if times == sorted(times) else ["they are not in order of time"]
    return breaches + ([] if len(ids) == len(set(ids)) else ["an id occurs twice"])


@CHECKS.of("listSlots")
def has_no_half_hours_for_an_unknown_item(ground: Ground) -> list[str]:
    reply = ground.caller.ask("listSlots", query={"item": "0" * 31})
    return success(reply, 200, "an unknown item") + (
        ["an unknown item can be booked"] if ground.slots("0" * 31) else []
    )


@CHECKS.of("bookAppointment")
def books_lists_changes_and_cancels(ground: Ground) -> list[str]:
    visit, (first, second) = ground.visit(), _two(ground)
    ground.give_back(visit)
    booked = ground.book(visit, first)
    if booked.status != 201 or not isinstance(booked.data, dict):
        return [f"a booking: 201 expected, got {booked}"]
    breaches = [] if _held(ground, visit) == [first] else ["what was booked is not listed"]
    change = ground.caller.ask(
        "changeAppointment", {"slot_id": second}, path={"id": booked.data["id"]}, visit=visit, key=new_key()
    )
    breaches += success(change, 200, "a change")
    breaches += [] if _held(ground, visit) == [second] else ["what was changed is not listed at its new time"]
    breaches += success(ground.cancel(visit, booked.data["id"]), 200, "a cancellation")
    breaches += success(ground.cancel(visit, booked.data["id"]), 200, "a second cancellation")
    return breaches + (["what was cancelled is still listed"] if _held(ground, visit) else [])


@CHECKS.of("bookAppointment")
def counts_places_down_and_up_again(ground: Ground) -> list[str]:
    visit, (slot, _) = ground.visit(), _two(ground)
    ground.give_back(visit)
    before, booked, during = ground.left(slot), ground.book(visit, slot), ground.left(slot)
    ground.give_back(visit)
    after = ground.left(slot)
    breaches = success(booked, 201, "a booking")
    if before is None or during != before - 1:
        breaches.append("a booking does not take one place")
    return breaches + ([] if after == before else ["a cancellation does not give the place back"])


@CHECKS.of("bookAppointment")
def refuses_a_second_booking_for_the_same_item(ground: Ground) -> list[str]:
    visit, (first, second) = ground.visit(), _two(ground)
    ground.give_back(visit)
    breaches = success(ground.book(visit, first), 201, "a booking")
    breaches += refusal(ground.book(visit, second), 409, "alreadyBooked", "a second booking for the same item")
    ground.give_back(visit)
    return breaches


@CHECKS.of("What changes the world")
def books_once_for_one_key(ground: Ground) -> list[str]:
    visit, key, (slot, _) = ground.visit(), new_key(), _two(ground)
    ground.give_back(visit)
    first, again = ground.book(visit, slot, key), ground.book(visit, slot, key)
    ground.give_back(visit)
    breaches = success(first, 201, "a booking") + success(again, 201, "the same booking with the same key")
    return breaches + ([] if first.data == again.data else ["the same key gives another answer"])


@CHECKS.of("bookAppointment")
def never_sells_more_places_than_there_are(ground: Ground) -> list[str]:
    choice = [slot for slot in ground.slots() if 0 < slot["left"] <= MOST]
    if not choice:
        raise NotChecked(f"every half-hour has more than {MOST} places, or none")
    slot = min(choice, key=lambda one: one["left"])
    people = ground.people(slot["left"] + TOO_MANY)
    for visit in people:
        ground.give_back(visit)
    replies = ground.at_once(lambda visit: ground.book(visit, slot["id"]), people)
    left = ground.left(slot["id"])
    for visit in people:
        ground.give_back(visit)
    sold = sum(reply.status == 201 for reply in replies)
    refused = [reply for reply in replies if reply.status != 201]
    breaches = [] if sold == slot["left"] else [f"{slot['left']} places were left, {sold} were sold"]
    breaches += [] if left == 0 else [f"when all were sold, {left} were left"]
    return breaches + [one for reply in refused for one in refusal(reply, 409, "slotTaken", "a full half-hour")][:1]


@CHECKS.of("Visits")
def keeps_other_peoples_appointments_to_itself(ground: Ground) -> list[str]:
    mine, theirs, (slot, _) = ground.visit(), ground.visit(), _two(ground)
    ground.give_back(mine)
    booked = ground.book(mine, slot)
    if booked.status != 201:
        return success(booked, 201, "a booking")
    breaches = refusal(
        ground.cancel(theirs, booked.data["id"]), 404, "noLongerThere", "cancelling another's appointment"
    )
    if slot not in _held(ground, mine):
        breaches.append("somebody else could cancel an appointment")
    ground.give_back(mine)
    return breaches


@CHECKS.of("Errors")
def refuses_a_half_hour_or_appointment_that_does_not_exist(ground: Ground) -> list[str]:
    visit = ground.visit()
    ground.give_back(visit)
    return [
        *refusal(ground.book(visit, "no-such-slot"), 404, "noLongerThere", "booking an unknown half-hour"),
        *refusal(
            ground.cancel(visit, "no-such-appointment"), 404, "noLongerThere", "cancelling an unknown appointment"
        ),
    ]


def _two(ground: Ground) -> tuple[str, str]:
    """Two half-hours with places left."""
    found = list(islice(ground.free(), 2))
    if len(found) < 2:
        raise NotChecked("there are no two half-hours with places left")
    return found[0], found[1]


def _held(ground: Ground, visit: str) -> list[str]:
    return [one.get("slot", {}).get("id", "") for one in ground.coming(visit)]
