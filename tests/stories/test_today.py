"""Staff look at the day: a number was taken, a card was refused, paper ended; and they take it along as a table."""

import csv

import pytest

from drivers import Fault
from kiosk.credentials.model import Part, Role
from kiosk.credentials.pins import Pins
from kiosk.events import Left
from kiosk.health.today import Deed
from kiosk.steps.common import Knock, Welcome
from kiosk.steps.door import EnterPin
from kiosk.steps.queueing import TicketTaken
from kiosk.steps.records import SaveTo, TodayPage
from kiosk.steps.room import Overview
from tests.stories.hall import Hall
from tests.stories.test_nothing_left import SECRETS, holding
from tests.stories.test_technician import QUICK

PIN = "314159"


@pytest.fixture
def hall(tmp_path):
    (tmp_path / "state").mkdir()
    Pins(tmp_path / "state" / "pins.json", QUICK).set(Role.STAFF, PIN)
    with Hall(tmp_path) as hall:
        yield hall


def look_at_today(hall):
    hall.until(Welcome)
    hall.press(Knock())
    hall.until(EnterPin)
    hall.press(PIN)
    hall.until(Overview)
    hall.press(Part.TODAY)
    return hall.until(TodayPage)


def test_staff_see_what_the_day_has_brought_and_take_it_along(hall, tmp_path):
    hall.go_to(TicketTaken)
    hall.lift_card()
    hall.tell(Left())
    hall.devices.receipt.load_roll(0)
    hall.wait(lambda: hall.kiosk.health["receipt"].fault is Fault.PAPER_OUT)
    page = look_at_today(hall)
    assert page.day.visits == 1
    assert {Deed("identified", 1, 0), Deed("tickets", 1, 0), Deed("slips", 1, 0)} == set(page.day.deeds)
    assert page.day.faults == (("receipt", 1),)
    assert page.png.startswith(b"\x89PNG")
    hall.press(SaveTo(tmp_path / "stick"))
    saved = hall.wait(lambda: isinstance(hall.step, TodayPage) and hall.step.saved)
    assert ["取号", "1", "0"] in list(csv.reader(saved.read_text("utf-8-sig").splitlines()))
    assert holding(tmp_path / "stick", SECRETS) == []


def test_a_stick_that_is_gone_is_told_and_the_page_stays(hall, tmp_path):
    (tmp_path / "stick").write_text("no folder")
    look_at_today(hall)
    hall.press(SaveTo(tmp_path / "stick"))
    assert hall.wait(lambda: isinstance(hall.step, TodayPage) and hall.step.trouble)
