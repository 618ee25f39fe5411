"""Our emulated receipt printer, served by an ESC/POS host that others wrote: it must find out what we play.

Needs node, npm and TCP port 9100. A printer that does not report changes by itself (GS a) is offline to this host.
"""

import numpy as np
import pytest
import zxingcpp

from drivers.emulated.escpos_machine import Model
from drivers.emulated.receipt_printer import ReceiptPrinter
from tests import other_host
from tests.waiting import wait_until

SLIP = "^^^HALL\n\n叫号单 A017\n-\n窗口 | A01\n前面还有 | 3人\n{code:A017; option:qrcode,6,m}\n"
MODELS = (Model(reports_changes=True), Model(reports_changes=True, process_id=True, slip_waiting=True))
SLOW = Model(reports_changes=True, rows_per_second=200)


@pytest.fixture(scope="module", autouse=True)
def host():
    other_host.install()


@pytest.fixture(params=MODELS, ids=["simple", "able"])
def printer(request):
    with ReceiptPrinter(other_host.PORT, request.param) as printer:
        yield printer


def test_a_slip_is_printed_and_the_host_knows(printer):
    assert other_host.ask() == "online"
    assert other_host.print_slip(SLIP) == "success"
    (slip,) = printer.slips
    (code,) = zxingcpp.read_barcodes(slip.picture)
    assert code.text == "A017"
    rule = [bool(row.all()) for row in _rows(slip.picture, 42 * 12)]
    assert any(rule)  # a line from the first column to the last, not forty-two letters


def test_an_open_cover_and_an_empty_roll_are_told_apart(printer):
    printer.open_cover()
    assert (other_host.ask(), other_host.print_slip(SLIP)) == ("coveropen", "coveropen")
    printer.close_cover()
    printer.load_roll(0)
    assert (other_host.ask(), other_host.print_slip(SLIP)) == ("paperempty", "paperempty")
    printer.load_roll()
    assert (other_host.ask(), other_host.print_slip(SLIP)) == ("online", "success")


def test_what_happens_in_the_middle_of_a_slip_is_told(printer):
    for play, told, mend in (
        (lambda: printer.load_roll(0), "paperempty", printer.load_roll),
        (printer.open_cover, "coveropen", printer.close_cover),
    ):
        slips = len(printer.slips)
        printer.after(40, play)
        assert other_host.print_slip(SLIP) == told
        assert len(printer.slips) == slips
        mend()
        wait_until(lambda slips=slips: len(printer.slips) == slips + 1)  # the rest comes out of the buffer


def test_a_blocked_cutter_is_an_error_until_it_is_free(printer):
    printer.machine.cutter_stuck = True
    assert other_host.print_slip(SLIP) == "error"
    assert other_host.ask() == "error"
    printer.machine.free_cutter()
    other_host.ask()  # this one clears the error, as only a host can
    assert other_host.ask() == "online"
    assert other_host.print_slip(SLIP) == "success"


def test_a_pulled_plug_is_a_broken_connection():
    with ReceiptPrinter(other_host.PORT, SLOW) as printer:
        printer.after(40, printer.unplug)
        assert other_host.print_slip(SLIP) == "disconnect"
        assert other_host.ask() == "disconnect"
        printer.plug()
        wait_until(lambda: other_host.ask() == "online")


def test_a_mute_printer_is_offline(printer):
    printer.trouble.mute = True
    assert other_host.ask() == "offline"


def test_a_printer_that_does_not_report_changes_is_offline_to_this_host():
    with ReceiptPrinter(other_host.PORT) as printer:
        assert other_host.print_slip(SLIP) == "offline"
        assert printer.slips == ()


def _rows(picture, width):
    """Rows of dots, True where black, of the first `width` columns."""
    return ~np.asarray(picture.convert("1"))[:, :width]
