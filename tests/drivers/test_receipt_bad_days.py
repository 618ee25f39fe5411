"""Bad days of a receipt printer: what is said, what is not printed twice, and how it goes on."""

import socket
import time

import numpy as np
import pytest

from drivers import DeviceError, Fate, Fault, Paper, State
from drivers.document import Document, QrCode, Text
from drivers.drawing import draw
from drivers.emulated.escpos_machine import Model
from drivers.emulated.receipt_printer import ReceiptPrinter
from drivers.protocols.escpos import PROFILES
from drivers.receipt import escpos as model
from drivers.receipt._conversation import Conversation
from tests.drivers.printing import EPSON, QUICK, WAIT, driver_for, expected, fault_of, on_paper, same
from tests.drivers.slips import SHORT, TICKET


@pytest.fixture
def printer():
    with ReceiptPrinter() as emulated:
        yield emulated


@pytest.fixture
def driver(printer):
    driver = driver_for(printer)
    driver.open()
    yield driver
    driver.close()


def test_no_paper_before_printing_sends_nothing(driver, printer):
    printer.load_roll(0)
    assert fault_of(lambda: driver.print(TICKET)) is Fault.PAPER_OUT
    assert driver.status().paper is Paper.OUT
    assert driver.status().state is State.USER_ERROR
    printer.load_roll()
    assert printer.machine.roll.burnt == 0
    assert driver.print(SHORT) is Fate.CONFIRMED
    assert len(printer.slips) == 1


@pytest.mark.parametrize(("profile", "kind"), [("generic", Model()), ("epson", EPSON)], ids=["generic", "epson"])
def test_paper_that_ends_in_the_middle_and_the_slip_printed_again_on_the_new_roll(profile, kind):
    with ReceiptPrinter(model=kind) as printer:
        driver = driver_for(printer, profile=profile)
        driver.open()
        printer.load_roll(200)
        assert fault_of(lambda: driver.print(TICKET)) is Fault.PAPER_OUT
        driver.close()
        printer.load_roll()
        driver.open()
        assert driver.print(TICKET) is Fate.CONFIRMED
        driver.close()
        fragment, whole = printer.slips
    assert same(whole, TICKET)
    assert fragment.picture.height < whole.picture.height  # what had come out is parted from the new slip


def test_paper_that_ends_with_the_last_lines_is_not_called_printed(driver, printer):
    printer.load_roll(draw(SHORT, 576).height - 3)
    assert fault_of(lambda: driver.print(SHORT)) is Fault.PAPER_OUT


def test_the_cover_is_open(driver, printer):
    printer.open_cover()
    assert fault_of(lambda: driver.print(TICKET)) is Fault.COVER_OPEN
    printer.close_cover()
    assert driver.print(SHORT) is Fate.CONFIRMED


def test_the_cover_is_opened_in_the_middle(driver, printer):
    printer.after(100, printer.open_cover)
    assert fault_of(lambda: driver.print(TICKET)) is Fault.COVER_OPEN


def test_a_stuck_cutter_is_freed_by_staff_and_works_again_after_reopening(driver, printer):
    printer.machine.cutter_stuck = True
    assert fault_of(lambda: driver.print(SHORT)) is Fault.PAPER_JAMMED
    driver.close()
    driver.open()
    assert driver.status().fault is Fault.PAPER_JAMMED
    driver.close()
    printer.machine.free_cutter()
    driver.open()
    assert driver.status().ok
    assert driver.print(SHORT) is Fate.CONFIRMED
    assert same(printer.slips[-1], SHORT)


def test_unplugged_in_the_middle_and_plugged_in_again(driver, printer):
    printer.after(150, printer.unplug)
    assert fault_of(lambda: driver.print(TICKET)) is Fault.NO_DEVICE
    assert fault_of(driver.status) is Fault.NO_DEVICE
    driver.close()
    assert fault_of(driver.open) is Fault.NO_DEVICE
    printer.plug()
    assert printer.wait_for(lambda: printer._server is not None, WAIT)
    driver.open()
    assert driver.print(TICKET) is Fate.CONFIRMED
    assert same(printer.slips[-1], TICKET)


def test_unplugged_after_the_last_byte_is_unknown_and_not_a_failure(printer):
    """The slip may well be on paper: printing it again could give two tickets with one number."""
    with ReceiptPrinter(model=Model(paper_in_order=False)) as silent_at_the_end:
        driver = driver_for(silent_at_the_end)
        driver.open()
        silent_at_the_end.after(draw(SHORT, 576).height, silent_at_the_end.unplug)
        assert driver.print(SHORT) is Fate.UNKNOWN
        driver.close()


def test_a_silent_printer_prints_and_its_fate_is_unknown_within_a_bounded_time(printer):
    printer.trouble.mute = True
    driver = driver_for(printer)
    start = time.monotonic()
    driver.open()
    status = driver.status()
    assert (status.state, status.fault, status.paper) == (State.UNKNOWN, None, Paper.UNKNOWN)
    assert driver.print(SHORT) is Fate.UNKNOWN
    assert time.monotonic() - start < 12 * QUICK + 1
    assert printer.wait_for(lambda: len(printer.slips) == 1, WAIT)
    assert same(printer.slips[0], SHORT)
    driver.close()


def test_a_printer_that_falls_silent_in_the_middle_is_unknown(driver, printer):
    printer.after(100, lambda: setattr(printer.trouble, "mute", True))
    start = time.monotonic()
    assert driver.print(SHORT) is Fate.UNKNOWN
    assert time.monotonic() - start < 3  # not the whole time that a printer is given which answers


def test_silence_is_never_online(driver, printer):
    printer.trouble.mute = True
    assert driver.status().state is State.UNKNOWN
    printer.trouble.mute = False
    assert driver.status().state is State.ONLINE


def test_answers_that_come_late_are_not_taken_for_the_answer_to_a_later_question(printer):
    driver = driver_for(printer, timeout=0.4)
    driver.open()
    printer.trouble.slow = 0.6
    assert driver.status().state is State.UNKNOWN
    printer.open_cover()
    printer.trouble.slow = 0.3
    assert driver.status().fault is Fault.COVER_OPEN
    driver.close()


def test_a_proof_that_comes_late_does_not_prove_the_next_slip(monkeypatch):
    monkeypatch.setattr(model, "PROOF_LIMIT", 0.1)
    lines = draw(SHORT, 576).height
    patience = 0.1 + lines / model.ROWS_PER_SECOND
    with ReceiptPrinter(model=Model(rows_per_second=lines / (patience + 0.4))) as printer:
        driver = driver_for(printer)
        driver.open()
        assert driver.print(SHORT) is Fate.UNKNOWN  # it comes out 0.4 s later than expected
        assert driver.print(SHORT) is Fate.UNKNOWN  # and its proof arrives while the second slip is awaited
        assert len(printer.slips) == 1
        driver.close()


def test_noise_among_the_answers_is_called_garbled_and_nothing_is_printed(printer, driver):
    printer.trouble.garbage = True
    assert fault_of(lambda: driver.print(SHORT)) is Fault.GARBLED
    assert printer.machine.roll.burnt == 0
    printer.trouble.garbage = False
    assert driver.print(SHORT) is Fate.CONFIRMED


def test_half_an_answer_proves_nothing(monkeypatch):
    monkeypatch.setattr(model, "PROOF_LIMIT", QUICK)
    with ReceiptPrinter(model=EPSON) as printer:
        driver = driver_for(printer, profile="epson")
        driver.open()
        printer.trouble.half = True
        assert driver.print(SHORT) is Fate.UNKNOWN
        driver.close()


class StuckWire:
    """A network printer whose buffer is full: nothing goes in any more, and what it reports by itself comes out."""

    two_way = True

    def __init__(self, reports):
        self.reports = reports

    def send(self, data, seconds):
        raise DeviceError(Fault.NO_ANSWER, "takes no more data")

    def receive(self, seconds):
        reports, self.reports = self.reports, b""
        return reports


@pytest.mark.parametrize(
    ("reports", "fault"),
    [(b"\x18\0\x0c\0", Fault.PAPER_OUT), (b"\x38\0\0\0", Fault.COVER_OPEN), (b"", Fault.NO_ANSWER)],
)
def test_a_printer_that_takes_no_more_data_is_asked_nothing_but_its_own_report_is_believed(reports, fault):
    talk = Conversation(StuckWire(reports), PROFILES["epson"], QUICK, time.monotonic)
    assert talk.cause(DeviceError(Fault.NO_ANSWER, "stuck")).fault is fault


def test_a_long_guide_ends_at_the_first_look_after_the_cover_was_opened():
    with ReceiptPrinter(model=EPSON) as printer:
        driver = driver_for(printer, profile="epson")
        driver.open()
        printer.after(40, printer.open_cover)
        long = Document("guide", tuple(Text("城乡居民基本养老保险" * 20) for _ in range(20)))
        assert fault_of(lambda: driver.print(long)) is Fault.COVER_OPEN
        driver.close()


def test_data_that_is_taken_too_slowly_ends_at_a_limit(monkeypatch):
    monkeypatch.setattr(model, "JOB_LIMIT", -1)
    with ReceiptPrinter() as printer:
        driver = driver_for(printer)
        driver.open()
        assert fault_of(lambda: driver.print(TICKET)) is Fault.NO_ANSWER
        driver.close()


def test_a_slip_that_cannot_be_drawn_sends_nothing(driver, printer):
    with pytest.raises(ValueError, match="QR code"):
        driver.print(Document("t", (QrCode("x" * 4000),)))
    assert printer.machine.roll.burnt == 0
    assert driver.print(SHORT) is Fate.CONFIRMED


def test_a_program_that_died_in_the_middle_of_a_picture_does_not_spoil_the_next_slip(printer):
    with driver_socket(printer) as dead:
        dead.sendall(b"\x1dv0\0\x48\0\x30\0" + b"\x55" * 100)
        assert printer.wait_for(lambda: printer.machine._interpreter.waiting >= 100, WAIT)
    driver = driver_for(printer)
    driver.open()
    assert driver.print(SHORT) is Fate.CONFIRMED
    driver.close()
    height = draw(SHORT, 576).height
    assert np.array_equal(on_paper(printer.slips[-1])[-height:], expected(SHORT))


def driver_socket(printer):
    return socket.create_connection(("127.0.0.1", printer.port), WAIT)
