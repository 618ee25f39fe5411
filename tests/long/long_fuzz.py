"""A hundred thousand spoilt frames of ID cards, social-security cards and printers. Needs nothing but the project."""

from random import Random

from drivers.emulated.ipp_answers import OWN_PATH, Answers
from drivers.emulated.page_machine import PageMachine
from drivers.protocols import ipp
from tests.drivers import test_noisy_social_cards as social
from tests.drivers.test_noisy_cards import misread
from tests.drivers.test_page_cups import reads_or_refuses

FRAMES = 100_000
NAMES_MOST = 10  # of those frames: two flipped bits of the same place in their bytes pass an XOR


def test_a_hundred_thousand_spoilt_frames_crash_nothing_and_make_nobody_somebody_else():
    numbers, names = misread(FRAMES, 7)
    print(f"{FRAMES} spoilt frames: {numbers} with another number, {names} with another name")
    assert numbers == 0
    assert names <= NAMES_MOST


def test_a_hundred_thousand_social_cards_with_accidents_crash_nothing_and_give_no_other_number():
    numbers, names = social.misread(FRAMES, 7)
    print(f"{FRAMES} spoilt social-security cards: {numbers} with another number, {names} with another name")
    assert numbers == 0


def test_a_hundred_thousand_spoilt_answers_of_a_page_printer_are_understood_or_refused():
    whole = Answers("A4", PageMachine(1.0))(OWN_PATH, ipp.encoded(0x0B, 1, []))
    chance = Random(11)
    for _ in range(FRAMES):
        spoilt = bytearray(whole[: chance.randrange(len(whole) + 1)] if chance.random() < 0.3 else whole)
        for _ in range(chance.randrange(1, 6)):
            if spoilt:
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        reads_or_refuses(bytes(spoilt))
