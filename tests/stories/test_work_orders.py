"""A fault that lasts becomes a work order at the platform: real drivers, the real outbox, a clock moved by hand."""

import pytest
from argon2 import PasswordHasher

from drivers import Fault
from kiosk.credentials.model import Part, Role
from kiosk.credentials.pins import Pins
from kiosk.model.orders import OrderState, Reason
from kiosk.orders.watch import LASTS
from kiosk.platform.server.work_orders import move
from kiosk.steps.common import Knock, Welcome
from kiosk.steps.door import EnterPin
from kiosk.steps.orders import ChooseReason, Done, OrdersPage, OrdersWish
from kiosk.steps.room import DevicePage, OpenDevice, Overview
from tests.stories.hall import Hall
from tests.stories.weather import BROKEN, GOOD, LATE

PIN = "314159"
QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@pytest.fixture
def hall(tmp_path):
    (tmp_path / "state").mkdir()
    Pins(tmp_path / "state" / "pins.json", QUICK).set(Role.TECHNICIAN, PIN)
    with Hall(tmp_path, timeout=2.0) as hall:
        yield hall


def orders(hall):
    """What the office sees, in the order in which it came."""
    with hall.city.platform.database.read() as db:
        rows = db.execute("SELECT role, fault, state, times FROM work_orders ORDER BY serial").fetchall()
    return [tuple(row) for row in rows]


def beat(hall, seconds=0.0):
    """Time goes by, and the terminal asks the platform what is new."""
    hall.now += seconds
    hall.follower.follow()


def told(hall, *expected):
    """In the end the office sees just this; the terminal asks again and again meanwhile."""
    hall.wait(lambda: beat(hall) or orders(hall) == list(expected))


def out_of_paper(hall):
    hall.devices.receipt.load_roll(0)
    hall.wait(lambda: hall.kiosk.health["receipt"].fault is Fault.PAPER_OUT)


def new_roll(hall):
    hall.devices.receipt.load_roll()
    hall.wait(lambda: hall.kiosk.health["receipt"].ok)


def in_the_room(hall):
    hall.until(Welcome)
    hall.press(Knock())
    hall.until(EnterPin)
    hall.press(PIN)
    return hall.until(Overview)


def test_an_empty_roll_becomes_an_order_and_a_new_roll_ends_it(hall):
    out_of_paper(hall)
    beat(hall, LASTS + 1)
    told(hall, ("receipt", "paperOut", "open", 1))
    assert in_the_room(hall).orders == 1
    new_roll(hall)
    beat(hall, LASTS + 1)
    told(hall, ("receipt", "paperOut", "done", 1))


def test_a_roll_that_is_changed_at_once_is_nobodys_order(hall):
    out_of_paper(hall)
    beat(hall, LASTS / 2)
    new_roll(hall)
    beat(hall, 2 * LASTS)
    known = hall.kiosk.hands["orders"].resource.asked()
    assert (known.orders, known.unsent, orders(hall)) == ((), 0, [])


def test_what_happens_while_the_platform_is_away_and_the_power_fails_is_told_once(hall):
    hall.weather.mode = BROKEN
    beat(hall)
    hall.wait(lambda: not hall.kiosk.health["platform"].ok)
    out_of_paper(hall)
    beat(hall, LASTS + 1)
    hall.wait(lambda: hall.kiosk.hands["orders"].resource.known().unsent == 1)
    new_roll(hall)
    hall.stop()
    hall.weather.mode = GOOD
    hall.start()
    beat(hall, LASTS + 1)
    told(hall, ("receipt", "paperOut", "done", 1))


def test_an_order_whose_answer_was_lost_is_not_filed_twice(hall):
    hall.weather.mode, hall.weather.path, hall.weather.seconds = LATE, "/v1/work-orders", 3.0
    out_of_paper(hall)
    beat(hall, LASTS + 1)
    desk = hall.kiosk.hands["orders"].resource
    hall.wait(lambda: desk.known().away)
    hall.weather.mode = GOOD
    beat(hall)
    hall.wait(lambda: desk.known().unsent == 0)
    assert orders(hall) == [("receipt", "paperOut", "open", 1)]


def test_a_technician_sees_how_far_the_office_is_files_by_hand_and_ends_an_order(hall):
    out_of_paper(hall)
    beat(hall, LASTS + 1)
    hall.wait(lambda: orders(hall))
    database = hall.city.platform.database
    assert move(database, "W000001", "accepted", hall.clock.moment.timestamp())
    in_the_room(hall)
    hall.press(Part.ORDERS)
    (order,) = hall.until(OrdersPage).orders.orders
    assert (order.number, order.state) == ("W000001", OrderState.ACCEPTED)
    hall.press(OrdersWish.FILE)
    hall.until(ChooseReason)
    hall.press(Reason.DIRTY)
    filed = hall.until(OrdersPage).orders.orders[0]
    assert (filed.role, filed.fault, filed.by_hand) == ("terminal", "dirty", True)
    hall.press(Done(filed.id))
    hall.wait(lambda: isinstance(hall.step, OrdersPage) and hall.step.orders.orders[0].state is OrderState.DONE)
    assert orders(hall) == [("receipt", "paperOut", "accepted", 1), ("terminal", "dirty", "done", 1)]


def test_the_page_of_a_device_names_its_order(hall):
    out_of_paper(hall)
    beat(hall, LASTS + 1)
    hall.wait(lambda: hall.kiosk.hands["orders"].resource.known().orders)
    in_the_room(hall)
    hall.press(OpenDevice("receipt"))
    assert [one.number for one in hall.until(DevicePage).orders.orders] == ["W000001"]
    assert hall.kiosk.hands["orders"].resource.known().of("card").orders == ()
