"""Nothing of a resident in the terminal's logs, whatever happens; and in the platform only in its own database."""

import logging

import pytest

from drivers.code import Code
from kiosk.platform.server import sample_e_id
from kiosk.platform.troubles import Trouble
from tests.platform.bad_platform import answers, bad_platform, breaks_off, problem, resets
from tests.platform.city import PENSION, card, key, number, social_card
from tests.platform.test_bad_platform import terminal

NAME, NUMBER = "测试员甲", number(2)


def test_a_whole_visit_leaves_nothing_in_the_logs_of_terminal_and_platform(hall, caplog):
    caplog.set_level(logging.DEBUG)
    client = hall.terminal()
    token = client.identify_card(card(2)).token
    client.identify_code(Code(b"", sample_e_id(NAME, NUMBER, issued=hall.clock.wall())))
    client.identify_social_card(social_card(2))
    client.take_ticket(token, "H1-A", PENSION, key())
    booked = client.book(token, client.slots(PENSION)[0].id, PENSION, key())
    client.change(token, booked.id, client.slots(PENSION)[3].id, key())
    client.cancel(token, booked.id, key())
    assert_clean(caplog.text, token, booked.id, booked.code)


@pytest.mark.parametrize(
    "behave", [resets, breaks_off, problem(422, "notRecognised"), answers(500, b""), answers(200, NUMBER.encode())]
)
def test_a_bad_day_leaves_nothing_in_the_logs_or_the_trouble(behave, caplog):
    caplog.set_level(logging.DEBUG)
    with bad_platform(behave) as platform:
        client = terminal(platform)
        for call in (
            lambda: client.identify_card(card(2)),
            lambda: client.cancel("the-token-of-somebody", "p-4711", key()),
        ):
            with pytest.raises(Trouble) as caught:
                call()
            assert_clean(caplog.text + repr(caught.value), "the-token-of-somebody", "p-4711")


def test_name_and_number_are_in_the_platforms_persons_and_nowhere_else(hall):
    client = hall.terminal()
    token = client.identify_card(card(2)).token
    client.take_ticket(token, "H1-A", PENSION, key())
    client.book(token, client.slots(PENSION)[0].id, PENSION, key())
    with hall.platform.database.read() as db:
        lines = [line for line in db.iterdump() if NAME in line or NUMBER in line]
    assert len(lines) == 1
    assert lines[0].startswith('INSERT INTO "persons"')


def assert_clean(text, *secrets):
    for secret in (NAME, NUMBER, "测试", "hkid:", *secrets):
        assert secret not in text
