"""What residents do with cards: laid down early, left lying, swapped, pulled away, of every kind and none."""

import pytest

from drivers import Fault, Status
from drivers.card import CardKind, _module
from drivers.emulated.sample_cards import CARDS, CITIZEN, EXPIRED, HMT_PERMIT, RARE_NAME
from drivers.protocols import sam as frames
from drivers.protocols import sam_text
from tests.drivers.sensing import fault_of, reading_of

TWO_LOOKS = 2 * _module.FIND_EVERY + 0.05  # seconds in which a card that may be read would be


def utf16(text):
    return text.encode("utf-16-le")


@pytest.mark.parametrize("name", CARDS)
def test_every_kind_of_card_is_read_as_it_was_written(card_reader, card_driver, name):
    card_reader.insert(CARDS[name])
    assert reading_of(card_driver) == CARDS[name]


def test_the_driver_asks_in_the_order_of_the_standard(card_reader, card_driver):
    card_reader.insert(CITIZEN)
    reading_of(card_driver)
    assert card_reader.heard[-4:] == [frames.FIND, frames.SELECT, frames.READ, frames.FIND]


def test_a_card_on_the_reader_before_the_screen_asks_is_read(card_reader, card_driver):
    card_driver.disarm()
    card_reader.insert(CITIZEN)
    card_driver.arm()
    assert reading_of(card_driver).kind is CardKind.CITIZEN


@pytest.mark.parametrize("finds_again", [False, True])
def test_a_card_left_lying_is_returned_once_and_never_starts_the_next_visit(card_reader, card_driver, finds_again):
    card_reader.finds_again = finds_again
    card_reader.insert(CITIZEN)
    reading_of(card_driver)
    assert card_driver.poll(TWO_LOOKS) is None
    card_driver.disarm()
    assert card_driver.status().ok
    card_driver.arm()
    assert card_driver.poll(TWO_LOOKS) is None


@pytest.mark.parametrize("finds_again", [False, True])
def test_the_next_card_is_read_once_the_last_has_been_lifted(card_reader, card_driver, finds_again):
    card_reader.finds_again = finds_again
    card_reader.insert(CITIZEN)
    reading_of(card_driver)
    card_reader.lift()
    assert card_driver.poll(TWO_LOOKS) is None
    card_reader.insert(HMT_PERMIT)
    assert reading_of(card_driver) == HMT_PERMIT


def test_a_card_swapped_while_nobody_looked_is_read(card_reader, card_driver):
    card_reader.insert(CITIZEN)
    reading_of(card_driver)
    card_reader.lift()
    card_reader.insert(HMT_PERMIT)
    assert reading_of(card_driver) == HMT_PERMIT


def test_a_card_left_lying_is_ignored_after_a_power_cut_that_lets_the_reader_find_it_again(card_reader, card_driver):
    card_reader.insert(CITIZEN)
    reading_of(card_driver)
    assert card_driver.status().ok
    card_driver.close()
    card_reader.insert(CITIZEN)  # the module without power has forgotten that it has read it
    card_driver.open()
    card_driver.arm()
    assert card_driver.poll(TWO_LOOKS) is None


def test_a_card_swapped_at_the_end_of_a_visit_belongs_to_the_resident_who_left(card_reader, card_driver):
    card_reader.insert(CITIZEN)
    reading_of(card_driver)
    card_reader.lift()
    card_reader.insert(RARE_NAME)
    card_driver.forget()
    card_driver.arm()
    assert card_driver.poll(TWO_LOOKS) is None


@pytest.mark.parametrize("asked", ["forget", "status"])
def test_a_look_that_went_unanswered_at_the_end_of_a_visit_is_asked_again(card_reader, card_driver, asked):
    card_reader.insert(CITIZEN)
    reading_of(card_driver)
    card_reader.lift()
    asked_before = len(card_reader.heard)

    def lose_the_first_look(command):
        looks = [one for one in card_reader.heard[asked_before:] if one == frames.FIND]
        card_reader.trouble.mute = command == frames.FIND and len(looks) == 1

    card_reader.on_command = lose_the_first_look
    assert getattr(card_driver, asked)() in {None, Status()}
    card_reader.insert(RARE_NAME)
    card_driver.arm()
    assert reading_of(card_driver) == RARE_NAME


def test_a_card_swapped_between_two_visits_is_read_for_the_health_check_saw_the_first_one_go(card_reader, card_driver):
    card_reader.finds_again = True
    card_reader.insert(CITIZEN)
    reading_of(card_driver)
    card_driver.disarm()
    card_reader.lift()
    assert card_driver.status().ok
    card_reader.insert(RARE_NAME)
    card_driver.arm()
    assert reading_of(card_driver) == RARE_NAME


def test_a_card_that_was_read_is_ignored_even_when_the_reader_has_lost_its_memory(card_reader, card_driver):
    card_reader.finds_again = True
    card_reader.insert(CITIZEN)
    reading_of(card_driver)
    card_driver.close()
    card_driver.open()
    card_driver.arm()
    assert card_driver.poll(TWO_LOOKS) is None


def test_an_expired_card_is_read_for_the_journey_to_judge(card_reader, card_driver):
    card_reader.insert(EXPIRED)
    assert reading_of(card_driver).valid_until == EXPIRED.valid_until


@pytest.mark.parametrize("sent", [1, 14, 1294])
def test_a_card_pulled_in_mid_read_was_taken_away_and_can_be_laid_down_again(card_reader, card_driver, sent):
    card_reader.lift_at = sent
    card_reader.insert(CITIZEN)
    assert fault_of(card_driver) is Fault.MEDIA_REMOVED
    card_reader.insert(CITIZEN)
    card_driver.arm()
    assert reading_of(card_driver) == CITIZEN


@pytest.mark.parametrize("too_soon", [frames.SELECT, frames.READ])
def test_a_card_that_only_flits_past_was_taken_away(card_reader, card_driver, too_soon):
    card_reader.on_command = lambda command: card_reader.lift() if command == too_soon else None
    card_reader.insert(CITIZEN)
    assert fault_of(card_driver) is Fault.MEDIA_REMOVED


@pytest.mark.parametrize("sw3", [0x41, 0x40, 0x31, 0x32, 0x33, 0x37, 0x3F, 0x47])
def test_a_card_that_cannot_be_read_is_tried_three_times_and_then_invalid(card_reader, card_driver, sw3):
    card_reader.cannot_read = sw3
    card_reader.insert(CITIZEN)
    assert fault_of(card_driver) is Fault.INVALID_MEDIA
    assert card_reader.heard.count(frames.READ) == _module.READ_TRIES


def test_an_unreadable_card_is_left_alone_until_somebody_asks_anew(card_reader, card_driver):
    card_reader.cannot_read = 0x41
    card_reader.insert(CITIZEN)
    assert fault_of(card_driver) is Fault.INVALID_MEDIA
    assert card_driver.poll(TWO_LOOKS) is None
    card_reader.cannot_read = None
    card_driver.arm()
    assert reading_of(card_driver) == CITIZEN


@pytest.mark.parametrize("name", CARDS)
def test_a_number_with_a_wrong_check_character_is_invalid(card_reader, card_driver, name):
    number = CARDS[name].number
    wrong = number[:-1] + ("1" if number[-1] == "0" else "0")
    card_reader.insert(sam_text.encode(CARDS[name]).replace(utf16(number), utf16(wrong)))
    assert fault_of(card_driver) is Fault.INVALID_MEDIA


def test_a_kind_of_card_that_is_not_known_is_never_taken_for_a_citizens(card_reader, card_driver):
    text = sam_text.encode(CITIZEN)
    card_reader.insert(text[: sam_text.KIND_AT] + utf16("Z") + text[sam_text.KIND_AT + 2 :])
    assert fault_of(card_driver) is Fault.UNSUPPORTED_MEDIA


def test_a_nation_that_is_not_known_does_not_fail_the_read(card_reader, card_driver):
    text = sam_text.encode(CITIZEN)
    card_reader.insert(text[:32] + utf16("83") + text[36:])
    assert reading_of(card_driver).nation == "83"


def test_nothing_of_a_resident_stays_with_the_driver_or_shows_in_a_repr(card_reader, card_driver):
    card_reader.insert(CITIZEN)
    card = reading_of(card_driver)
    assert repr(card) == "Card(kind=<CardKind.CITIZEN: 'citizen'>)"
    assert CITIZEN.number not in repr(vars(card_reader))
    assert not card_driver._talk._frames._bytes
