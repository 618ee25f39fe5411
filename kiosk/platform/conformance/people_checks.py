"""Does the platform recognise whom it should, and give away nothing of them?"""

from kiosk.platform.conformance.caller import Reply
from kiosk.platform.conformance.ground import NAME, Ground, card, new_key, number, refusal, social_card, success
from kiosk.platform.conformance.report import Checks

CHECKS = Checks()
LONG_AGO = "2001-01-01"


@CHECKS.of("identify")
def recognises_an_invented_person_and_masks_them(ground: Ground) -> list[str]:
    reply = ground.caller.ask("identify", {"card": card(2)})
    return [*success(reply, 200, "a card with the right check digit"), *_in_clear(reply)]


@CHECKS.of("identify")
def knows_a_social_security_card_or_says_that_it_knows_none(ground: Ground) -> list[str]:
    reply = ground.caller.ask("identify", {"social_card": social_card(2)})
    if reply.status == 200:
        return _in_clear(reply)
    return refusal(reply, 422, "notRecognised", "the social-security card of an invented person")


@CHECKS.of("identify")
def refuses_an_expired_social_security_card(ground: Ground) -> list[str]:
    reply = ground.caller.ask("identify", {"social_card": social_card(2, valid_until=LONG_AGO)})
    if reply.code == "notRecognised":  # it knows none
        return []
    return refusal(reply, 422, "cardExpired", "a social-security card that was valid until 2001")


@CHECKS.of("identify")
def does_not_recognise_a_wrong_check_digit(ground: Ground) -> list[str]:
    wrong = number(2)[:17] + ("1" if number(2)[17] != "1" else "2")
    reply = ground.caller.ask("identify", {"card": card(2, number=wrong)})
    return refusal(reply, 422, "notRecognised", "a number with a wrong check digit")


@CHECKS.of("identify")
def refuses_an_expired_card(ground: Ground) -> list[str]:
    reply = ground.caller.ask("identify", {"card": card(2, valid_until=LONG_AGO)})
    return refusal(reply, 422, "cardExpired", "a card that was valid until 2001")


@CHECKS.of("identify")
def does_not_recognise_a_strange_code(ground: Ground) -> list[str]:
    reply = ground.caller.ask("identify", {"code": {"text": "no such code", "symbology": "qrCode"}})
    return refusal(reply, 422, "notRecognised", "a code that nobody has issued")


@CHECKS.of("Visits")
def refuses_a_visit_that_it_never_gave(ground: Ground) -> list[str]:
    coming = ground.caller.ask("listAppointments", visit=new_key())
    cancel = ground.cancel(new_key(), "x")
    return [
        *refusal(coming, 403, "visitExpired", "listAppointments with an unknown visit"),
        *refusal(cancel, 403, "visitExpired", "cancelAppointment with an unknown visit"),
    ]


def _in_clear(reply: Reply) -> list[str]:
    """What an answer tells of an invented person that it should have masked."""
    text, breaches = reply.raw.decode("utf-8", "replace"), list[str]()
    if number(2) in text:
        breaches.append("the answer holds the number in clear")
    if NAME in text or NAME.encode("unicode_escape").decode() in text:
        breaches.append("the answer holds the name in clear")
    return breaches
