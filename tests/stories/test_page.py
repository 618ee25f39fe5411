"""A guide on A4: with a page printer, with both printers, and on the day on which the tray is empty."""

import socket
from contextlib import contextmanager

import pytest

from drivers import Fate, Fault
from kiosk.services import Service
from kiosk.steps.finding import ChoosePaper, GuidePrinted, GuideWish, PaperKind, ShowGuide
from kiosk.storage.journal import Ending, Journal
from tests.documents.reading import read
from tests.platform.city import PENSION
from tests.stories.hall import Hall

PAGE = """
[devices.page]
driver = "cups"
queue = "A4"
host = "127.0.0.1"
port = {port}
"""


@contextmanager
def page_hall(folder, without=()):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with Hall(folder, without, more=PAGE.format(port=port)) as hall:
        hall.devices.page.machine.seconds_per_sheet = 0.05
        yield hall


@pytest.fixture
def hall(tmp_path):
    with page_hall(tmp_path) as hall:
        yield hall


def on_a4(hall):
    hall.find_the_pension_item()
    hall.press(GuideWish.PRINT)
    hall.until(ChoosePaper)
    hall.press(PaperKind.PAGE)
    return hall.until(GuidePrinted)


def test_a_resident_chooses_a4_and_takes_the_guide_home(hall):
    printed = on_a4(hall)
    item = hall.follower.current.item(PENSION)
    assert (printed.fate, printed.trouble, printed.paper) == (Fate.CONFIRMED, None, PaperKind.PAGE)
    (page,) = hall.devices.page.pages
    told = read(page.pdf)
    assert told.size == (210.0, 297.0)
    assert item.task_name in told.text
    assert not hall.devices.receipt.slips
    hall.press()
    hall.until(ShowGuide)


def test_a_resident_chooses_the_slip_instead(hall):
    hall.find_the_pension_item()
    hall.press(GuideWish.PRINT)
    hall.until(ChoosePaper)
    hall.press(PaperKind.SLIP)
    assert hall.until(GuidePrinted).paper is PaperKind.SLIP
    assert hall.devices.receipt.slips
    assert not hall.devices.page.pages


def test_without_paper_it_is_told_at_once_and_a_slip_does_as_well(hall):
    hall.find_the_pension_item()
    hall.press(GuideWish.PRINT)
    hall.until(ChoosePaper)
    hall.devices.page.machine.sheets = 0
    hall.press(PaperKind.PAGE)
    assert hall.until(GuidePrinted).trouble.fault is Fault.PAPER_OUT
    hall.wait(lambda: hall.stage.services.papers == {"receipt"})
    assert hall.stage.services.works(Service.PRINT)
    hall.press(PaperKind.SLIP)
    hall.wait(lambda: isinstance(hall.step, GuidePrinted) and hall.step.paper is PaperKind.SLIP)
    assert hall.step.fate is Fate.CONFIRMED
    hall.devices.page.machine.sheets = None
    hall.wait(lambda: hall.stage.services.papers == {"page", "receipt"})
    assert not hall.devices.page.pages


def test_a_page_printer_alone_is_not_asked_about(tmp_path):
    with page_hall(tmp_path, without=("receipt",)) as hall:
        hall.find_the_pension_item()
        hall.press(GuideWish.PRINT)
        assert hall.until(GuidePrinted).fate is Fate.CONFIRMED


def test_the_journal_knows_that_a_page_has_ended_and_keeps_nothing_of_it(hall, tmp_path):
    on_a4(hall)
    journal = Journal(tmp_path / "state" / "journal.db")
    assert journal.unfinished() == ()
    assert journal.count(Ending.DONE) == 1
    journal.close()
