"""Check characters of identity numbers, against published sample numbers."""

import pytest

from drivers.emulated.sample_cards import CARDS
from drivers.protocols.gb11643 import (
    check_character,
    old_foreigner_check_digit,
    valid_number,
    valid_old_foreigner_number,
)

PUBLISHED = ["11010519491231002X", "440524188001010014", "932682198501010017", "911124198108030024"]


@pytest.mark.parametrize("number", PUBLISHED)
def test_published_sample_numbers_are_valid_whatever_their_region(number):
    assert valid_number(number)
    assert check_character(number[:17]) == number[17]


@pytest.mark.parametrize("number", PUBLISHED)
def test_one_wrong_digit_and_two_swapped_ones_are_noticed(number):
    wrong = [number[:i] + str((int(number[i]) + 1) % 10) + number[i + 1 :] for i in range(17)]
    swapped = [number[:i] + number[i + 1] + number[i] + number[i + 2 :] for i in range(16)]
    assert not any(valid_number(other) for other in wrong)
    assert not any(valid_number(other) for other in swapped if other != number)


@pytest.mark.parametrize(
    "number", ["", "1", "11010519491231002x", "1101051949123100２X", "1101051949123100 X", "X" * 18]
)
def test_what_is_no_number_is_not_valid(number):
    assert not valid_number(number)


def test_the_foreigners_number_of_2017_has_its_own_check():
    assert valid_old_foreigner_number("CAN110081080307")
    assert old_foreigner_check_digit("CAN11008108030") == "7"
    assert not valid_old_foreigner_number("CAN110081080308")
    assert not valid_old_foreigner_number("CAN11008108030")


def test_every_sample_card_has_a_valid_number():
    for card in CARDS.values():
        assert valid_number(card.number) or valid_old_foreigner_number(card.number)
