"""What devices tell of themselves when they are asked, and that silence is an empty answer."""

import pytest

from drivers import About, DeviceError, Fault, State
from drivers.card import sam
from drivers.code import serial as code_serial
from drivers.emulated.card_reader import CardReader
from drivers.emulated.escpos_machine import Model
from drivers.emulated.receipt_printer import ReceiptPrinter
from drivers.emulated.sample_cards import CITIZEN
from drivers.emulated.scanner import Scanner
from drivers.receipt import escpos
from tests.drivers.sensing import reading_of
from tests.drivers.slips import SHORT

NOTHING = About()


@pytest.fixture
def reader(tmp_path):
    with CardReader(tmp_path / "card", baudrate=None) as reader:
        yield reader


@pytest.fixture
def sam_driver(reader):
    driver = sam.Driver(sam.Settings(port=str(reader.wire.path)))
    driver.open()
    yield driver
    driver.close()


@pytest.fixture
def scanner_in(tmp_path):
    """A scanner and its opened driver, by the language of the trigger."""
    opened = []

    def make(trigger, **settings):
        scanner = Scanner(tmp_path / "scanner", suffix="cr", trigger=trigger)
        scanner.start()
        driver = code_serial.Driver(
            code_serial.Settings(port=str(scanner.wire.path), suffix="cr", trigger=trigger, **settings)
        )
        driver.open()
        opened.extend((driver.close, scanner.stop))
        return scanner, driver

    yield make
    for end in opened:
        end()


@pytest.fixture
def printer_of(tmp_path):
    opened = []

    def make(profile, **model):
        printer = ReceiptPrinter(model=Model(**model))
        printer.start()
        driver = escpos.Driver(
            escpos.Settings(connection="network", host="127.0.0.1", port=printer.port, profile=profile, timeout=0.2)
        )
        driver.open()
        opened.extend((driver.close, printer.stop))
        return printer, driver

    yield make
    for end in opened:
        end()


def test_a_card_reader_tells_the_number_of_its_module_as_it_is_on_the_label(sam_driver):
    assert sam_driver.about() == About(serial="05.01-20230101-0001234567-0089012345")


def test_a_card_reader_that_does_not_know_the_question_tells_nothing(reader, sam_driver):
    reader.refuses = 0x21
    assert sam_driver.about() == NOTHING


def test_a_card_reader_that_is_silent_tells_nothing_and_one_that_is_gone_is_no_device(reader, sam_driver):
    reader.trouble.mute = True
    assert sam_driver.about() == NOTHING
    sam_driver.close()
    with pytest.raises(DeviceError) as caught:
        sam_driver.about()
    assert caught.value.fault is Fault.NO_DEVICE


def test_a_question_in_the_middle_of_listening_costs_no_card(reader, sam_driver):
    sam_driver.arm()
    sam_driver.poll(0.01)
    assert sam_driver.about().serial
    reader.insert(CITIZEN)
    assert reading_of(sam_driver).number == CITIZEN.number


@pytest.mark.parametrize(
    ("trigger", "told"),
    [
        ("newland", About("Newland", "HALL-SCAN", "V1.00.000", "SAMPLE0001")),
        ("honeywell", About("Honeywell", "HALL-SCAN", "BI0001", "SAMPLE0001")),
        ("none", NOTHING),
    ],
)
def test_a_scanner_tells_what_it_is_where_its_language_has_a_question_for_that(scanner_in, trigger, told):
    _, driver = scanner_in(trigger)
    assert driver.about() == told
    assert driver.status().state is (State.UNKNOWN if told == NOTHING else State.ONLINE)


def test_a_scanner_that_is_silent_tells_nothing_and_reads_afterwards(scanner_in):
    scanner, driver = scanner_in("newland", baudrate=115200)
    scanner.settings.clear()
    assert driver.about() == NOTHING
    driver.arm()
    scanner.show(b"A017")
    assert reading_of(driver).text == "A017"


def test_answers_of_models_that_name_what_was_asked_are_read_the_same(scanner_in):
    scanner, driver = scanner_in("newland")
    scanner.settings[b"\x7e\x010000#QRYPDN;\x03"] = b"\x02\x010000#QRYPDNProduct Name: FM430-SR\x06;\x03"
    assert driver.about().model == "FM430-SR"


def test_a_printer_of_a_family_that_tells_says_maker_model_firmware_and_serial(printer_of):
    printer, driver = printer_of("epson", process_id=True, reports_changes=True)
    assert driver.about() == About("EMULATED", "HALL-80", "1.0", "SAMPLE0001")
    driver.print(SHORT)
    assert len(printer.slips) == 1


def test_a_printer_of_another_family_is_not_asked_for_it_might_print_the_question(printer_of):
    printer, driver = printer_of("kp628e", identity=False, slip_waiting=True)
    assert driver.about() == NOTHING
    driver.print(SHORT)
    assert not printer.slips[0].data.startswith(b"\x1dI")


def test_a_printer_that_is_offline_tells_nothing_and_its_late_answers_prove_no_slip(printer_of):
    printer, driver = printer_of("epson", process_id=True, reports_changes=True)
    printer.open_cover()
    assert driver.about() == NOTHING
    assert driver.status().fault is Fault.COVER_OPEN
    printer.close_cover()
    assert driver.about().model == "HALL-80"
    driver.print(SHORT)
    assert len(printer.slips) == 1


def test_an_automatic_status_between_the_answers_disturbs_none_of_them(printer_of):
    printer, driver = printer_of("epson", process_id=True, reports_changes=True)
    printer.machine.near_end = True
    with printer.machine.changed:
        printer.machine.work()
    assert driver.about().serial == "SAMPLE0001"
    assert driver.status().paper == "low"
