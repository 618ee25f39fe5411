"""What can be done here and now is known before anyone identifies."""

from dataclasses import replace
from datetime import datetime

import pytest

from drivers import Fault, State, Status
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.stock import Stock
from kiosk.model.catalogue import Hall, Item
from kiosk.model.terminal import Terminal
from kiosk.services import NEAREST, Reason, Service, Survey, is_open

HALL = Hall("HC01", "大厅", "路1号", "0412-0001000", (("4", "08:30-12:00,13:00-16:30"),))
THURSDAY = datetime(2026, 7, 2, 9, 30)  # noqa: DTZ001 - the hall's own time
WELL, LOST = Status(), Status(State.NO_DEVICE, Fault.NO_DEVICE)
ALL_WELL = {"card": WELL, "code": WELL, "receipt": WELL, "platform": WELL}


def catalogue(*, bookable="1", items=True):
    item = Item("1" * 31, "事项", is_schedule=bookable)
    return Catalogue(Stock(items={item.task_code: item} if items else {}, halls=(HALL,)))


def survey(health=None, *, roles=("card", "code", "receipt"), now=THURSDAY, known=None, **more):
    terminal = Terminal("T1", "HC01", frozenset(roles))
    look = Survey(terminal, lambda: catalogue() if known is None else known, lambda: now, **more)
    return look(ALL_WELL if health is None else health)


def test_on_a_good_day_everything_works():
    services = survey()
    assert all(services.works(service) for service in Service)
    assert services.ways == {"card", "code"}


def test_without_a_printer_nothing_speaks_of_printing():
    assert not survey(roles=("card",)).offers(Service.PRINT)


def test_without_any_reader_nothing_personal_is_offered():
    services = survey(roles=("receipt",))
    assert not services.offers(Service.TICKET)
    assert not services.offers(Service.BOOKINGS)
    assert services.works(Service.FIND)


def test_where_nothing_can_be_booked_bookings_are_not_offered():
    assert not survey(known=catalogue(bookable="0")).offers(Service.BOOK)


def test_one_way_to_identify_is_enough():
    services = survey(ALL_WELL | {"card": LOST})
    assert services.ways == {"code"}
    assert services.works(Service.TICKET)


@pytest.mark.parametrize(
    ("health", "service", "reason"),
    [
        ({"card": LOST, "code": LOST}, Service.TICKET, Reason.NO_READER),
        ({"platform": LOST}, Service.BOOK, Reason.PLATFORM_AWAY),
        ({"receipt": LOST}, Service.PRINT, Reason.NO_PRINTER),
    ],
)
def test_what_does_not_work_is_shown_with_its_reason(health, service, reason):
    services = survey(ALL_WELL | health)
    assert services.offers(service)
    assert services.reason(service) is reason


def test_numbers_that_were_put_by_are_offered_while_the_platform_is_away_and_need_no_reader():
    health = ALL_WELL | {"platform": LOST, "card": LOST, "code": LOST}
    services = survey(health, put_by=lambda: True)
    assert services.works(Service.TICKET)
    assert services.put_by
    assert services.reason(Service.BOOK) is Reason.PLATFORM_AWAY
    late = survey(health, put_by=lambda: True, now=THURSDAY.replace(hour=20))
    assert late.reason(Service.TICKET) is Reason.HALL_CLOSED


def test_while_the_platform_is_there_numbers_that_were_put_by_are_kept():
    services = survey(ALL_WELL | {"card": LOST, "code": LOST}, put_by=lambda: True)
    assert services.reason(Service.TICKET) is Reason.NO_READER
    assert not services.put_by


def test_a_device_that_has_not_been_heard_of_yet_does_not_work():
    assert survey({}).reason(Service.TICKET) is Reason.PLATFORM_AWAY


def test_guides_are_there_as_soon_as_there_is_a_catalogue():
    assert survey(known=catalogue(items=False)).reason(Service.FIND) is Reason.NO_CATALOGUE


def test_outside_its_hours_a_hall_gives_no_numbers_but_takes_bookings():
    evening = survey(now=THURSDAY.replace(hour=20))
    assert evening.reason(Service.TICKET) is Reason.HALL_CLOSED
    assert evening.works(Service.BOOK)


def test_a_demonstration_is_open_at_any_hour():
    assert survey(now=THURSDAY.replace(hour=20), always_open=True).works(Service.TICKET)


@pytest.mark.parametrize(
    ("hour", "minute", "open_"),
    [(8, 29, False), (8, 30, True), (11, 59, True), (12, 0, False), (13, 0, True), (16, 30, False)],
)
def test_hours_have_a_beginning_an_end_and_a_lunch_break(hour, minute, open_):
    assert is_open(HALL, THURSDAY.replace(hour=hour, minute=minute)) is open_


def test_a_day_without_hours_is_closed():
    assert not is_open(HALL, THURSDAY.replace(day=4))


def test_the_nearest_other_halls_are_told_and_never_this_one():
    away = ("海城市西四镇朝阳街1号", "海城市西柳镇中心路2号", "海城市海州区北关街9号", "鞍山市铁东区1号")
    here = replace(HALL, address="海城市海州区北关街8号")
    others = [replace(HALL, id=f"HC{number:02}", address=address) for number, address in enumerate(away, 2)]
    stock = Stock(halls=(*others, here))
    nearest = survey(known=Catalogue(stock)).elsewhere
    assert [hall.id for hall in nearest] == ["HC04", "HC02", "HC03"][: len(nearest)]
    assert 1 <= len(nearest) <= NEAREST
    assert survey(known=Catalogue(Stock(halls=(here,)))).elsewhere == ()
