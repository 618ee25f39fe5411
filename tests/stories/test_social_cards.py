"""Visits by the social-security card, at a terminal that has a reader for it and a real PC/SC service."""

from dataclasses import replace
from datetime import date

import pytest

from drivers import Fault
from drivers.emulated.sample_cards import CITIZEN, SOCIAL, SOCIAL_LONG_NAME
from drivers.emulated.virtual_card import VirtualCard
from drivers.receipt import Fate
from kiosk.events import Left
from kiosk.platform.troubles import CardExpired
from kiosk.steps.common import Welcome
from kiosk.steps.identity import ReadIdentity
from kiosk.steps.queueing import ConfirmTicket, TicketTaken
from tests.stories.hall import Hall

READER = """
[devices.smartcard]
driver = "pcsc"
socket = "{folder}/pcscd"
"""


@pytest.fixture
def hall(tmp_path):
    with Hall(tmp_path, more=READER) as hall:
        yield hall


def told(hall):
    """Why the last card did not do."""
    return hall.wait(lambda: isinstance(hall.step, ReadIdentity) and hall.step.trouble)


def listens(hall, role):
    """Wait until a device listens for this very question."""
    hall.wait(lambda: hall.kiosk.hands[role]._listening == hall.kiosk.turn)


@pytest.mark.parametrize("card", [SOCIAL, SOCIAL_LONG_NAME], ids=["usual", "long name"])
def test_a_resident_gets_a_number_by_the_social_security_card(hall, card):
    assert hall.go_to(ReadIdentity).ways == {"card", "smartcard", "code"}
    hall.devices.smartcard.insert(card)
    person = hall.until(ConfirmTicket).person
    assert person.masked_number == f"{card.number[:6]}********{card.number[-4:]}"
    assert card.name != person.masked_name
    hall.press(True)
    taken = hall.until(TicketTaken)
    assert taken.fate is Fate.CONFIRMED
    assert [taken.ticket.number] == hall.tickets()


def test_an_expired_social_security_card_is_refused_in_words_and_the_id_card_does(hall):
    hall.go_to(ReadIdentity)
    hall.devices.smartcard.insert(replace(SOCIAL, valid_until=date(2026, 7, 1)))
    assert isinstance(told(hall), CardExpired)
    listens(hall, "card")
    hall.devices.card.insert(CITIZEN)
    hall.until(ConfirmTicket)


def test_a_chip_card_of_another_kind_is_named_as_such_and_the_right_one_does(hall):
    hall.go_to(ReadIdentity)
    hall.devices.smartcard.insert(VirtualCard(SOCIAL, blank=True))
    assert told(hall).fault is Fault.UNSUPPORTED_MEDIA
    listens(hall, "smartcard")
    hall.devices.smartcard.insert(SOCIAL)
    hall.until(ConfirmTicket)


def test_a_card_that_the_last_resident_left_in_does_not_speak_for_the_next(hall):
    hall.go_to(ReadIdentity)
    hall.devices.smartcard.insert(SOCIAL)
    hall.until(ConfirmTicket)
    hall.tell(Left())
    hall.until(Welcome)
    hall.go_to(ReadIdentity)
    listens(hall, "smartcard")
    hall.devices.smartcard.insert(SOCIAL_LONG_NAME)
    assert hall.until(ConfirmTicket).person.masked_number.endswith(SOCIAL_LONG_NAME.number[-4:])


def test_without_its_reader_the_other_ways_are_left_and_it_is_back_when_it_is_plugged_in(hall):
    hall.go_to(ReadIdentity)
    hall.devices.smartcard.trouble.unplugged = True
    hall.wait(lambda: isinstance(hall.step, ReadIdentity) and hall.step.ways == {"card", "code"})
    hall.devices.smartcard.trouble.unplugged = False
    hall.wait(lambda: hall.kiosk.health["smartcard"].ok)
    listens(hall, "card")
    hall.devices.card.insert(CITIZEN)
    hall.until(ConfirmTicket)
