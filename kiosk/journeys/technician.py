"""The technician's room: behind a PIN, every device, every test, and what there is to know about the machine."""

from drivers import DeviceError
from drivers.code import Code
from kiosk.credentials.model import MAY, Part, Role
from kiosk.credentials.pins import BADGE
from kiosk.events import WentHome
from kiosk.health.model import Finding, Level
from kiosk.journeys.bulletin import bulletin
from kiosk.journeys.device_test import tested
from kiosk.journeys.finding_devices import find_devices
from kiosk.journeys.hands_on import TESTED, hands_on
from kiosk.journeys.operations import operations
from kiosk.journeys.readiness import readiness
from kiosk.journeys.today import today
from kiosk.journeys.tracing import trace
from kiosk.journeys.work_orders import filed, work_orders
from kiosk.model.terminal import Terminal
from kiosk.platform.troubles import Trouble
from kiosk.room.filters import EventFilter
from kiosk.steps.common import Sorry
from kiosk.steps.door import AskDoor, CheckBadge, CheckPin, CloseTerminal, EnterPin, NoteDeed, OpenTerminal, ReadNotice
from kiosk.steps.hands_on import Colours, DeadPixels, TouchGrid
from kiosk.steps.records import (
    EventsPage,
    FindingsPage,
    FindingsWish,
    ListEvents,
    LookInto,
    PicturePage,
    PlotLatency,
    PlotTimes,
    Subject,
)
from kiosk.steps.room import (
    ChooseScreenTest,
    DevicePage,
    DeviceWish,
    Judge,
    ListDevices,
    MaintenancePage,
    OpenDevice,
    Overview,
    ReadOrders,
    ScreenTest,
)
from kiosk.steps.tracing import AskTrace

SCREEN_TESTS = {ScreenTest.TOUCH: TouchGrid, ScreenTest.PIXELS: DeadPixels, ScreenTest.COLOURS: Colours}


async def technician(terminal: Terminal) -> None:
    """Until somebody leaves, or nobody has touched anything for ten minutes."""
    who = await admitted(scanner="code" in terminal.roles)
    while True:
        try:
            devices, notice, orders = await ListDevices(), await ReadNotice(), await ReadOrders()
            await _serve(terminal, who, await Overview(who, devices, notice, orders.unfinished))
        except WentHome:
            continue
        except (DeviceError, Trouble, TimeoutError) as trouble:
            await Sorry(trouble)


async def admitted(*, scanner: bool) -> Role:
    """Whose PIN or badge it was. The door itself says how often and when it may be tried."""
    door = await AskDoor()
    while True:
        try:
            shown = await EnterPin(door, scanner)
        except DeviceError:  # a scanner that does not work keeps nobody out
            scanner = False
            continue
        if isinstance(shown, Code) and not shown.text.startswith(BADGE):
            continue  # a code that somebody else left in view
        told = await (CheckBadge(shown.text) if isinstance(shown, Code) else CheckPin(shown))
        if isinstance(told, Role):
            return told
        door = told


async def _serve(terminal: Terminal, who: Role, wish: OpenDevice | Part) -> None:
    match wish:
        case OpenDevice(role):
            await _device(terminal, who, role)
        case Part.SCREEN:
            await _screen()
        case Part.MAINTENANCE:
            await _maintenance()
        case Part.TODAY:
            await today()
        case Part.OPERATIONS:
            await operations(who)
        case Part.BULLETIN:
            await bulletin()
        case Part.EVENTS:
            await _events(terminal, EventFilter())
        case Part.NETWORK:
            await _findings(Subject.NETWORK)
        case Part.MACHINE:
            await _findings(Subject.SYSTEM)
        case Part.READINESS:
            await readiness(terminal)
        case Part.ORDERS:
            await work_orders()
        case Part.FINDING:
            await find_devices()
        case _:
            pass


async def _device(terminal: Terminal, who: Role, role: str) -> None:
    made: Finding | None = None
    while True:
        device = next(one for one in await ListDevices() if one.role == role)
        orders, tracing = (await ReadOrders()).of(role), await AskTrace(role)
        wishes = _wishes(who, role, can_trace=tracing.possible)
        match await DevicePage(device, made, wishes, tracing.until, orders=orders):
            case Level() as level:
                await NoteDeed(f"tested {role}, {level}")
                made = await tested(role, level)
            case DeviceWish.HANDS_ON:
                await NoteDeed(f"tested {role}, {Level.INTERACTIVE}")
                made = await hands_on(terminal, role)
            case DeviceWish.TIMES:
                await PicturePage("picturePage.times", role, await PlotTimes(role))
            case DeviceWish.EVENTS:
                await _events(terminal, EventFilter(role))
            case DeviceWish.ORDER:
                await filed(role)
            case DeviceWish.TRACE:
                await trace(role)


def _wishes(who: Role, role: str, *, can_trace: bool) -> frozenset[DeviceWish]:
    wishes = {DeviceWish.TIMES, DeviceWish.EVENTS, DeviceWish.ORDER}
    if role in TESTED:
        wishes.add(DeviceWish.HANDS_ON)
    if can_trace and Part.TRACING in MAY[who]:
        wishes.add(DeviceWish.TRACE)
    return frozenset(wishes)


async def _events(terminal: Terminal, wanted: EventFilter) -> None:
    while True:
        wanted = await EventsPage(await ListEvents(wanted), wanted, tuple(sorted(terminal.roles)))


async def _findings(subject: Subject) -> None:
    found = await LookInto(subject)
    while True:
        match await FindingsPage(subject, found):
            case FindingsWish.AGAIN:
                found = await LookInto(subject)
            case FindingsWish.LATENCY:
                await PicturePage("picturePage.latency", "platform", await PlotLatency())


async def _screen() -> None:
    made: dict[ScreenTest, Finding] = {}
    while True:
        test = await ChooseScreenTest(tuple(made.items()))
        made[test] = await Judge("screen", await SCREEN_TESTS[test]())


async def _maintenance() -> None:
    while True:
        reason = await MaintenancePage(await ReadNotice())
        await NoteDeed(f"maintenance {'off' if reason is None else 'on'}")
        if reason is None:
            await OpenTerminal()
        else:
            await CloseTerminal(reason)
