"""Who is recognised, and what is told of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from drivers.card import Card, CardKind
from drivers.code import Code
from kiosk.platform.server import sample_e_id
from kiosk.platform.server.masks import masked_name, masked_number
from kiosk.platform.server.numbers import plausible
from kiosk.platform.troubles import CardExpired, NotRecognised
from tests.platform.city import THURSDAY, card, number, social_card


def test_a_card_with_the_right_check_digit_is_recognised_and_masked(hall):
    person = hall.terminal().identify_card(card(2))
    assert (person.masked_name, person.masked_number) == ("测**甲", "110105********002X")


def test_a_wrong_check_digit_is_not_recognised(hall):
    with pytest.raises(NotRecognised):
        hall.terminal().identify_card(wrong(number="110105194912310021"))


def test_an_expired_card_is_refused_from_the_day_after_its_last(hall):
    last = THURSDAY.date()
    assert hall.terminal().identify_card(card(2, until=last)).token
    with pytest.raises(CardExpired):
        hall.terminal().identify_card(card(2, until=last - timedelta(days=1)))


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        (CardKind.CITIZEN, ["11010519491231002X", "440524188001010014"]),
        (CardKind.HMT_PERMIT, ["810000199408230021"]),
        (CardKind.FOREIGNER_2023, ["932682198501010017", "911124198108030024"]),
    ],
)
def test_numbers_of_every_card_of_eighteen_characters(kind, numbers):
    for one in numbers:
        assert plausible(kind, one)
        assert not plausible(kind, one[:-1] + ("0" if one[-1] != "0" else "1"))
        assert not plausible(kind, one[:-1])


def test_the_number_of_a_foreigners_card_of_2017():
    body = "DEU110079122400"[:14]
    good = [digit for digit in "0123456789" if plausible(CardKind.FOREIGNER_2017, body + digit)]
    assert len(good) == 1
    assert not plausible(CardKind.FOREIGNER_2017, "11010519491231002X")
    assert not plausible(CardKind.FOREIGNER_2017, body + "X")


def test_a_citizens_number_is_none_of_a_foreigners_card_of_2023():
    assert not plausible(CardKind.FOREIGNER_2023, "11010519491231002X")
    assert not plausible(CardKind.CITIZEN, "932682198501010017")


@pytest.mark.parametrize(
    ("name", "masked"),
    [("王明", "王*"), ("王小明", "王*明"), ("买买提·艾力", "买****力"), ("ANNA TEST", "A*** T***"), ("䶮", "䶮*")],
)
def test_names_are_masked_by_their_length_and_script(name, masked):
    assert masked_name(name) == masked


def test_a_number_of_fifteen_characters_shows_the_country_and_the_end():
    assert masked_number("DEU110079122403") == "DEU********2403"


def test_the_code_of_an_electronic_identity_is_recognised_for_a_minute(hall):
    terminal = hall.terminal()
    code = sample_e_id("测试员甲", number(2), issued=hall.clock.wall())
    assert terminal.identify_code(qr(code)).masked_number == "110105********002X"
    hall.clock.pass_by(seconds=60)
    with pytest.raises(NotRecognised):
        terminal.identify_code(qr(code))


def test_card_and_code_of_one_person_are_one_person(hall):
    terminal = hall.terminal()
    terminal.identify_card(card(2))
    terminal.identify_code(qr(sample_e_id("测试员甲", number(2), issued=hall.clock.wall())))
    with hall.platform.database.read() as db:
        assert db.execute("SELECT count(*) FROM persons").fetchone()[0] == 1


def test_the_social_security_card_of_a_person_with_an_id_card_is_the_same_person(hall):
    terminal = hall.terminal()
    terminal.identify_card(card(2))
    assert terminal.identify_social_card(social_card(2)).masked_number == "110105********002X"
    assert terminal.identify_social_card(replace(social_card(2), card_id="")).masked_name == "测**甲"
    with hall.platform.database.read() as db:
        assert db.execute("SELECT count(*) FROM persons").fetchone()[0] == 1


@pytest.mark.parametrize("number_of_it", ["810000199408230021", "932682198501010017", "CAN110081080307"])
def test_a_social_security_card_belongs_to_whoever_has_its_number_on_another_document(hall, number_of_it):
    assert hall.terminal().identify_social_card(social_card(number_of_it=number_of_it)).token


@pytest.mark.parametrize("number_of_it", ["110105194912310021", "810000199408230022", "CAN110081080308", "USA0012345"])
def test_a_social_security_card_with_a_number_of_nobody_is_not_recognised(hall, number_of_it):
    with pytest.raises(NotRecognised):
        hall.terminal().identify_social_card(social_card(number_of_it=number_of_it))


def test_an_expired_social_security_card_is_refused_from_the_day_after_its_last(hall):
    last = THURSDAY.date()
    assert hall.terminal().identify_social_card(social_card(until=last)).token
    with pytest.raises(CardExpired):
        hall.terminal().identify_social_card(social_card(until=last - timedelta(days=1)))


def test_spoilt_and_strange_codes_are_not_recognised(hall):
    good = sample_e_id("测试员甲", number(2), issued=hall.clock.wall())
    for text in (good[:-1], good[:20] + "A" + good[21:], "hkid:1:", "hkid:1:.", "https://example.com/", "\U0001f600"):
        with pytest.raises(NotRecognised):
            hall.terminal().identify_code(qr(text))


def test_a_code_of_nobody_with_a_right_number_is_not_recognised(hall):
    with pytest.raises(NotRecognised):
        hall.terminal().identify_code(qr(sample_e_id("", number(2), issued=hall.clock.wall())))


def test_tokens_are_not_in_the_database(hall):
    token = hall.terminal().identify_card(card(2)).token
    with hall.platform.database.read() as db:
        assert token not in "\n".join(db.iterdump())


def wrong(**other):
    return Card(
        CardKind.CITIZEN, name="测试员甲", sex="2", birth=date(1949, 12, 31), valid_from=None, valid_until=None, **other
    )


def qr(text):
    return Code(text.encode(), text, "qrCode")
