"""The way to the windows: asked for before and after the number is taken, and told on the slip."""

import pytest

from drivers.document import Row
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.stock import Stock
from kiosk.events import WentBack
from kiosk.model.catalogue import Hall as HallRecord
from kiosk.model.catalogue import Window
from kiosk.model.plan import Corner, Plan, Room, Spot, Stand
from kiosk.steps.queueing import ConfirmTicket, TicketTaken
from kiosk.steps.way import AskWay, ShowWay
from tests.loop.hall import Hall

SPOTS = (Spot("A01", 3, 7, "进门直走，第一个窗口"), Spot("B01", 6, 7))
PLAN = Plan(9, 8, (Room((Corner(0, 0), Corner(9, 0), Corner(9, 8))),), SPOTS, (), (Stand("T1", 1, 1),))
WINDOWS = (Window("A01", "综合"), Window("B01", "其他"))
PLANNED = HallRecord("HC01", "大厅", "路", "0412-0001000", (("1", "08:30-12:00"),), WINDOWS, plan=PLAN)


@pytest.fixture
def planned(tmp_path):
    hall = Hall(tmp_path, catalogue=Catalogue(Stock(halls=(PLANNED,))))
    yield hall
    hall.stop()


def test_who_asks_the_way_before_taking_a_number_comes_back_to_the_question(planned):
    planned.go_to(ConfirmTicket)
    planned.press(AskWay())
    shown = planned.until(ShowWay)
    assert [spot.number for spot in shown.way.windows] == ["A01"]
    assert shown.way.here == PLAN.terminals[0]
    planned.press()
    planned.until(ConfirmTicket)
    assert planned.platform.calls == ["queues", "identify"]
    planned.press(AskWay())
    planned.until(ShowWay)
    planned.tell(WentBack())
    planned.until(ConfirmTicket)
    planned.press(True)
    planned.until(TicketTaken)


def test_who_asks_the_way_with_the_number_in_hand_gets_no_second_slip(planned):
    planned.go_to(TicketTaken)
    fate = planned.kiosk.step.fate
    for _ in range(2):
        planned.press(AskWay())
        assert planned.until(ShowWay).fate is fate
        assert not planned.stage.can_go_back
        planned.press()
        planned.until(TicketTaken)
    assert planned.kiosk.step.fate is fate
    assert len(planned.receipt.slips) == 1
    assert planned.platform.calls.count("take_ticket") == 1


def test_the_slip_tells_the_way_in_words(planned):
    planned.go_to(TicketTaken)
    assert Row("A01 怎么走", "进门直走，第一个窗口") in planned.receipt.slips[0].blocks


def test_without_a_plan_there_is_nothing_to_ask_for(hall):
    hall.go_to(ConfirmTicket)
    assert hall.kiosk.step.way is None
    hall.press(True)
    hall.until(TicketTaken)
    assert hall.kiosk.step.way is None
    assert not any(isinstance(block, Row) and "怎么走" in block.label for block in hall.receipt.slips[0].blocks)
