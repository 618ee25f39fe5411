"""Every step as it may look on a day: usual, with the longest texts there are, and with nothing in it. All invented."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from drivers import DeviceError, Fate, Fault
from drivers.card import Card, CardKind
from drivers.code import Code
from kiosk.catalogue.catalogue import BOOKABLE, Catalogue
from kiosk.catalogue.pinyin import sounds
from kiosk.catalogue.records import department_from, dictionaries_from, hall_from, item_from
from kiosk.catalogue.stock import Stock, all_terms
from kiosk.journeys.apology import OutOfOrder
from kiosk.maintenance.board import Notice
from kiosk.model.appointments import Appointment, AppointmentState, Slot
from kiosk.model.catalogue import Fee, FrequentQuestion, Item, Material
from kiosk.model.people import Person
from kiosk.model.queueing import Queue, QueueState, Ticket
from kiosk.platform.troubles import CardExpired, Offline, QueueClosed, SlotTaken
from kiosk.services import Reason, Service, Services
from kiosk.steps import appointments as booking
from kiosk.steps import common, door, finding, identity, queueing
from kiosk.steps import help as helping
from tests.screens import finder_samples, technician_samples, way_samples

SAMPLE = Path(__file__).parents[2] / "assets" / "sample" / "catalogue"
NOW = datetime(2026, 7, 2, 9, 41, tzinfo=UTC)
ALL = Services(dict.fromkeys(Service), frozenset({"card", "code"}), papers=frozenset({"page", "receipt"}))
FEW = Services(
    {
        Service.FIND: Reason.NO_CATALOGUE,
        Service.TICKET: Reason.PLATFORM_AWAY,
        Service.BOOK: Reason.NO_READER,
        Service.BOOKINGS: Reason.NO_READER,
        Service.PRINT: Reason.NO_PRINTER,
    }
)
PERSON = Person("token-of-the-test", "测**甲", "110105********002X")
RARE = Person("token-of-the-test", "王䶮𬭎[b]", "110105********002X")


def _read(name):
    return json.loads((SAMPLE / name).read_text(encoding="utf-8"))


@cache
def catalogue():
    """The sample catalogue's first files: enough to draw with."""
    files = ("social-insurance", "household", "company", "tax", "civil-affairs")
    items = [item_from(one, ignore_unknown=True) for name in files for one in _read(f"items/{name}.json")]
    return _stocked([*items, LONG_ITEM])


def fullest(by):
    """The code of the group with the most items."""
    return max(catalogue().groups(by), key=lambda group: group.count).code


@cache
def empty():
    return Catalogue()


def _stocked(items):
    departments = tuple(department_from(one, ignore_unknown=True) for one in _read("departments.json"))
    stock = Stock(
        items={item.task_code: item for item in items},
        departments=departments,
        halls=(hall(),),
        dictionaries=dictionaries_from(
            _read("dictionaries.json") | {f"{name}.en": texts for name, texts in _read("dictionaries.en.json").items()}
        ),
        sounds=sounds({character for term in all_terms(items) for character in term}),
    )
    return Catalogue(stock)


@cache
def hall():
    return hall_from(_read("halls.json")[0], ignore_unknown=True)


@cache
def point():
    """A point in a village."""
    return hall_from(_read("halls.json")[2], ignore_unknown=True)


LONG = "（示例）从事生产、经营的纳税人因住所、经营地点变动涉及改变税务登记机关的跨区迁移及清税申报与涉税事项报告"
LONG_EN = (
    "Example: moving to another district, with tax clearance and reports, for producers and traders whose place changes"
)
FAR = replace(hall(), name=LONG, address=LONG, names=(("en", LONG_EN),))
LONG_ITEM = Item(
    "1121038199990001134009999999999",
    LONG,
    dept_code="112103819999000113",
    dept_name="海城市人力资源和社会保障局（示例派出机构）",
    project_type="2",
    handle_type="1,2,3",
    limit_scene_num="1",
    limit_scene_explain=LONG * 2,
    anticipate_day="20",
    anticipate_type="W",
    promise_day="3",
    promise_type="W",
    accept_condition="\n".join(f"{number}.{LONG}；" for number in range(1, 12)),
    handle_flow="\n".join(f"{number}.{LONG}。" for number in range(1, 14)),
    special_procedure=LONG,
    is_fee="1",
    fee_basis=LONG * 2,
    transact_addr=LONG * 3,
    transact_time="周一至周五 08:30-12:00，13:00-16:30（法定节假日除外）",
    link_way="0412-0001101",
    supervise_way="0412-0009101",
    result_name=LONG,
    is_schedule="1",
    is_service_terminals="0",
    by_law=LONG * 5,
    user_topic_type=("160",),
    corp_topic_type=("010",),
    materials=tuple(
        Material(LONG, "1", "3", str(number), "A4", str(number % 3 + 1), "20", LONG, "", LONG, LONG, (("en", LONG_EN),))
        for number in range(1, 15)
    ),
    fees=(Fee("工本费[示例]", "每本 10 元", LONG),),
    questions=tuple(FrequentQuestion(LONG + "？", LONG * 2) for _ in range(6)),
    aliases=("跨区迁移", "清税"),
    names=(("en", LONG_EN),),
    sample=True,
)
BARE_ITEM = Item("1121038199990001134008888888888", "事项")


def item():
    return next(one for one in catalogue().items if one.task_name == "城乡居民基本养老保险参保登记")


def queue(number, state=QueueState.OPEN, name="社会保险综合业务", waiting=7, minutes=25):
    names = (("en", "Social insurance, all matters"),)
    return Queue(f"q{number}", name, "HC01", ("A01", "A02", "A03"), state, waiting, minutes, "08:30", "16:00", names)


OPEN, CLOSED, FULL = queue(1), queue(2, QueueState.CLOSED, "不动产登记"), queue(3, QueueState.FULL, "婚姻登记")
QUEUES = (OPEN, CLOSED, FULL, queue(4, name="户籍和居民身份证", waiting=0, minutes=None))
MANY_QUEUES = tuple(queue(n, list(QueueState)[n % 3], LONG[:36], 128, 245) for n in range(12))
PUT_BY = tuple(replace(one, waiting=None, minutes=None) for one in (OPEN, FULL, queue(4, name="户籍和居民身份证")))
TICKET_PUT_BY = Ticket("t4", "A801", PUT_BY[0], "城乡居民基本养老保险参保登记", "海城市政务服务中心", None, None, NOW)
TICKET = Ticket("t1", "A017", OPEN, "城乡居民基本养老保险参保登记", "海城市政务服务中心", 7, 25, NOW)
LONG_TICKET = Ticket("t2", "WK1017", MANY_QUEUES[0], LONG, "海城市政务服务中心", 128, 245, NOW, held_already=True)
BARE_TICKET = Ticket("t3", "1", Queue("q", "综合", "HC01", (), QueueState.OPEN, 0, None), "", "", 0, None, NOW)


def slots(days=5, left=3):
    start = datetime(2026, 7, 2, 8, 30, tzinfo=UTC)
    found = []
    for day in range(days):
        for half in [*range(7), *range(9, 16)]:
            begin = start + timedelta(days=day, minutes=30 * half)
            end = begin + timedelta(minutes=30)
            places = left if (day + half) % 4 else 0
            found.append(Slot(f"s{day}-{half}", begin.date(), begin.time(), end.time(), places))
    return tuple(found)


SLOT = Slot("s1", date(2026, 7, 2), time(9, 30), time(10, 0), 3)
APPOINTMENT = Appointment(
    "a1",
    "406113",
    "1121038199990001134002001001000",
    "城乡居民基本养老保险参保登记",
    "海城市政务服务中心",
    ("A01", "A02"),
    SLOT,
)
LONG_APPOINTMENT = Appointment(
    "a2", "406114", "x", LONG, "海城市社会保险服务大厅（示例）", ("A01", "A02", "A03", "B01"), SLOT
)
MISSED = Appointment("a3", "406115", "x", "结婚登记", "海城市政务服务中心", (), SLOT, AppointmentState.MISSED)
PAPER_OUT = DeviceError(Fault.PAPER_OUT)
CARD = Card(CardKind.CITIZEN, "11010519491231002X", "测试员甲", "2", date(1949, 12, 31), None, None)


def _role(error, role):
    error.role = role
    return error


def questions():
    """A name, the step, and what can be done at that moment."""
    yield from residents()
    yield from technician_samples.questions()
    yield from finder_samples.questions()


def residents():
    """Those that residents see."""
    usual, long = item(), LONG_ITEM
    shelf, none = catalogue(), empty()
    yield "welcome", common.Welcome(), ALL
    yield "welcome-troubled", common.Welcome(), FEW
    yield "welcome-bare", common.Welcome(), Services({Service.FIND: None})
    yield "welcome-nothing", common.Welcome(), Services()
    yield "home", common.Home(shelf), ALL
    yield "home-troubled", common.Home(shelf), FEW
    away = dict.fromkeys(Service, Reason.PLATFORM_AWAY) | {Service.FIND: None, Service.TICKET: None}
    yield "home-put_by", common.Home(shelf), Services(away, put_by=True)
    yield "home-bare", common.Home(none), Services({Service.FIND: Reason.NO_CATALOGUE})
    yield "show_help", helping.ShowHelp(), ALL
    for by in ("user_topic_type", "corp_topic_type", "department"):
        yield f"choose_group-{by}", finding.ChooseGroup(shelf, by), ALL
    yield "choose_group-empty", finding.ChooseGroup(none, "department"), ALL
    yield "choose_item", finding.ChooseItem(shelf, "user_topic_type", fullest("user_topic_type")), ALL
    yield "choose_item-department", finding.ChooseItem(shelf, "department", fullest("department")), ALL
    yield "choose_item-bookable", finding.ChooseItem(shelf, BOOKABLE, "HC01"), ALL
    yield "choose_item-empty", finding.ChooseItem(none, "user_topic_type", "160"), ALL
    yield "search", finding.Search(shelf, shelf.items[:7]), ALL
    yield "search-nothing_frequent", finding.Search(shelf), ALL
    yield "search-long", finding.Search(shelf, (long,) * 12), ALL
    yield "show_guide", finding.ShowGuide(usual, shelf), ALL
    yield "show_guide-long", finding.ShowGuide(long, shelf), FEW
    yield "show_guide-bare", finding.ShowGuide(BARE_ITEM, none), Services()
    yield "checklist", finding.Checklist(usual, shelf), ALL
    yield "checklist-long", finding.Checklist(long, shelf), FEW
    yield "checklist-bare", finding.Checklist(BARE_ITEM, none), Services()
    yield "take_along", finding.TakeAlong(usual), ALL
    yield "take_along-long", finding.TakeAlong(long), ALL
    both = frozenset({"card", "code"})
    yield "read_identity", identity.ReadIdentity(both), ALL
    yield "read_identity-again", identity.ReadIdentity(both, _role(DeviceError(Fault.MEDIA_REMOVED), "card")), ALL
    yield "read_identity-smartcard", identity.ReadIdentity(both | {"smartcard"}), ALL
    other = _role(DeviceError(Fault.UNSUPPORTED_MEDIA), "smartcard")
    yield "read_identity-smartcard-again", identity.ReadIdentity(both | {"smartcard"}, other), ALL
    yield "read_identity-card", identity.ReadIdentity(frozenset({"card"}), CardExpired()), ALL
    yield "choose_queue", queueing.ChooseQueue(QUEUES, usual, None, way_samples.way("A01", "C01")), ALL
    yield "choose_queue-many", queueing.ChooseQueue(MANY_QUEUES, long, QueueClosed(), way_samples.crowded()), ALL
    yield "choose_queue-empty", queueing.ChooseQueue((), usual), ALL
    yield "choose_queue-put_by", queueing.ChooseQueue(PUT_BY, None, None, way_samples.way("A01", "C01"), away=True), ALL
    yield "confirm_ticket-put_by", queueing.ConfirmTicket(None, PUT_BY[0], usual), ALL
    yield "ticket_taken-put_by", queueing.TicketTaken(TICKET_PUT_BY, Fate.CONFIRMED, way=way_samples.way("A01")), ALL
    yield "confirm_ticket", queueing.ConfirmTicket(PERSON, OPEN, usual), ALL
    yield "confirm_ticket-long", queueing.ConfirmTicket(RARE, MANY_QUEUES[0], long), ALL
    yield "ticket_taken", queueing.TicketTaken(TICKET, Fate.CONFIRMED), ALL
    yield "ticket_taken-unsure", queueing.TicketTaken(TICKET, Fate.UNKNOWN), ALL
    yield "ticket_taken-late", queueing.TicketTaken(TICKET, trouble=TimeoutError()), ALL
    yield "ticket_taken-long", queueing.TicketTaken(LONG_TICKET, trouble=PAPER_OUT), ALL
    yield "ticket_taken-bare", queueing.TicketTaken(BARE_TICKET), ALL
    way = way_samples.way("A01", "A02")
    yield "confirm_ticket-way", queueing.ConfirmTicket(PERSON, OPEN, usual, way), ALL
    yield "confirm_ticket-way-long", queueing.ConfirmTicket(RARE, MANY_QUEUES[0], long, way), ALL
    yield "ticket_taken-way", queueing.TicketTaken(TICKET, Fate.CONFIRMED, way=way), ALL
    yield "ticket_taken-way-long", queueing.TicketTaken(LONG_TICKET, trouble=PAPER_OUT, way=way), ALL
    yield from ((name, step, ALL) for name, step in way_samples.questions())
    yield "choose_slot", booking.ChooseSlot(slots(), usual.task_name, usual.names), ALL
    yield "choose_slot-long", booking.ChooseSlot(slots(10, 128), LONG, trouble=SlotTaken()), ALL
    yield "choose_slot-full", booking.ChooseSlot(slots(2, 0), usual.task_name), ALL
    yield "choose_slot-empty", booking.ChooseSlot((), usual.task_name), ALL
    yield "confirm_booking", booking.ConfirmBooking(PERSON, usual.task_name, SLOT, usual.names), ALL
    yield "confirm_booking-change", booking.ConfirmBooking(RARE, LONG, SLOT, instead_of=APPOINTMENT), ALL
    yield "appointment_made", booking.AppointmentMade(APPOINTMENT, Fate.CONFIRMED, None, way_samples.way("A01")), ALL
    yield (
        "appointment_made-long",
        booking.AppointmentMade(LONG_APPOINTMENT, trouble=_role(DeviceError(Fault.NO_ANSWER), "receipt")),
        ALL,
    )
    yield "my_appointments", booking.MyAppointments((APPOINTMENT, MISSED)), ALL
    yield "my_appointments-long", booking.MyAppointments((LONG_APPOINTMENT,) * 5), ALL
    yield "my_appointments-empty", booking.MyAppointments(()), ALL
    yield "confirm_cancel", booking.ConfirmCancel(APPOINTMENT), ALL
    yield "confirm_cancel-long", booking.ConfirmCancel(LONG_APPOINTMENT), ALL
    yield "cancelled", booking.Cancelled(APPOINTMENT), ALL
    yield "guide_printed", finding.GuidePrinted(Fate.CONFIRMED), ALL
    yield "guide_printed-trouble", finding.GuidePrinted(None, PAPER_OUT), ALL
    yield "guide_printed-page", finding.GuidePrinted(Fate.CONFIRMED, None, finding.PaperKind.PAGE), ALL
    yield "guide_printed-no_page", finding.GuidePrinted(None, PAPER_OUT, finding.PaperKind.PAGE), ALL
    yield "choose_paper", finding.ChoosePaper(), ALL
    yield "choose_paper-one", finding.ChoosePaper(), Services(papers=frozenset({"receipt"}))
    yield "sorry", common.Sorry(Offline(), again=True), ALL
    yield "sorry-device", common.Sorry(_role(DeviceError(Fault.NO_ANSWER), "card")), ALL
    yield "sorry-order", common.Sorry(OutOfOrder()), ALL
    yield "farewell", common.Farewell(), ALL
    yield "under_maintenance", door.UnderMaintenance(technician_samples.REPAIR), Services(elsewhere=(point(), hall()))
    yield "under_maintenance-long", door.UnderMaintenance(technician_samples.WRITTEN), Services(elsewhere=(FAR, FAR))
    hours = door.UnderMaintenance(Notice("hours 08:30-17:30"))
    yield "under_maintenance-hours", hours, Services(elsewhere=(point(), hall()))
    yield "under_maintenance-bare", door.UnderMaintenance(Notice()), Services()


JOBS = (
    common.OpenCatalogue(),
    queueing.ListQueues("x"),
    queueing.TakeTicket("token", "q1", "x"),
    queueing.PrintTicket(TICKET),
    booking.ListSlots("x"),
    booking.Book("token", "s1", "x"),
    booking.Change("token", "a1", "s1"),
    booking.Cancel("token", "a1"),
    booking.PrintAppointment(APPOINTMENT),
    booking.ListAppointments("token"),
    finding.PrintGuide(item(), catalogue().dictionaries),
    finding.PrintGuidePage(item(), catalogue().dictionaries),
    identity.Identify(CARD),
    identity.Identify(Code(b"x", "x")),
    identity.Recall(),
    identity.Remember(PERSON),
    *technician_samples.JOBS,
    *finder_samples.JOBS,
    queueing.LookAtPutBy(""),
    queueing.GiveNumber("q1", ""),
)
