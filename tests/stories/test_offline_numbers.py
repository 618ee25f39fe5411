"""The line to the platform is cut in the middle of the day: the queue goes on, and the platform learns of it later."""

import pytest

from kiosk.services import Reason, Service
from kiosk.steps.common import Home, TakeNumber, Welcome
from kiosk.steps.finding import GuideWish
from kiosk.steps.queueing import ChooseQueue, ConfirmTicket, TicketTaken
from tests.stories.hall import Hall
from tests.stories.weather import BROKEN, GOOD, LATE


@pytest.fixture
def hall(tmp_path, monkeypatch):
    """A terminal whose clock is the hall's, with numbers put by."""
    hall = Hall(tmp_path, timeout=2.0)
    monkeypatch.setattr("kiosk.wiring.local_time", hall.clock.now)
    with hall:
        hall.wait(lambda: hall.operations.numbers.left == 6)
        yield hall


def cut(hall):
    hall.weather.mode = BROKEN
    hall.follower.follow()
    hall.wait(lambda: not hall.kiosk.health["platform"].ok)


def mend(hall):
    hall.weather.mode = GOOD
    hall.wait(lambda: hall.follower.follow() or hall.operations.numbers.unsent == 0)


def takes_a_number(hall):
    hall.until(Welcome)
    hall.press(TakeNumber())
    hall.press(hall.until(ChooseQueue).queues[0])
    assert hall.until(ConfirmTicket).person is None
    hall.press(True)
    ticket = hall.until(TicketTaken).ticket
    hall.press(False)
    hall.walk_away()
    return ticket


def given(hall):
    """The tickets at the platform that are nobody's, in the order of the queue."""
    with hall.city.platform.database.read() as db:
        rows = db.execute("SELECT id, prefix, number FROM tickets WHERE person IS NULL ORDER BY issued, number")
        return [(row["id"], f"{row['prefix']}{row['number']:03}") for row in rows]


def test_numbers_go_on_without_the_platform_and_are_told_once_when_it_is_back(hall):
    cut(hall)
    tickets = []
    for _ in range(2):
        tickets.append(takes_a_number(hall))
        hall.clock.pass_by(minutes=1)
    assert [one.number for one in tickets] == ["A800", "A801"]
    assert len(hall.devices.receipt.slips) == 2
    assert given(hall) == []
    mend(hall)
    assert given(hall) == [(one.id, one.number) for one in tickets]
    hall.wait(lambda: hall.operations.numbers.left == 6)
    assert hall.operations.running().refused == 0


def test_a_terminal_that_is_switched_off_in_between_tells_them_all_the_same(hall):
    cut(hall)
    ticket = takes_a_number(hall)
    hall.stop()
    hall.weather.mode = GOOD
    hall.start()
    hall.wait(lambda: given(hall) == [(ticket.id, ticket.number)])


def test_when_the_answer_is_lost_the_number_is_told_again_and_is_one_ticket(hall):
    cut(hall)
    ticket = takes_a_number(hall)
    hall.weather.path, hall.weather.mode, hall.weather.seconds = "/v1/number-blocks", LATE, 0.1
    hall.wait(lambda: hall.follower.follow() or given(hall))
    assert hall.operations.numbers.unsent == 1
    mend(hall)
    assert given(hall) == [(ticket.id, ticket.number)]


def test_home_offers_the_number_and_says_why_the_rest_is_not_there(hall):
    cut(hall)
    hall.until(Welcome)
    hall.press()
    hall.until(Home)
    services = hall.stage.services
    assert services.put_by
    assert services.works(Service.TICKET)
    assert services.reason(Service.BOOK) is Reason.PLATFORM_AWAY


def test_from_the_guide_of_an_item_the_number_is_for_that_item(hall):
    cut(hall)
    hall.find_the_pension_item()
    hall.press(GuideWish.TICKET)
    (queue,) = hall.until(ChooseQueue).queues
    hall.press(queue)
    hall.until(ConfirmTicket)
    hall.press(True)
    assert hall.until(TicketTaken).ticket.item_name == "城乡居民基本养老保险参保登记"
    mend(hall)
    with hall.city.platform.database.read() as db:
        assert db.execute("SELECT item FROM tickets").fetchone()["item"] == hall.follower.current.items[0].task_code
