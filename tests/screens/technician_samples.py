"""The technician's pages as they may look: usual, with everything wrong and long, and empty. All invented."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image

from drivers import About, Actor, Fate, Fault, Paper, State, Status
from drivers.tracing import Direction, Told
from kiosk.config.adjusting import Adjustable
from kiosk.config.loading import ROLES
from kiosk.config.mistakes import Mistake
from kiosk.credentials.model import Door, Refusal, Role
from kiosk.credentials.record import Deed
from kiosk.documents.hands_on import code_texts
from kiosk.health.flaws import Flaw
from kiosk.health.history import HistoryEvent, Kind
from kiosk.health.model import DeviceView, Finding, Level, Verdict
from kiosk.health.report import Report
from kiosk.health.today import DEEDS, Day
from kiosk.health.today import Deed as DoneToday
from kiosk.maintenance.board import MOST, Notice
from kiosk.model.orders import OrderState, Reason, WorkOrder
from kiosk.model.orders import Report as OrderReport
from kiosk.model.terminal import Registered
from kiosk.orders.desk import Orders
from kiosk.room.connection import Connection, Tried
from kiosk.room.filters import PERIODS, EventFilter
from kiosk.room.loose_ends import LooseEnd, Sort
from kiosk.room.operations import End, Running
from kiosk.room.tracer import Line, Trace
from kiosk.services import Services
from kiosk.steps import bulletin, configuration, connection, door, hands_on, operations, orders, records, room, tracing
from kiosk.steps.hands_on import Seen, Side
from kiosk.steps.room import DeviceWish, ScreenTest
from kiosk.style import Style
from screens.technician_deeds import WHAT

AT = datetime(2026, 7, 2, 9, 41, tzinfo=UTC)
NO_PLATFORM = Status(State.OFFLINE, Fault.NO_ANSWER, "offline")
RUNNING = Running("1.0.0", AT, AT)
SETTINGS = (
    Adjustable("terminal", "language", ("zh", "en"), "zh"),
    Adjustable("terminal", "style", tuple(map(str, Style)), "standard"),
    Adjustable("terminal", "brightness", (0, 40, 70, 100), 70),
    Adjustable("terminal", "call_orders", (False, True), False),
    Adjustable("terminal", "hours", ("", "08:00-18:00", "08:30-17:30", "09:00-17:00"), ""),
    Adjustable("terminal", "days", ("1234567", "123456", "12345"), "12345"),
    Adjustable("sound", "volume", (0, 40, 70, 100), 70),
    Adjustable("voice", "volume", (50, 75, 100), 100),
    Adjustable("voice", "rate", (130, 180, 230), 200),
)
DEEP = Path("/media") / ("x" * 90)
WRONG_SETTING = Mistake("/etc/hall-kiosk/kiosk.toml", "terminal.panel_inches", "must be between 10 and 100", "21.5?")
NONE = Services()
LONG = "the reader answers, but its frames end 3 bytes early at 115200 baud on /dev/serial/by-id/usb-1a86_USB_Serial "


def found(subject, verdict=Verdict.PASSED, fault=None, level=Level.EXTERNAL, detail="", **values):
    return Finding(subject, level, verdict, AT - timedelta(hours=3), 1.4, fault, detail, values)


CARD = DeviceView(
    "card",
    "sam",
    Status(),
    About("Synthetic", "ID-100", "2.05", "201605190001"),
    found("card"),
    Fault.NO_ANSWER,
    AT - timedelta(days=9),
    {"reads": 1204, "faults": 2},
)
PRINTER = DeviceView(
    "receipt",
    "escpos",
    Status(paper=Paper.LOW),
    About("", "TM-T88", "30.15"),
    found("receipt", level=Level.INTERACTIVE),
    Fault.PAPER_OUT,
    AT - timedelta(days=1),
    {"prints": 20411, "faults": 31},
)
OUT = DeviceView(
    "receipt",
    "escpos",
    Status(State.USER_ERROR, Fault.PAPER_OUT, "paper end sensor", Paper.OUT),
    About(),
    found("receipt", Verdict.FAILED, Fault.PAPER_OUT),
    Fault.PAPER_OUT,
    AT,
    {"prints": 20411, "faults": 32},
)
SCANNER = DeviceView("code", "serial", Status(State.UNKNOWN))
MAKER, MODEL = "Example Document Camera Works of the Far North East", "High-Resolution Page Capture 9000 Professional"
BROKEN = DeviceView(
    "document_camera",
    "opencv",
    Status(State.HARDWARE_ERROR, Fault.GARBLED, LONG * 4),
    About(MAKER, MODEL, "1.0.0-rc17+build.20260702", "SN" + "0" * 40),
    found("document_camera", Verdict.FAILED, Fault.GARBLED, detail=LONG * 3),
    Fault.DRIVER_MISSING,
    AT,
    {"reads": 123456789, "faults": 987654, "something else": 5},
)
USUAL = (CARD, SCANNER, DeviceView("camera", "opencv", Status()), PRINTER)
MANY = tuple(replace(BROKEN, role=role) for role in ROLES)
REPAIR = Notice("repair", AT)
WRITTEN = Notice(("天花板漏水，抢修中，预计周五下午恢复，请到一楼大厅的窗口办理或改日再来。" * 4)[:MOST], AT)
EVERYTHING = frozenset(DeviceWish)


def event(kind, role="receipt", fault=None, detail="", paper=None, finding=None):
    return HistoryEvent(AT, role, kind, fault, detail, paper, finding)


EVENTS = (
    event(Kind.TESTED, "card", finding=found("card")),
    event(Kind.RECOVERED, fault=Fault.PAPER_OUT),
    event(Kind.PAPER, paper=Paper.FULL),
    event(Kind.FAULT, fault=Fault.PAPER_OUT, detail="paper end sensor"),
    event(Kind.FAULT, "document_camera", Fault.GARBLED, LONG * 3),
    event(Kind.TESTED, "receipt", finding=OUT.last_test),
)
HOURS = tuple({9: 12, 10: 31, 11: 8}.get(hour, 0) for hour in range(24))
DAY = Day(
    AT,
    AT,
    51,
    HOURS,
    tuple(DoneToday(*told) for told in (("identified", 44, 3), ("tickets", 38, 1), ("booked", 4, 0), ("slips", 42, 2))),
    (("receipt", 2),),
)
NARROW = EventFilter("document_camera", Kind.RECOVERED, PERIODS[-1])
NETWORK = (
    replace(found("network", name="platform.example.gov.cn", address="192.0.2.7"), part="name"),
    replace(found("network", tls="1.3", expires="2027-01-05"), part="tls"),
    replace(found("network", Verdict.FAILED, detail=LONG), part="connection"),
)


def order(number, role, fault, state=OrderState.OPEN, **more):
    actor = Fault(fault).actor if fault in set(Fault) else Actor.TECHNICIAN
    since = AT - timedelta(hours=number)
    return WorkOrder(f"w-{number}", f"W{number:06}", role, fault, actor, state, since, since, since, **more)


ORDERS = Orders(
    (
        order(42, "receipt", "paperOut", OrderState.ACCEPTED, times=3, recovered=AT),
        order(41, "terminal", "damaged", by_hand=True),
        order(40, "card", "noAnswer", OrderState.IN_PROGRESS),
        order(39, "receipt", "paperJammed", OrderState.DONE),
        order(38, "camera", "stale", OrderState.REFUSED),
    )
)
AWAY = Orders(
    tuple(order(number, "document_camera", "driverMissing", times=1000) for number in range(200, 0, -1)),
    (OrderReport("smartcard", "notPermitted", Actor.TECHNICIAN, AT, LONG),) * 2,
    (OrderReport("document_camera", Reason.OTHER, Actor.TECHNICIAN, AT, by_hand=True),),
    7,
    away=True,
)


def report(*devices):
    """What a report says of these devices, and of a disk that fills."""
    tests = [replace(one.last_test, subject=one.role) for one in devices if one.last_test]
    disk = replace(found("system", free="1.2 GB"), part="disk", flaw=Flaw.DISK_FILLING)
    return Report("HC-0001", "HC01", AT, (*tests, disk), devices)


def plot():
    """A picture such as the plots are."""
    png = BytesIO()
    Image.linear_gradient("L").resize((900, 600)).save(png, "png")
    return png.getvalue()


def traced(*told, on=True):
    """A trace with a line every 12 milliseconds."""
    lines = tuple(Line(number, 12.4 * number, one) for number, one in enumerate(told, 1))
    return Trace("card", AT, AT + timedelta(minutes=10), on, lines, 0)


TALK = (
    Told(Direction.NOTE, words="open: /dev/ttyUSB0, 115200 baud"),
    Told(Direction.SENT, "AA AA AA 96 69 00 03 20 01 22", "find a card"),
    Told(Direction.HEARD, "AA AA AA 96 69 00 08 00 00 9F ·· ×5", "9F: a card is there, 4 bytes"),
    Told(Direction.SENT, "AA AA AA 96 69 00 03 30 01 32", "read text and photo"),
    Told(Direction.HEARD, "AA AA AA 96 69 05 08 00 00 90 ·· ×1285", "90: done, 1284 bytes"),
    Told(Direction.HEARD, "·· ×37", "no reply"),
    Told(Direction.SENT, " ".join(["1B 61 00 ·· ×24 0A"] * 12), "ESC a, text, " * 9),
)


def questions():
    yield "enter_pin", door.EnterPin(Door(tries=3)), NONE
    yield "enter_pin-badge", door.EnterPin(Door(Refusal.BADGE, tries=2), scanner=True), NONE
    yield "enter_pin-sample", door.EnterPin(Door(Refusal.WRONG, tries=2, sample="314159")), NONE
    yield "enter_pin-locked", door.EnterPin(Door(Refusal.LOCKED, seconds=900, sample="314159")), NONE
    yield "enter_pin-unset", door.EnterPin(Door(Refusal.UNSET)), NONE
    yield "overview", room.Overview(Role.TECHNICIAN, USUAL), NONE
    yield "overview-staff", room.Overview(Role.STAFF, (*USUAL[:3], OUT), REPAIR, 3), NONE
    yield "overview-many", room.Overview(Role.TECHNICIAN, MANY, REPAIR, 120), NONE
    yield "overview-empty", room.Overview(Role.TECHNICIAN, ()), NONE
    yield "device_page", room.DevicePage(PRINTER, None, EVERYTHING), NONE
    made = found("receipt", Verdict.FAILED, Fault.PAPER_OUT, paper="out", head="41 °C")
    yield "device_page-made", room.DevicePage(OUT, made, EVERYTHING), NONE
    yield "device_page-long", room.DevicePage(BROKEN, BROKEN.last_test, EVERYTHING, AT), NONE
    yield "device_page-bare", room.DevicePage(SCANNER), NONE
    yield "device_page-order", room.DevicePage(OUT, None, EVERYTHING, orders=ORDERS.of("receipt")), NONE
    yield "orders_page", orders.OrdersPage(ORDERS), NONE
    yield "orders_page-long", orders.OrdersPage(AWAY), NONE
    yield "orders_page-empty", orders.OrdersPage(Orders()), NONE
    yield "choose_reason", orders.ChooseReason("document_camera"), NONE
    yield "touch_grid", hands_on.TouchGrid(), NONE
    yield "dead_pixels", hands_on.DeadPixels(), NONE
    yield "colours", hands_on.Colours(), NONE
    yield "look_at_camera", hands_on.LookAtCamera("camera"), NONE
    yield "look_at_camera-page", hands_on.LookAtCamera("document_camera"), NONE
    yield "listen", hands_on.Listen(frozenset({Side.LEFT})), NONE
    yield "scan_sheet", hands_on.ScanSheet(code_texts(), frozenset(code_texts()[:2]), False, True), NONE
    yield "scan_sheet-other", hands_on.ScanSheet(code_texts(), frozenset(), True), NONE
    yield "look_at_slip", hands_on.LookAtSlip(Fate.CONFIRMED), NONE
    yield "look_at_slip-unsure", hands_on.LookAtSlip(Fate.UNKNOWN), NONE
    yield "look_at_page", hands_on.LookAtPage(Fate.CONFIRMED), NONE
    yield "look_at_page-unsure", hands_on.LookAtPage(Fate.UNKNOWN), NONE
    yield "choose_screen_test", room.ChooseScreenTest(), NONE
    yield "choose_screen_test-made", room.ChooseScreenTest(((ScreenTest.TOUCH, found("screen")),)), NONE
    events = tuple(EVENTS)
    yield "events_page", records.EventsPage(events, EventFilter(), ("card", "receipt")), NONE
    yield (
        "events_page-long",
        records.EventsPage((events * 9)[:50], replace(NARROW, passed=100), ROLES),
        NONE,
    )
    yield "events_page-empty", records.EventsPage((), EventFilter("card"), ("card",)), NONE
    yield "findings_page", records.FindingsPage(records.Subject.NETWORK, NETWORK), NONE
    yield "findings_page-long", records.FindingsPage(records.Subject.SYSTEM, (BROKEN.last_test,) * 12), NONE
    yield "findings_page-empty", records.FindingsPage(records.Subject.SYSTEM, ()), NONE
    yield "picture_page", records.PicturePage("picturePage.times", "card", plot()), NONE
    yield "picture_page-empty", records.PicturePage("picturePage.latency", "platform", b""), NONE
    yield "bulletin_page", bulletin.BulletinPage(""), NONE
    yield "bulletin_page-long", bulletin.BulletinPage("窗口" * 20, put_up=True), NONE
    yield "bulletin_page-down", bulletin.BulletinPage("", put_up=True), NONE
    yield "operations_page", operations.OperationsPage(RUNNING), NONE
    away = replace(RUNNING, catalogue=None, waiting=99999, refused=99999, unsure=99999, platform=NO_PLATFORM)
    yield "operations_page-long", operations.OperationsPage(away, trouble=TimeoutError()), NONE
    yield "operations_page-refused", operations.OperationsPage(away, refused=End.OFF), NONE
    yield "operations_page-unsure", operations.OperationsPage(replace(RUNNING, unsure=2)), NONE
    yield "operations_page-synced", operations.OperationsPage(RUNNING, synced=True), NONE
    odd = replace(RUNNING, platform=Status(State.HARDWARE_ERROR, Fault.GARBLED))
    yield "operations_page-odd", operations.OperationsPage(odd, synced=True), NONE
    yield "operations_page-training", operations.OperationsPage(replace(RUNNING, training=True)), NONE
    yield "operations_page-ending", operations.OperationsPage(RUNNING, ending=End.PROGRAM), NONE
    for how in End:
        yield f"confirm_end-{how}", operations.ConfirmEnd(how), NONE
    order = OrderReport("receipt", "paperOut", Actor.STAFF, AT)
    loose = (
        LooseEnd(Sort.UNSURE, "k", "PrintTicket", AT),
        LooseEnd(Sort.NUMBER, "t-1", "A801", AT),
        LooseEnd(Sort.LETTER, "3", "file", AT, order),
        LooseEnd(Sort.LETTER, "4", "gone"),
    )
    yield "loose_ends_page", operations.LooseEndsPage(loose), NONE
    yield "loose_ends_page-long", operations.LooseEndsPage((LooseEnd(Sort.UNSURE, "k", "x" * 90, AT), *loose * 9)), NONE
    yield "loose_ends_page-empty", operations.LooseEndsPage(()), NONE
    deeds = [Deed(AT, "technician", f"{what} receipt, external") for what in WHAT]
    yield "deeds_page", operations.DeedsPage(tuple(deeds[:6])), NONE
    yield "deeds_page-long", operations.DeedsPage((Deed(AT, "root", "x" * 300), *deeds * 9)), NONE
    yield "deeds_page-empty", operations.DeedsPage(()), NONE
    here = Connection("https://platform.example.gov.cn", "HC01-T03", "HC01")
    far = Connection("https://platform." + "a" * 60 + ".example.gov.cn/services/terminals", "T" * 64, "H" * 64)
    answered = found("platform", answered="41 ms", queues="9")
    lost = replace(found("network", Verdict.FAILED, detail=LONG), part="tls", flaw=Flaw.TLS_UNTRUSTED)
    yield "connection_page", connection.ConnectionPage(here), NONE
    known = Registered("HC01-T03", "HC01", "海城市政务服务中心")
    yield "connection_page-works", connection.ConnectionPage(here, Tried(finding=answered, registered=known)), NONE
    yield "connection_page-long", connection.ConnectionPage(far, Tried(finding=lost)), NONE
    yield "connection_page-wrong", connection.ConnectionPage(here, Tried((WRONG_SETTING,))), NONE
    yield "connection_page-embedded", connection.ConnectionPage(replace(here, url="embedded"), Tried()), NONE
    yield "settings_page-technician", configuration.SettingsPage(SETTINGS, connects=True), NONE
    yield "settings_page", configuration.SettingsPage(SETTINGS, (), (Path("/media/stick"),)), NONE
    yield (
        "settings_page-long",
        configuration.SettingsPage(
            SETTINGS * 2,
            (),
            (Path("/media") / ("x" * 90),),
            (Path("/media") / ("x" * 90),),
            Path("/media") / ("y" * 120),
        ),
        NONE,
    )
    yield "settings_page-empty", configuration.SettingsPage((), (WRONG_SETTING,) * 4, trouble=OSError(28, "full")), NONE
    yield "today_page", records.TodayPage(DAY, plot(), (Path("/media/stick"),)), NONE
    busy = replace(
        DAY,
        visits=99999,
        deeds=tuple(DoneToday(what, 99999, 99999) for what in DEEDS),
        faults=tuple((role, 999) for role in ROLES),
    )
    yield (
        "today_page-long",
        records.TodayPage(busy, plot(), (Path("/media") / ("x" * 90),) * 3, Path("/media") / ("y" * 120)),
        NONE,
    )
    yield (
        "today_page-empty",
        records.TodayPage(Day(AT, AT, 0, (0,) * 24, (), ()), b"", (), trouble=OSError(28, "full")),
        NONE,
    )
    sticks = (Path("/media/stick"), Path("/var/lib/hall-kiosk/reports"))
    yield "readiness_page", records.ReadinessPage(report(CARD, OUT, SCANNER), sticks, True), NONE
    file = sticks[0] / "readiness-HC-0001-20260702-0941.pdf"
    yield "readiness_page-saved", records.ReadinessPage(report(CARD, PRINTER), sticks, True, file), NONE
    full, deep = OSError(28, "No space left on device"), (Path("/media") / ("x" * 90),) * 3
    yield "readiness_page-long", records.ReadinessPage(report(*MANY), deep, True, None, full), NONE
    yield "readiness_page-empty", records.ReadinessPage(report(), ()), NONE
    yield "trace_page", tracing.TracePage("card", True, True, traced(*TALK), sticks), NONE
    yield "trace_page-long", tracing.TracePage("card", True, False, traced(*TALK * 40), deep, None, full), NONE
    saved = sticks[0] / "trace-HC-0001-card-20260702-094100.txt"
    yield "trace_page-saved", tracing.TracePage("receipt", False, False, traced(*TALK, on=False), sticks, saved), NONE
    yield "trace_page-empty", tracing.TracePage("document_camera", True, True), NONE
    yield "maintenance_page", room.MaintenancePage(), NONE
    yield "maintenance_page-closed", room.MaintenancePage(WRITTEN), NONE


JOBS = (
    door.AskDoor(),
    door.CheckPin("314159"),
    door.CheckBadge("hallkiosk:badge:x"),
    door.NoteDeed("x"),
    bulletin.ReadBulletin(),
    bulletin.PutUpBulletin("x"),
    operations.LookAtRunning(),
    operations.SyncNow(),
    operations.EndNow(End.PROGRAM),
    operations.ListDeeds(),
    operations.ListLooseEnds(),
    operations.LookAfter(LooseEnd(Sort.UNSURE, "k", "PrintTicket", AT)),
    configuration.ListSettings(),
    configuration.ListSticks(),
    connection.ReadConnection(),
    connection.TryConnection(Connection("embedded", "T1", "HC01")),
    configuration.ExportSettings(Path("/media/stick")),
    configuration.ProposeChange(configuration.Adjust("terminal", "language", "en")),
    door.ReadNotice(),
    door.CloseTerminal("repair"),
    door.OpenTerminal(),
    room.ListDevices(),
    room.ReadOrders(),
    orders.AskOrders(),
    orders.FileOrder("card", Reason.BROKEN),
    orders.EndOrder("w-1"),
    room.CheckDevice("card", Level.INTERNAL),
    room.Judge("screen", Seen(Verdict.PASSED)),
    room.NoteFinding(found("card")),
    hands_on.PrintTest("T1"),
    hands_on.PrintTestPage("T1"),
    hands_on.PrintCodes(),
    hands_on.PlaySide(Side.LEFT),
    records.ListEvents(EventFilter()),
    records.LookInto(records.Subject.NETWORK),
    records.PlotLatency(),
    records.PlotTimes("card"),
    records.LookAtReadiness(),
    records.LookAtToday(),
    records.SaveToday(Path()),
    records.ListFolders(),
    records.SaveReport(Path()),
    records.PrintReadiness(report()),
    tracing.AskTrace("card"),
    tracing.StartTrace("card"),
    tracing.StopTrace(),
    tracing.KeepTrace(),
    tracing.SaveTrace(Path(), traced()),
)
