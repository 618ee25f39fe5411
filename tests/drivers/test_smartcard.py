"""What residents and readers do with social-security cards, at a real PC/SC service with a virtual reader."""

import logging
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from drivers import DeviceError, Fault
from drivers.emulated.sample_cards import SOCIAL, SOCIAL_CARDS, SOCIAL_LONG_NAME
from drivers.emulated.social_card import READER, SocialCardReader
from drivers.emulated.virtual_card import VirtualCard
from drivers.finding import Why, aside, look, probe
from drivers.protocols import iso7816
from drivers.protocols.social_card_layout import USUAL, load
from drivers.smartcard import pcsc
from tests.drivers.machine import Machine
from tests.drivers.sensing import fault_of, reading_of
from tests.waiting import wait_until

HOLDER = 0xEF06  # the file of the holder
TOO_LONG = 8.0  # seconds: a hanging reader is told by then, on a busy machine too
PERSONAL = (SOCIAL.name, SOCIAL.number, SOCIAL.card_number, SOCIAL.card_id)


@pytest.fixture
def reader(tmp_path):
    with SocialCardReader(tmp_path / "pcscd") as reader:
        yield reader


@pytest.fixture
def driver(reader):
    driver = pcsc.Driver(pcsc.Settings(socket=str(reader.service.socket)))
    wait_until(lambda: opened(driver))
    driver.arm()
    yield driver
    driver.close()


def opened(driver):
    try:
        driver.open()
    except DeviceError:
        return False
    return True


def condition(driver):
    try:
        return driver.status().fault
    except DeviceError as error:
        return error.fault


def reads(record):
    """Whether a command asks for this record of the holder."""
    return lambda command: command[1:3] == bytes((iso7816.READ_RECORD, record))


NUMBER, NAME = reads(0x08), reads(0x09)


@pytest.mark.parametrize("name", SOCIAL_CARDS)
def test_every_sample_card_is_read_as_it_was_written(reader, driver, name):
    reader.insert(SOCIAL_CARDS[name])
    assert reading_of(driver) == SOCIAL_CARDS[name]


def test_a_name_longer_than_its_record_is_read_to_its_end(reader, driver):
    reader.insert(SOCIAL_LONG_NAME)
    assert reading_of(driver).name == "测试员丙阿卜杜热合曼麦麦提吐尔逊江"


def test_an_expired_card_is_read_for_the_journey_to_judge(reader, driver):
    end = SOCIAL.issued.replace(year=2025)
    reader.insert(replace(SOCIAL, valid_until=end))
    card = reading_of(driver)
    assert not card.expired(end)
    assert card.expired(end.replace(year=2026))


def test_a_card_that_was_in_before_the_screen_asked_is_read(reader, driver):
    driver.disarm()
    reader.insert(SOCIAL)
    driver.arm()
    assert reading_of(driver) == SOCIAL


def test_a_card_swapped_while_nobody_looked_is_read(reader, driver):
    reader.insert(SOCIAL)
    reading_of(driver)
    reader.insert(SOCIAL_LONG_NAME)
    assert reading_of(driver) == SOCIAL_LONG_NAME


def test_a_card_of_another_kind_is_not_supported(reader, driver):
    reader.insert(VirtualCard(SOCIAL, blank=True))
    assert fault_of(driver) is Fault.UNSUPPORTED_MEDIA


def test_a_card_of_another_kind_that_stays_in_is_not_refused_again_and_the_right_one_is_read(reader, driver):
    reader.insert(VirtualCard(SOCIAL, blank=True))
    fault_of(driver)
    driver.arm()
    assert driver.poll(0.5) is None
    reader.insert(SOCIAL)
    assert reading_of(driver) == SOCIAL


def test_a_card_whose_holders_file_needs_a_key_is_not_supported(reader, driver):
    reader.insert(VirtualCard(SOCIAL, locked=frozenset({HOLDER})))
    assert fault_of(driver) is Fault.UNSUPPORTED_MEDIA


def test_a_mute_card_cannot_be_read_and_the_next_one_can(reader, driver):
    reader.insert(SOCIAL, silent=True)
    assert fault_of(driver) is Fault.INVALID_MEDIA
    reader.insert(SOCIAL)
    assert reading_of(driver) == SOCIAL


@pytest.mark.parametrize("trouble", ["garbage", "half"])
def test_answers_that_no_card_gives_make_nobody_and_the_card_is_read_when_they_end(reader, driver, trouble):
    setattr(reader.trouble, trouble, True)
    reader.insert(SOCIAL)
    assert fault_of(driver) is Fault.INVALID_MEDIA
    setattr(reader.trouble, trouble, False)
    driver.arm()
    assert reading_of(driver) == SOCIAL


def test_a_number_with_a_wrong_check_character_is_nobodys(reader, driver):
    reader.insert(replace(SOCIAL, number=SOCIAL.number[:-1] + "1"))
    assert fault_of(driver) is Fault.INVALID_MEDIA
    assert sum(map(NUMBER, reader.heard)) == pcsc.READ_TRIES


@pytest.mark.parametrize("moment", [NUMBER, NAME], ids=["at its number", "at its name"])
def test_a_card_pulled_while_it_is_read_was_taken_away_and_can_be_put_in_again(reader, driver, moment):
    reader.on_command = lambda command: reader.lift() if moment(command) else None
    reader.insert(SOCIAL)
    assert fault_of(driver) is Fault.MEDIA_REMOVED
    reader.on_command = lambda _: None
    reader.insert(SOCIAL)
    assert reading_of(driver) == SOCIAL


def test_a_reader_unplugged_while_it_reads_is_no_device_and_reads_when_it_is_back(reader, driver):
    def unplug(command):
        reader.trouble.unplugged |= NUMBER(command)

    reader.on_command = unplug
    reader.insert(SOCIAL)
    assert fault_of(driver) is Fault.NO_DEVICE
    driver.close()
    reader.on_command = lambda _: None
    reader.trouble.unplugged = False
    wait_until(lambda: opened(driver))
    driver.arm()
    assert reading_of(driver) == SOCIAL


def test_a_service_that_is_down_does_not_answer_and_is_found_again_when_it_is_back(reader, driver):
    reader.serving = False
    wait_until(lambda: condition(driver) is Fault.NO_ANSWER)
    driver.close()
    reader.serving = True
    wait_until(lambda: opened(driver))
    driver.arm()
    reader.insert(SOCIAL)
    assert reading_of(driver) == SOCIAL


def test_a_service_that_began_anew_between_two_looks_is_not_noticed(reader, driver):
    reader.service.stop()
    reader.service.start()
    reader.insert(SOCIAL)
    assert reading_of(driver) == SOCIAL


def test_a_reader_that_hangs_while_it_reads_is_told_in_time_and_what_asked_it_is_ended(reader, driver):
    def hang(command):
        reader.trouble.mute |= NUMBER(command)

    reader.on_command = hang
    asking = driver._service._process.pid
    begun = time.monotonic()
    reader.insert(SOCIAL)
    assert fault_of(driver) is Fault.NO_ANSWER
    assert time.monotonic() - begun < TOO_LONG
    assert not Path(f"/proc/{asking}").exists()


def test_what_asks_the_service_ends_with_the_input_of_whoever_started_it(driver):
    process = driver._service._process
    process.stdin.close()
    assert wait_until(lambda: process.poll() is not None)


def test_nothing_of_a_resident_is_in_a_repr_a_log_or_the_command_line_of_what_asks(reader, driver, caplog):
    caplog.set_level(logging.DEBUG)
    reader.insert(VirtualCard(SOCIAL))
    card = reading_of(driver)
    process = Path(f"/proc/{driver._service._process.pid}")
    shown = [repr(card), repr(vars(driver)), repr(vars(driver._service)), repr(reader._card), caplog.text]
    shown += [(process / name).read_text(errors="replace") for name in ("cmdline", "environ")]
    assert "SocialCard" in shown[0]
    assert [word for word in PERSONAL if any(word in text for text in shown)] == []


def test_a_reader_is_chosen_by_a_part_of_its_name(reader):
    driver = pcsc.Driver(pcsc.Settings(socket=str(reader.service.socket), reader="social card"))
    wait_until(lambda: opened(driver))
    assert "Emulated Social Card Reader" in driver.about().model
    driver.close()
    with pytest.raises(DeviceError, match='is called "another"') as caught:
        pcsc.Driver(pcsc.Settings(socket=str(reader.service.socket), reader="another")).open()
    assert caught.value.fault is Fault.NO_DEVICE


def test_cards_laid_out_as_a_hall_wrote_down_are_read(reader, tmp_path):
    """The usual layout with the name in another record."""
    layout = tmp_path / "our_card.toml"
    usual = USUAL.read_text(encoding="utf-8")
    layout.write_text(usual.replace("record = 0x09", "record = 0x19"), encoding="utf-8")
    driver = pcsc.Driver(pcsc.Settings(socket=str(reader.service.socket), layout=str(layout)))
    wait_until(lambda: opened(driver))
    driver.arm()
    reader.insert(VirtualCard(SOCIAL, load(layout)))
    assert reading_of(driver) == SOCIAL
    driver.close()


def test_a_reader_at_a_real_smartcard_service_is_listed_offered_and_works_as_offered(reader, tmp_path, monkeypatch):
    monkeypatch.setenv("PCSCLITE_CSOCK_NAME", str(reader.service.socket))
    system = Machine(tmp_path, library=only_readers).system
    one = wait_until(lambda: next((one for one in look(system=system) if one.path == f"{READER} 00 00"), None))
    (offered,) = probe(one, system)
    assert (offered.role, offered.model, offered.why) == ("smartcard", "pcsc", Why.LISTED)
    with closing(pcsc.Driver(pcsc.Settings(socket=str(reader.service.socket), **offered.settings))) as driver:
        driver.open()
        assert driver.status().ok


def only_readers(what, *arguments):
    """The service of this test answers; the printers of this machine are none of its business."""
    return aside.ask(what, *arguments) if what == "readers" else []


def test_a_smartcard_service_that_does_not_run_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PCSCLITE_CSOCK_NAME", str(tmp_path / "nobody"))
    with pytest.raises(DeviceError) as caught:
        aside.ask("readers")
    assert caught.value.fault is Fault.NO_DEVICE


class TestRefused:
    """The library says that somebody is not let in when the service ends at that very moment, too."""

    @pytest.fixture
    def refuse(self, driver, monkeypatch):
        def refuse(times):
            left, answer = [None] * times, driver._service._call
            refused = lambda *_, **__: (0x8010006A, left.pop())  # noqa: E731 - said once
            monkeypatch.setattr(driver._service, "_call", lambda *a, **more: refused() if left else answer(*a, **more))

        return refuse

    def test_by_a_service_that_ends_it_is_asked_again(self, driver, refuse):
        refuse(1)
        assert driver._service.readers() != []

    def test_by_a_rule_it_is_told(self, driver, refuse):
        refuse(2)
        with pytest.raises(DeviceError) as caught:
            driver._service.readers()
        assert caught.value.fault is Fault.NOT_PERMITTED

    def test_in_the_midst_of_waiting_the_reader_is_looked_for_anew(self, driver, refuse):
        refuse(1)
        assert driver.poll(0.0) is None
        assert driver.status().fault is None
