"""The technician's journey as a list of steps and answers: no devices, no screen, no clock."""

from pathlib import Path

import pytest

from drivers import DeviceError, Fate, Fault
from drivers.code import Code
from kiosk.credentials.model import Door, Part, Refusal, Role
from kiosk.credentials.pins import BADGE
from kiosk.documents.hands_on import code_texts
from kiosk.events import WentHome
from kiosk.health.model import DeviceView, Finding, Level, Verdict
from kiosk.journeys.visit import visit, when_closed
from kiosk.maintenance.board import Notice
from kiosk.model.orders import Reason
from kiosk.model.terminal import Terminal
from kiosk.room.tracer import Tracing
from kiosk.steps import door, hands_on, orders, records, room, tracing
from kiosk.steps.common import Knock, Sorry, Welcome
from kiosk.steps.hands_on import Seen, SheetWish, Side
from kiosk.steps.room import DeviceWish, OpenDevice, ScreenTest
from kiosk.steps.tracing import TraceWish
from tests.loop.hall import SAMPLE_CARD
from tests.screens.technician_samples import AT, CARD, ORDERS, PRINTER, SCANNER, TALK, traced

TERMINAL = Terminal("T1", "H1", frozenset({"card", "code", "receipt", "sound"}))
DEVICES = (CARD, SCANNER, PRINTER, DeviceView("sound", "alsa", CARD.status))
GOOD = Seen(Verdict.PASSED)


class Room:
    """Answers the jobs of the room as its hands would, and waits at the steps that need somebody."""

    def __init__(self, journey=None):
        self.journey, self.findings, self.deeds, self.failing = journey or visit(TERMINAL), [], [], {}
        self.notice, self.asked, self.orders, self.traced = None, [], [], None
        self.step = self.journey.send(None)

    def answer(self, value=None):
        self.step = self.journey.send(value)
        return self._jobs()

    def throw(self, error):
        self.step = self.journey.throw(error)
        return self._jobs()

    def _jobs(self):
        while (job := self._answer_to(self.step)) is not self:
            self.asked.append(type(self.step))
            self.step = self.journey.throw(job) if isinstance(job, Exception) else self.journey.send(job)
        return self.step

    def _answer_to(self, step):
        if type(step) in self.failing:
            return self.failing[type(step)]
        match step:
            case door.AskDoor():
                return Door(tries=3)
            case door.CheckPin(pin):
                return {"1": Role.TECHNICIAN, "2": Role.STAFF}.get(pin) or Door(Refusal.WRONG, tries=2)
            case door.CheckBadge(badge):
                return Role.STAFF if badge == f"{BADGE}1" else Door(Refusal.BADGE, tries=2)
            case door.ReadNotice():
                return self.notice
            case door.NoteDeed(what):
                return self.deeds.append(what)
            case door.CloseTerminal(reason):
                self.notice = Notice(reason, AT)
                return self.notice
            case door.OpenTerminal():
                self.notice = None
                return None
            case room.ListDevices():
                return DEVICES
            case room.ReadOrders() | orders.AskOrders():
                return ORDERS
            case orders.FileOrder(role, reason):
                self.orders.append((role, reason))
                return ORDERS
            case orders.EndOrder(order_id):
                self.orders.append(order_id)
                return ORDERS
            case room.CheckDevice(role, level):
                return Finding(role, level, Verdict.PASSED, AT)
            case room.NoteFinding(finding):
                self.findings.append(finding)
                return finding
            case room.Judge(subject, seen, fault, level):
                self.findings.append(Finding(subject, level, seen.verdict, AT, fault=fault, detail=seen.detail))
                return self.findings[-1]
            case hands_on.PrintTest() | hands_on.PrintCodes():
                return Fate.CONFIRMED
            case hands_on.PlaySide() | tracing.StopTrace():
                return None
            case tracing.AskTrace(role):
                return Tracing(role != "sound", AT if self.traced == role else None)
            case tracing.StartTrace(role):
                self.traced = role
                return traced(*TALK)
            case tracing.KeepTrace():
                return traced(*TALK)
            case tracing.SaveTrace(folder):
                return folder / "trace.txt"
            case records.ListFolders():
                return (Path("/media/stick"),)
        return self

    def enter(self, pin="1"):
        assert isinstance(self.step, Welcome)
        assert isinstance(self.answer(Knock()), door.EnterPin)
        self.answer(pin)
        return self


@pytest.fixture
def inside():
    return Room().enter()


def open_device(inside, role):
    page = inside.answer(OpenDevice(role))
    assert isinstance(page, room.DevicePage)
    return page


def test_a_knock_and_the_right_pin_lead_to_the_overview(inside):
    assert isinstance(inside.step, room.Overview)
    assert (inside.step.who, inside.step.devices) == (Role.TECHNICIAN, DEVICES)


def test_a_touch_is_no_knock():
    assert type(Room().answer(None)).__name__ == "OpenCatalogue"


def test_a_wrong_pin_comes_back_to_the_keypad_with_what_the_door_says():
    stranger = Room().enter("9")
    assert stranger.step == door.EnterPin(Door(Refusal.WRONG, tries=2), scanner=True)
    assert isinstance(stranger.answer("1"), room.Overview)


def test_a_badge_is_shown_and_whatever_else_the_scanner_reads_is_passed_over():
    visitor = Room()
    visitor.answer(Knock())
    assert visitor.step.listens == {"code"}
    asked = len(visitor.asked)
    assert isinstance(visitor.answer(Code(b"", "wxp://phone")), door.EnterPin)
    assert visitor.asked[asked:] == []
    assert isinstance(visitor.answer(Code(b"", f"{BADGE}1")), room.Overview)
    assert visitor.step.who is Role.STAFF
    assert BADGE not in repr(door.CheckBadge(BADGE))


def test_a_scanner_that_fails_at_the_door_leaves_the_keypad():
    visitor = Room()
    visitor.answer(Knock())
    assert visitor.throw(DeviceError(Fault.NO_DEVICE)) == door.EnterPin(Door(tries=3), scanner=False)
    assert isinstance(visitor.answer("1"), room.Overview)


def test_a_pin_is_in_no_repr():
    assert "314159" not in repr(door.CheckPin("314159"))


def test_a_test_by_the_device_itself_is_noted_and_shown(inside):
    open_device(inside, "card")
    page = inside.answer(Level.INTERNAL)
    assert page.made == inside.findings[-1]
    assert (page.made.subject, page.made.level) == ("card", Level.INTERNAL)
    assert inside.deeds == ["tested card, internal"]


def test_a_device_that_is_gone_has_failed_its_test(inside):
    open_device(inside, "card")
    inside.failing[room.CheckDevice] = DeviceError(Fault.NO_DEVICE)
    made = inside.answer(Level.EXTERNAL).made
    assert (made.verdict, made.fault, made.level) == (Verdict.FAILED, Fault.NO_DEVICE, Level.EXTERNAL)


def test_a_device_that_says_nothing_in_time_is_not_taken_for_good(inside):
    open_device(inside, "card")
    inside.failing[room.CheckDevice] = TimeoutError()
    assert inside.answer(Level.INTERNAL).made.verdict is Verdict.UNKNOWN


def test_the_job_of_a_test_goes_to_the_worker_of_its_device():
    assert room.CheckDevice("receipt", Level.INTERNAL).to == "receipt"


def test_what_is_asked_of_a_device_depends_on_the_device_and_on_who_asks():
    technician, staff = Room().enter("1"), Room().enter("2")
    assert DeviceWish.HANDS_ON not in open_device(technician, "card").wishes
    technician.throw(WentHome())
    assert {DeviceWish.HANDS_ON, DeviceWish.TRACE} <= open_device(technician, "receipt").wishes
    assert DeviceWish.TRACE not in open_device(staff, "receipt").wishes


def test_home_leads_to_an_overview_that_is_made_anew(inside):
    open_device(inside, "card")
    inside.asked.clear()
    assert isinstance(inside.throw(WentHome()), room.Overview)
    assert room.ListDevices in inside.asked


def test_home_during_a_job_leads_there_too(inside):
    open_device(inside, "card")
    inside.failing[room.CheckDevice] = WentHome()
    assert isinstance(inside.answer(Level.INTERNAL), room.Overview)


def test_a_part_of_the_room_that_fails_says_so_and_the_room_goes_on(inside):
    inside.failing[room.ListDevices] = TimeoutError()
    assert isinstance(inside.answer(OpenDevice("card")), Sorry)
    del inside.failing[room.ListDevices]
    assert isinstance(inside.answer(None), room.Overview)


def test_the_printer_is_looked_at_after_it_has_printed(inside):
    open_device(inside, "receipt")
    assert inside.answer(DeviceWish.HANDS_ON) == hands_on.LookAtSlip(Fate.CONFIRMED)
    assert inside.answer(Seen(Verdict.FAILED)).made.level is Level.INTERACTIVE
    assert inside.findings[-1].verdict is Verdict.FAILED


def test_a_printer_without_paper_fails_before_there_is_anything_to_look_at(inside):
    inside.failing[hands_on.PrintTest] = DeviceError(Fault.PAPER_OUT)
    open_device(inside, "receipt")
    made = inside.answer(DeviceWish.HANDS_ON).made
    assert (made.verdict, made.fault, made.level) == (Verdict.FAILED, Fault.PAPER_OUT, Level.INTERACTIVE)


def test_each_side_of_the_loudspeakers_is_played_as_often_as_wished(inside):
    open_device(inside, "sound")
    inside.answer(DeviceWish.HANDS_ON)
    inside.answer(Side.LEFT)
    assert inside.answer(Side.RIGHT).played == {Side.LEFT, Side.RIGHT}
    assert inside.answer(GOOD).made.verdict is Verdict.PASSED


def test_codes_of_the_sheet_are_ticked_off_and_a_strange_one_is_looked_at_no_further(inside):
    texts = code_texts()
    open_device(inside, "code")
    sheet = inside.answer(DeviceWish.HANDS_ON)
    assert (sheet.listens, sheet.can_print) == ({"code"}, True)
    assert inside.answer(Code(b"", texts[0])).read == {texts[0]}
    strange = inside.answer(Code(b"secret of a resident", "secret of a resident"))
    assert (strange.other, strange.read) == (True, {texts[0]})
    assert "secret" not in repr(strange)
    assert isinstance(inside.answer(SheetWish.PRINT), hands_on.ScanSheet)
    assert inside.answer(Seen(Verdict.FAILED)).made.detail == f"1/{len(texts)}"


def test_a_sheet_that_cannot_be_printed_is_told_and_the_test_goes_on(inside):
    inside.failing[hands_on.PrintCodes] = DeviceError(Fault.PAPER_OUT)
    open_device(inside, "code")
    inside.answer(DeviceWish.HANDS_ON)
    assert isinstance(inside.answer(SheetWish.PRINT), Sorry)
    assert isinstance(inside.answer(False), hands_on.ScanSheet)


@pytest.mark.parametrize(
    ("test", "step"),
    [
        (ScreenTest.TOUCH, hands_on.TouchGrid),
        (ScreenTest.PIXELS, hands_on.DeadPixels),
        (ScreenTest.COLOURS, hands_on.Colours),
    ],
)
def test_the_screen_is_tested_by_eye_and_by_finger(inside, test, step):
    inside.answer(Part.SCREEN)
    assert isinstance(inside.answer(test), step)
    chosen = inside.answer(GOOD)
    assert dict(chosen.made)[test].subject == "screen"
    assert inside.findings[-1].level is Level.INTERACTIVE


def test_the_terminal_is_closed_and_opened_and_it_is_written_down(inside):
    inside.answer(Part.MAINTENANCE)
    assert inside.answer("repair").notice.reason == "repair"
    assert isinstance(inside.throw(WentHome()), room.Overview)
    assert inside.step.notice.reason == "repair"
    inside.answer(Part.MAINTENANCE)
    assert inside.answer(None).notice is None
    assert inside.deeds == ["maintenance on", "maintenance off"]


def test_a_closed_terminal_opens_the_room_and_nothing_else():
    closed = Room(when_closed(TERMINAL, Notice("repair", AT)))
    assert isinstance(closed.step, door.UnderMaintenance)
    assert closed.step.listens == {"maintenance"}
    assert isinstance(closed.answer(Knock()), door.EnterPin)
    with pytest.raises(StopIteration):
        Room(when_closed(TERMINAL, Notice())).answer(None)


def test_work_orders_are_counted_shown_filed_and_ended(inside):
    assert inside.step.orders == 3
    inside.answer(Part.ORDERS)
    assert inside.step == orders.OrdersPage(ORDERS)
    assert inside.answer(orders.OrdersWish.FILE) == orders.ChooseReason("terminal")
    assert isinstance(inside.answer(Reason.DIRTY), orders.OrdersPage)
    inside.answer(orders.Done("w-41"))
    assert inside.orders == [("terminal", Reason.DIRTY), "w-41"]
    assert inside.deeds == ["filed a work order for terminal, dirty", "ended a work order"]


def test_a_device_shows_its_own_orders_and_can_be_reported(inside):
    page = open_device(inside, "receipt")
    assert {order.role for order in page.orders.orders} == {"receipt"}
    assert inside.answer(DeviceWish.ORDER) == orders.ChooseReason("receipt")
    assert isinstance(inside.answer(Reason.LOOSE), room.DevicePage)
    assert inside.orders == [("receipt", Reason.LOOSE)]


def test_a_trace_is_begun_once_looked_at_standing_still_and_saved(inside):
    open_device(inside, "card")
    page = inside.answer(DeviceWish.TRACE)
    assert (page.role, page.listens, page.still) == ("card", {"card"}, None)
    still = inside.answer(TraceWish.PAUSE)
    assert (still.listens, still.still) == (frozenset(), traced(*TALK))
    assert inside.answer(TraceWish.GO_ON).listens == {"card"}
    assert inside.answer(records.SaveTo(Path("/media/stick"))).saved == Path("/media/stick/trace.txt")
    assert inside.answer(TraceWish.STOP).tracing == AT
    assert inside.asked.count(tracing.StartTrace) == 1
    assert inside.answer(DeviceWish.TRACE).role == "card"
    assert inside.asked.count(tracing.StartTrace) == 1  # it is running already
    assert inside.deeds == ["traced card", "saved a trace of card"]


def test_a_card_that_is_laid_down_for_a_trace_is_looked_at_no_further(inside):
    open_device(inside, "card")
    inside.answer(DeviceWish.TRACE)
    page = inside.answer(SAMPLE_CARD)
    assert isinstance(page, tracing.TracePage)
    assert page.listens == {"card"}
    assert not any(one is SAMPLE_CARD for one in vars(page).values())


def test_a_device_that_fails_while_it_is_traced_is_told_and_asked_again_only_when_wished(inside):
    open_device(inside, "card")
    inside.answer(DeviceWish.TRACE)
    page = inside.throw(DeviceError(Fault.NO_ANSWER))
    assert (page.trouble.fault, page.listens) == (Fault.NO_ANSWER, frozenset())
    assert inside.answer(TraceWish.LISTEN).listens == {"card"}


def test_a_trace_that_cannot_be_saved_says_so_and_goes_on(inside):
    inside.failing[tracing.SaveTrace] = OSError(28, "No space left on device")
    open_device(inside, "receipt")
    assert inside.answer(DeviceWish.TRACE).listens == frozenset()
    assert isinstance(inside.answer(records.SaveTo(Path("/media/stick"))).trouble, OSError)
    inside.answer(TraceWish.TEST)
    assert inside.findings[-1].level is Level.EXTERNAL


def test_only_technicians_trace_and_only_what_has_a_wire():
    assert DeviceWish.TRACE not in open_device(Room().enter("1"), "sound").wishes
