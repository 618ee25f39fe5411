"""What wires and modules do to the card reader: noise, silence, broken frames, wrong speeds, pulled plugs."""

import pytest

from drivers import DeviceError, Fault, State
from drivers.card import _module, sam
from drivers.emulated.card_reader import CardReader
from drivers.emulated.sample_cards import CITIZEN
from drivers.protocols import sam as frames
from tests.drivers.sensing import SLICE, fault_of, handles, reading_of, seconds_of
from tests.waiting import wait_until


def test_a_card_is_read_over_a_wire_with_the_pace_of_115200_baud(tmp_path):
    with CardReader(tmp_path / "card") as reader:
        driver = sam.Driver(sam.Settings(port=str(reader.wire.path)))
        driver.open()
        reader.insert(CITIZEN)
        assert reading_of(driver) == CITIZEN
        driver.close()


def test_poll_keeps_its_time_slice_while_the_reader_thinks(card_reader, card_driver):
    card_reader.trouble.slow = 0.35
    card_reader.insert(CITIZEN)
    spent = sorted(seconds_of(lambda: card_driver.poll(0.05)) for _ in range(3))
    assert spent[1] < 0.15
    assert reading_of(card_driver) == CITIZEN


def test_the_reader_is_asked_for_cards_about_three_times_a_second(card_reader, card_driver):
    card_reader.heard = []
    wait_until(lambda: len(card_reader.heard) == 2, step=lambda: card_driver.poll(SLICE))
    spent = seconds_of(lambda: wait_until(lambda: len(card_reader.heard) == 4, step=lambda: card_driver.poll(SLICE)))
    assert 0.45 < spent < 1.2


def test_noise_before_every_answer_does_no_harm(card_reader, card_driver):
    card_reader.trouble.garbage = True
    card_reader.insert(CITIZEN)
    assert reading_of(card_driver) == CITIZEN


def test_late_answers_to_earlier_questions_are_not_taken_for_the_present_one(card_reader, card_driver):
    late = {
        frames.FIND: [frames.Reply(0x90), frames.Reply(0x90, bytes(8)), frames.Reply(0x81)],
        frames.SELECT: [frames.Reply(0x80), frames.Reply(0x9F, bytes(4)), frames.Reply(0x90)],
        frames.READ: [frames.Reply(0x80), frames.Reply(0x81), frames.Reply(0x90, bytes(8)), frames.Reply(0x91)],
    }
    card_reader.on_command = lambda command: [
        card_reader.wire.send(frames.reply_frame(reply)) for reply in late.get(command, [])
    ]
    card_reader.insert(CITIZEN)
    assert reading_of(card_driver) == CITIZEN


def test_a_mute_reader_does_not_answer(card_reader, card_driver):
    card_reader.trouble.mute = True
    assert fault_of(card_driver) is Fault.NO_ANSWER


def test_a_reader_that_falls_silent_at_the_read_does_not_answer(card_reader, card_driver):
    def silent_from_the_read_on(command):
        card_reader.trouble.mute = card_reader.trouble.mute or command == frames.READ

    card_reader.on_command = silent_from_the_read_on
    card_reader.insert(CITIZEN)
    assert fault_of(card_driver) is Fault.NO_ANSWER


def test_a_reader_that_is_always_silent_at_the_read_is_given_up_in_time(card_reader, card_driver):
    def silent_at_the_read(command):
        card_reader.trouble.mute = command == frames.READ

    card_reader.on_command = silent_at_the_read
    card_reader.insert(CITIZEN)
    assert seconds_of(lambda: fault_of(card_driver)) < _module.READ_PATIENCE + 2.5


@pytest.mark.parametrize("trouble", ["half", "bad_checksum"])
def test_broken_frames_only_are_garbled(card_reader, card_driver, trouble):
    setattr(card_reader.trouble, trouble, True)
    card_reader.insert(CITIZEN)
    assert fault_of(card_driver) is Fault.GARBLED


@pytest.mark.parametrize("trouble", ["half", "bad_checksum"])
def test_after_a_broken_frame_the_card_is_believed_when_it_says_the_same_twice(card_reader, card_driver, trouble):
    def only_the_first_read(command):
        first = command == frames.READ and card_reader.heard.count(frames.READ) == 1
        setattr(card_reader.trouble, trouble, first)

    card_reader.on_command = only_the_first_read
    card_reader.insert(CITIZEN)
    assert reading_of(card_driver) == CITIZEN
    assert card_reader.heard.count(frames.READ) == 3


def test_one_unanswered_question_is_forgiven(card_reader, card_driver):
    card_reader.heard = []

    def silent_once(_):
        card_reader.trouble.mute = len(card_reader.heard) == 1

    card_reader.on_command = silent_once
    card_reader.insert(CITIZEN)
    assert reading_of(card_driver) == CITIZEN


@pytest.mark.parametrize("sw3", [0x60, 0x66])
def test_a_module_that_says_it_is_broken_is_broken(card_reader, card_driver, sw3):
    card_reader.refuses = sw3
    assert card_driver.status().state is State.HARDWARE_ERROR
    assert fault_of(card_driver) is Fault.HARDWARE_ERROR
    card_driver.close()
    with pytest.raises(DeviceError, match=f"SW3 {sw3:02X}"):
        card_driver.open()


def test_status_tells_health_silence_and_noise_apart(card_reader, card_driver):
    assert card_driver.status().state is State.ONLINE
    card_reader.trouble.mute = True
    assert card_driver.status().fault is Fault.NO_ANSWER
    card_reader.trouble.mute, card_reader.trouble.half = False, True
    assert card_driver.status().fault is Fault.GARBLED
    card_reader.trouble.half = False
    assert card_driver.status().ok


def test_a_reader_at_another_speed_does_not_answer_and_no_handle_stays_open(tmp_path):
    with CardReader(tmp_path / "card", baudrate=9600) as reader:
        driver, before = sam.Driver(sam.Settings(port=str(reader.wire.path))), handles()
        with pytest.raises(DeviceError) as caught:
            driver.open()
        assert caught.value.fault is Fault.NO_ANSWER
        assert handles() == before


def test_a_pulled_plug_is_noticed_at_once_not_at_the_next_question(card_reader, card_driver):
    card_driver.poll(SLICE)
    card_driver._next_find += 3600
    card_reader.trouble.unplugged = True
    assert fault_of(card_driver) is Fault.NO_DEVICE


def test_the_plug_pulled_in_mid_read_is_a_missing_device_not_a_missing_card(card_reader, card_driver):
    card_reader.unplug_at = 700
    card_reader.insert(CITIZEN)
    assert fault_of(card_driver) is Fault.NO_DEVICE
    with pytest.raises(DeviceError) as caught:
        card_driver.status()
    assert caught.value.fault is Fault.NO_DEVICE


@pytest.mark.parametrize("speed", [115200, 19200, 9600, 230400])
def test_where_no_speed_is_set_the_module_is_found_at_its_own(tmp_path, speed):
    with CardReader(tmp_path / "card", speed) as reader:
        driver = sam.Driver(sam.Settings(port=str(reader.wire.path), baudrate=0))
        driver.open()
        reader.insert(CITIZEN)
        assert reading_of(driver) == CITIZEN
        driver.close()


def test_a_speed_that_was_found_is_tried_first_when_it_is_opened_again(tmp_path):
    with CardReader(tmp_path / "card", 230400) as reader:
        driver = sam.Driver(sam.Settings(port=str(reader.wire.path), baudrate=0))
        driver.open()
        driver.close()
        reader.heard = []
        driver.open()
        assert reader.heard == [frames.STATUS]
        driver.close()


def test_a_module_that_is_understood_at_no_speed_is_told_in_time_and_leaves_no_handle(tmp_path):
    with CardReader(tmp_path / "card", baudrate=None) as reader:
        reader.trouble.mute = True
        driver = sam.Driver(sam.Settings(port=str(reader.wire.path), baudrate=0))
        before = handles()
        with pytest.raises(DeviceError) as caught:
            driver.open()
        assert caught.value.fault is Fault.NO_ANSWER
        assert "230400" in caught.value.detail
        assert handles() == before
