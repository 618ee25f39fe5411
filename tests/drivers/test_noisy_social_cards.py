"""Social-security cards that lie, stammer or fall apart: the reading ends, with a card or a fault, and nobody else."""

import random
from dataclasses import fields

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drivers import DeviceError, Fault
from drivers.emulated.sample_cards import SOCIAL, SOCIAL_CARDS
from drivers.emulated.virtual_card import VirtualCard
from drivers.protocols import iso7816, social_card
from drivers.protocols.gb11643 import valid_number
from drivers.protocols.social_card_layout import load
from drivers.smartcard import SocialCard, _reading
from tests.drivers.noise import spoilt

LAYOUT = load()
RECORDS = [record for records in LAYOUT.files.values() for record in records]
CARDS = 800
COMMANDS = 40  # of one card, at the very most three a record: more would be a reading without an end
RESIDENTS = {Fault.INVALID_MEDIA, Fault.UNSUPPORTED_MEDIA}
LEGAL = st.sampled_from([b"\x90\x00", b"\x61\x10", b"\x6c\x14", b"\x6a\x82", b"\x69\x82", b"\x62\x83"])
ANSWERS = st.builds(bytes.__add__, st.binary(max_size=40), LEGAL) | st.binary(max_size=60)


def read(answer):
    """What comes of a card that answers so: a SocialCard or a fault. Fails when it asks without an end."""
    asked = []

    def transmit(command):
        asked.append(command)
        assert len(asked) < COMMANDS * (_reading.PIECES + 2)
        return answer(command)

    try:
        return _reading.read(transmit, LAYOUT)
    except DeviceError as error:
        return error.fault


def misread(cards, seed, most=1):
    """So many readings with accidents in one answer: how many gave another number, and how many another name.

    A name has no check of its own; the reader's own protocol (T=0, T=1) has one, and the platform holds both together.
    """
    chance = random.Random(seed)
    numbers = names = 0
    for _ in range(cards):
        whose = chance.choice(list(SOCIAL_CARDS.values()))
        got = read(_stammering(VirtualCard(whose), chance, most))
        if isinstance(got, SocialCard):
            numbers += got.number != whose.number
            names += got.name != whose.name
    return numbers, names


def _stammering(card, chance, most):
    """Answers, one of which is spoilt."""
    left = chance.randrange(20)

    def answer(command):
        nonlocal left
        left -= 1
        said = card.answer(command)
        return spoilt(said, chance, most) if left == -1 else said

    return answer


def test_the_commands_are_those_that_public_programs_send():
    record = {one.field: social_card.read_record(one).encoded().hex().upper() for one in reversed(RECORDS)}
    assert social_card.select_application(LAYOUT).encoded().hex().upper() == "00A404000F7378312E73682EC9E7BBE1B1A3D5CF"
    assert social_card.select_file(0xEF05).encoded().hex().upper() == "00A4020002EF05"
    assert (record["number"], record["name"]) == ("00B2080014", "00B2090020")
    assert (record["card_id"], record["version"], record["issuer"]) == ("00B2010012", "00B2030006", "00B204000E")
    assert record["card_number"] == "00B207000B"


def test_an_answer_that_a_public_program_quotes_is_understood():
    version = next(one for one in RECORDS if one.field == "version")
    response = iso7816.parse_response(bytes.fromhex("0304332E30309000"))
    assert social_card.value_of(version, response.data) == b"3.00"


def test_a_card_that_speaks_clearly_is_read():
    assert all(read(VirtualCard(card).answer) == card for card in SOCIAL_CARDS.values())


def test_an_accident_in_an_answer_never_gives_another_number():
    numbers, _ = misread(CARDS, 1)
    assert numbers == 0


@settings(max_examples=150, deadline=None)
@given(st.lists(ANSWERS, min_size=1, max_size=30))
@example([b"\x61\x00"])
@example([b"\x6c\x00"])
def test_whatever_a_card_answers_the_reading_ends(answers):
    turn = iter(range(10**6))
    got = read(lambda _: answers[next(turn) % len(answers)])
    assert got in RESIDENTS or valid_number(got.number) or got.number[:3].isalpha()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.binary(max_size=30), min_size=len(RECORDS), max_size=len(RECORDS)))
def test_records_of_any_bytes_are_a_card_or_unreadable(values):
    try:
        card = social_card.decode(iter(zip(RECORDS, values, strict=True)))
    except social_card.UnreadableCardError:
        return
    assert card.name
    assert card.card_number
    assert all(one.name in ("card_class", "version") or not one.repr for one in fields(card))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{record.identifier:02X}")
def test_the_answer_to_another_question_is_never_taken_for_this_one(record):
    """A card that always gives one and the same record is nobody's."""
    card = VirtualCard(SOCIAL)
    same = social_card.encode(SOCIAL, record) + b"\x90\x00"
    got = read(lambda command: same if command[1] == iso7816.READ_RECORD else card.answer(command))
    assert got in RESIDENTS


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
@example(bytes.fromhex("3f80") * 100)
@example(bytes.fromhex("7f" + "ff" * 200))
@example(bytes.fromhex("6fff6fff6f82ffff"))
def test_any_bytes_can_be_looked_into_as_tlv(data):
    assert all(len(value) <= len(data) for _, value in iso7816.tlvs(data))
    iso7816.application_name(data)
    response = iso7816.parse_response(data)
    assert response is None or response.encoded() == data
    command = iso7816.parse_command(data)
    assert command is None or iso7816.parse_command(command.encoded()) == command
