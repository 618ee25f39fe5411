"""The real test of a page printer: the test page comes out of it, and what is known of its fate is told."""

import pytest

from drivers import Fault
from drivers.emulated.page_printer import PagePrinter
from drivers.page import cups
from kiosk.health.checks import external, internal
from kiosk.health.flaws import Flaw
from kiosk.health.model import Verdict
from kiosk.texts import words
from tests.documents.reading import read


@pytest.fixture
def printer():
    with PagePrinter() as printer:
        yield printer


def outcome_of(printer):
    driver = cups.Driver(cups.Settings(queue="A4", host="127.0.0.1", port=printer.port))
    driver.open()
    return external("page", driver, words("zh"), 1.0, terminal="T1")


def test_the_test_page_is_printed_and_confirmed(printer):
    finding = outcome_of(printer)
    assert (finding.verdict, finding.values["fate"]) == (Verdict.PASSED, "confirmed")
    (page,) = printer.pages
    assert "T1" in read(page.pdf).text


def test_a_printer_that_cannot_tell_is_looked_at_by_a_person():
    with PagePrinter(device_uri="usb://HP/LaserJet") as printer:
        finding = outcome_of(printer)
    assert (finding.verdict, finding.flaw) == (Verdict.UNKNOWN, Flaw.PRINT_UNSURE)


def test_an_empty_tray_fails_and_says_so(printer):
    printer.machine.sheets = 0
    assert outcome_of(printer).fault is Fault.PAPER_OUT


def test_little_paper_is_a_warning(printer):
    printer.machine.sheets = 9
    finding = outcome_of(printer)
    assert (finding.verdict, finding.flaw) == (Verdict.PASSED, Flaw.PAPER_LOW)


def test_what_it_says_of_itself(printer):
    driver = cups.Driver(cups.Settings(host="127.0.0.1", port=printer.port))
    driver.open()
    finding = internal("page", driver)
    assert finding.verdict is Verdict.PASSED
    assert finding.values["model"] == "Hall Emulated A4 10"
