"""A technician at the terminal: real drivers on emulated wires, the door, the tests, paper changed, the report."""

import pytest
import zxingcpp
from argon2 import PasswordHasher

from drivers import Fate, Fault, Paper
from drivers.emulated.sample_cards import CITIZEN
from drivers.tracing import Direction
from kiosk.credentials.guard import FIRST_WAIT, FREE
from kiosk.credentials.model import Part, Refusal, Role
from kiosk.credentials.pins import Pins
from kiosk.documents.hands_on import code_texts
from kiosk.documents.readiness_slip import readiness_slip
from kiosk.documents.test_slip import TEST_CODE
from kiosk.events import Left, PressedHome
from kiosk.health.flaws import Flaw
from kiosk.health.history import Kind
from kiosk.health.model import Level, Verdict
from kiosk.maintenance.board import Board, Closing
from kiosk.platform.server.e_id import sample_e_id
from kiosk.steps.common import Knock, Welcome
from kiosk.steps.door import EnterPin, UnderMaintenance
from kiosk.steps.hands_on import LookAtSlip, ScanSheet, Seen, SheetWish
from kiosk.steps.queueing import TicketTaken
from kiosk.steps.records import EventsPage, FindingsPage, FindingsWish, ReadinessPage, ReadinessWish, SaveTo, Subject
from kiosk.steps.room import DevicePage, DeviceWish, MaintenancePage, OpenDevice, Overview
from kiosk.steps.tracing import TracePage, TraceWish
from kiosk.texts import words
from tests.documents.reading import read
from tests.health.planting import again_and_again
from tests.stories.hall import Hall

PIN, WRONG = "314159", "271829"
QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@pytest.fixture
def hall(tmp_path):
    (tmp_path / "state").mkdir()
    Pins(tmp_path / "state" / "pins.json", QUICK).set(Role.TECHNICIAN, PIN)
    with Hall(tmp_path) as hall:
        yield hall


def knock(hall):
    hall.until(Welcome)
    hall.press(Knock())
    return hall.until(EnterPin).door


def enter(hall):
    knock(hall)
    hall.press(PIN)
    return hall.until(Overview)


def open_device(hall, role):
    hall.press(OpenDevice(role))
    return hall.until(DevicePage)


def test(hall, level):
    """Press a test on the page of a device, and what it has come to."""
    turn = hall.kiosk.turn
    hall.press(level)
    return hall.wait(lambda: hall.kiosk.turn > turn and isinstance(hall.step, DevicePage) and hall.step.made)


test.__test__ = False


def well(hall, role):
    return hall.kiosk.health[role].ok


def test_a_technician_finds_the_empty_roll_changes_it_and_prints_the_report(hall):
    printer = hall.devices.receipt
    overview = enter(hall)
    assert {device.role for device in overview.devices} == {"card", "code", "receipt"}
    printer.load_roll(0)
    hall.wait(lambda: hall.kiosk.health["receipt"].fault is Fault.PAPER_OUT)
    open_device(hall, "receipt")
    assert test(hall, Level.INTERNAL).fault is Fault.PAPER_OUT
    printer.load_roll()
    hall.wait(lambda: well(hall, "receipt"))
    made = test(hall, Level.EXTERNAL)
    assert (made.verdict, made.values["fate"]) == (Verdict.PASSED, Fate.CONFIRMED)
    assert TEST_CODE in [code.text for code in zxingcpp.read_barcodes(printer.slips[-1].picture)]
    hall.tell(PressedHome())
    receipt = next(device for device in hall.until(Overview).devices if device.role == "receipt")
    assert (receipt.last_fault, receipt.last_test.verdict) == (Fault.PAPER_OUT, Verdict.PASSED)
    assert receipt.status.paper is Paper.FULL
    hall.press(Part.READINESS)
    assert hall.until(ReadinessPage).report.verdict is Verdict.UNKNOWN  # the others were never tested
    hall.press(ReadinessWish.TEST)
    hall.wait(lambda: isinstance(hall.step, ReadinessPage) and len(hall.step.report.findings) == 3)
    slips = len(printer.slips)
    hall.press(ReadinessWish.PRINT)
    hall.wait(lambda: len(printer.slips) == slips + 1)
    hall.until(ReadinessPage)
    hall.tell(Left())
    hall.until(Welcome)


def test_the_page_of_the_report_is_saved_where_it_is_wanted(hall, tmp_path):
    enter(hall)
    hall.press(Part.READINESS)
    hall.until(ReadinessPage)
    hall.press(SaveTo(tmp_path / "stick"))
    saved = hall.wait(lambda: isinstance(hall.step, ReadinessPage) and hall.step.saved)
    assert saved.parent == tmp_path / "stick"
    assert saved.read_bytes().startswith(b"%PDF")
    hall.press(SaveTo(tmp_path / "kiosk.toml"))  # a file is no folder
    assert hall.wait(lambda: isinstance(hall.step, ReadinessPage) and hall.step.trouble)


def test_a_printer_is_judged_by_whoever_looks_at_the_slip(hall):
    enter(hall)
    open_device(hall, "receipt")
    hall.press(DeviceWish.HANDS_ON)
    assert hall.until(LookAtSlip).fate is Fate.CONFIRMED
    assert len(hall.devices.receipt.slips) == 1
    hall.press(Seen(Verdict.FAILED))
    made = hall.until(DevicePage).made
    assert (made.level, made.verdict) == (Level.INTERACTIVE, Verdict.FAILED)


def test_the_scanner_reads_the_sheet_and_a_residents_code_is_looked_at_no_further(hall):
    enter(hall)
    open_device(hall, "code")
    hall.press(DeviceWish.HANDS_ON)
    first, *_ = code_texts()
    show(hall, first)
    hall.wait(lambda: isinstance(hall.step, ScanSheet) and hall.step.read == {first})
    show(hall, sample_e_id("测试员甲", "11010519491231002X"))
    hall.wait(lambda: isinstance(hall.step, ScanSheet) and hall.step.other)
    hall.press(SheetWish.PRINT)
    hall.wait(lambda: len(hall.devices.receipt.slips) == 1)
    printed = {code.text for code in zxingcpp.read_barcodes(hall.devices.receipt.slips[0].picture)}
    assert printed == set(code_texts())
    hall.until(ScanSheet)
    hall.press(Seen(Verdict.PASSED))
    assert hall.until(DevicePage).made.detail == f"1/{len(code_texts())}"


def show(hall, text):
    hall.until(ScanSheet)
    hall.devices.code.hide()
    hall.wait(lambda: hall.kiosk.hands["code"]._listening == hall.kiosk.turn)
    hall.devices.code.show(text.encode())


def test_a_pulled_plug_is_told_by_the_test_and_by_the_events(hall):
    enter(hall)
    open_device(hall, "card")
    hall.devices.card.trouble.unplugged = True
    hall.wait(lambda: not well(hall, "card"))
    assert test(hall, Level.INTERNAL).fault is Fault.NO_DEVICE
    hall.press(DeviceWish.EVENTS)
    events = hall.until(EventsPage).events
    assert {event.kind for event in events} >= {Kind.FAULT, Kind.TESTED}
    assert {event.role for event in events} == {"card"}
    hall.press(hall.step.wanted.next_kind())
    hall.wait(lambda: isinstance(hall.step, EventsPage) and hall.step.wanted.kind is Kind.FAULT)
    assert {event.kind for event in hall.step.events} == {Kind.FAULT}


def tracer(hall):
    return hall.kiosk.hands["trace"].resource


def told(hall, *words):
    """Whether the trace has told this, word after word."""
    trace = tracer(hall).trace()
    said = iter([line.told.words for line in trace.lines] if trace else [])
    return all(any(word in one for one in said) for word in words)


def test_a_technician_watches_a_card_being_read_and_takes_the_trace_along_without_a_person(hall, tmp_path):
    enter(hall)
    open_device(hall, "card")
    hall.press(DeviceWish.TRACE)
    assert hall.until(TracePage).listens == {"card"}
    hall.lay_card()
    hall.wait(lambda: told(hall, "find a card", "a card is there", "select the card", "read text and photo", "done"))
    hall.until(TracePage)
    hall.devices.card.lift()
    hall.press(TraceWish.PAUSE)
    still = hall.wait(lambda: isinstance(hall.step, TracePage) and hall.step.still)
    assert {line.told.direction for line in still.lines} >= {Direction.SENT, Direction.HEARD}
    hall.press(SaveTo(tmp_path / "stick"))
    saved = hall.wait(lambda: isinstance(hall.step, TracePage) and hall.step.saved)
    assert saved.name.startswith("trace-")
    text = saved.read_text(encoding="utf-8")
    assert "read text and photo" in text
    assert "·· ×" in text
    for secret in (CITIZEN.name, CITIZEN.number, CITIZEN.address):
        for charset in ("utf-8", "utf-16-le", "gb18030"):
            assert secret not in text
            assert secret.encode(charset).hex(" ").upper() not in text
            assert secret.encode(charset) not in saved.read_bytes()
    assert CITIZEN.name not in saved.name
    hall.press(TraceWish.STOP)
    assert hall.until(DevicePage).tracing is None
    assert tracer(hall).trace() is None


def test_a_trace_runs_on_in_the_room_and_has_ended_before_the_next_resident_comes(hall):
    enter(hall)
    open_device(hall, "receipt")
    hall.press(DeviceWish.TRACE)
    hall.until(TracePage)
    hall.wait(lambda: told(hall, "DLE EOT 4", "paper: well"))
    hall.tell(PressedHome())
    hall.until(Overview)
    assert open_device(hall, "receipt").tracing is not None
    test(hall, Level.EXTERNAL)
    assert told(hall, "GS v picture", "GS V cut", "all before is printed")
    assert hall.kiosk.hands["receipt"].device._tap is not None
    hall.tell(Left())
    hall.until(Welcome)
    assert hall.kiosk.hands["receipt"].device._tap is None
    assert tracer(hall).trace() is None
    hall.go_to(TicketTaken)
    assert tracer(hall).trace() is None


def test_a_reader_that_is_away_is_told_and_its_return_is_seen_in_the_trace(hall):
    enter(hall)
    hall.devices.card.trouble.unplugged = True
    hall.wait(lambda: not well(hall, "card"))
    open_device(hall, "card")
    hall.press(DeviceWish.TRACE)
    away = hall.wait(lambda: isinstance(hall.step, TracePage) and hall.step.trouble)
    assert away.fault is Fault.NO_DEVICE
    assert not hall.step.listens
    hall.devices.card.trouble.unplugged = False
    hall.wait(lambda: well(hall, "card"))
    assert told(hall, "open: ", "is the module well?", "done")
    hall.press(TraceWish.LISTEN)
    hall.wait(lambda: isinstance(hall.step, TracePage) and hall.step.listens)
    hall.lay_card()
    hall.wait(lambda: told(hall, "read text and photo"))


def test_wrong_pins_lock_the_door_and_a_restart_does_not_open_it(hall):
    knock(hall)
    for _ in range(FREE):
        turn = hall.kiosk.turn
        hall.press(WRONG)
        hall.wait(lambda turn=turn: hall.kiosk.turn > turn and isinstance(hall.step, EnterPin))
    assert hall.step.door.refusal is Refusal.LOCKED
    hall.stop()
    hall.start()
    door = knock(hall)
    assert door.refusal is Refusal.LOCKED
    assert 0 < door.seconds <= FIRST_WAIT
    turn = hall.kiosk.turn
    hall.press(PIN)
    hall.wait(lambda: hall.kiosk.turn > turn and isinstance(hall.step, EnterPin))
    assert hall.step.door.refusal is Refusal.LOCKED


def test_a_badge_that_is_shown_to_the_scanner_opens_the_room_and_a_lost_one_does_not(hall, tmp_path):
    pins = Pins(tmp_path / "state" / "pins.json", QUICK)
    lost, badge = pins.new_badge(Role.STAFF), pins.new_badge(Role.STAFF)
    knock(hall)
    hall.show_code(lost, EnterPin)
    hall.wait(lambda: isinstance(hall.step, EnterPin) and hall.step.door.refusal is Refusal.BADGE)
    hall.show_code(badge, EnterPin)
    assert hall.until(Overview).who is Role.STAFF


def test_a_terminal_that_is_closed_during_a_visit_lets_it_end_with_its_ticket(hall, tmp_path):
    board = Board(tmp_path / "state")
    taken = hall.go_to(TicketTaken)
    board.close("repair")
    hall.wait(lambda: hall.kiosk.notice)
    assert isinstance(hall.step, TicketTaken)
    assert (taken.fate, hall.tickets()) == (Fate.CONFIRMED, [taken.ticket.number])
    assert board.closing is Closing.PENDING
    hall.tell(Left())
    assert hall.until(UnderMaintenance).notice.reason == "repair"
    hall.wait(lambda: board.closing is Closing.ACTIVE)
    others = [one.id for one in hall.stage.services.elsewhere]
    assert others
    assert hall.config.who.hall not in others
    hall.stop()
    hall.start()
    hall.until(UnderMaintenance)
    hall.press(Knock())
    hall.until(EnterPin)
    hall.press(PIN)
    assert hall.until(Overview).notice.reason == "repair"
    hall.press(Part.MAINTENANCE)
    hall.until(MaintenancePage)
    hall.press(None)
    hall.wait(lambda: isinstance(hall.step, MaintenancePage) and hall.step.notice is None)
    hall.tell(Left())
    hall.until(Welcome)


def test_nobody_for_ten_minutes_is_nobody_and_the_next_one_has_to_knock(hall):
    enter(hall)
    hall.now += 599
    hall.kiosk.pump()
    assert isinstance(hall.step, Overview)
    hall.now += 2
    hall.kiosk.pump()
    hall.until(Welcome)
    deeds = [deed.what for deed in hall.kiosk.hands["access"].resource.record.deeds()]
    hall.wait(lambda: "left" in [one.what for one in hall.kiosk.hands["access"].resource.record.deeds()])
    assert "entered" in deeds


def test_the_network_and_the_machine_are_looked_into_part_by_part(hall):
    enter(hall)
    hall.press(Part.NETWORK)
    page = hall.until(FindingsPage)
    assert page.subject is Subject.NETWORK
    assert {"name", "connection", "answers"} <= {finding.part for finding in page.findings}
    hall.tell(PressedHome())
    hall.until(Overview)
    hall.press(Part.MACHINE)
    assert {"disk", "memory", "usb", "versions"} <= {finding.part for finding in hall.until(FindingsPage).findings}
    turn = hall.kiosk.turn
    hall.press(FindingsWish.AGAIN)
    hall.wait(lambda: hall.kiosk.turn > turn and isinstance(hall.step, FindingsPage))


def test_no_pin_stands_in_the_log_or_in_any_file(hall, tmp_path, caplog):
    with caplog.at_level("DEBUG"):
        enter(hall)
        hall.tell(Left())
        hall.until(Welcome)
    hall.stop()
    assert PIN not in caplog.text
    kept = [file for file in (tmp_path / "state").rglob("*") if file.is_file()]
    assert not [file for file in kept if PIN.encode() in file.read_bytes()]


def test_nothing_of_the_person_on_a_test_card_or_code_is_kept_shown_or_printed(hall, tmp_path, caplog):
    """A technician lays down a resident's card and shows a resident's code: of both only kinds may be told."""
    with caplog.at_level("DEBUG"):
        enter(hall)
        open_device(hall, "card")
        hall.lay_card()
        card = test(hall, Level.EXTERNAL)
        hall.devices.card.lift()
        hall.tell(PressedHome())
        hall.until(Overview)
        open_device(hall, "code")
        with again_and_again(lambda: hall.devices.code.show(sample_e_id(CITIZEN.name, CITIZEN.number).encode())):
            code = test(hall, Level.EXTERNAL)
        hall.tell(PressedHome())
        hall.until(Overview)
        hall.press(Part.READINESS)
        report = hall.until(ReadinessPage).report
        hall.press(SaveTo(tmp_path / "stick"))
        saved = hall.wait(lambda: isinstance(hall.step, ReadinessPage) and hall.step.saved)
        slip = readiness_slip(report, words())
        hall.tell(Left())
        hall.until(Welcome)
    hall.stop()
    assert (card.verdict, card.values["kind"]) == (Verdict.PASSED, CITIZEN.kind)
    assert code.flaw is Flaw.OTHER_CODE
    told = [read(saved.read_bytes()).text, caplog.text, str([vars(block) for block in slip.blocks])]
    kept = [file.read_bytes() for file in (tmp_path / "state").rglob("*") if file.is_file()]
    for secret in (CITIZEN.name, CITIZEN.number, CITIZEN.address, "hkid:"):
        assert secret
        assert not [one for one in told if secret in one]
        assert not [one for one in kept if secret.encode() in one]
