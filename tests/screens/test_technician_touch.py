"""What a technician's finger does: the hidden door, the keypad, the grid, the colours, the camera."""

from pathlib import Path

import pytest

from drivers import Fault, State, Status
from kiosk.credentials.model import Door, Part, Role
from kiosk.events import LanguageChosen
from kiosk.health.model import Level
from kiosk.room.filters import EventFilter
from kiosk.steps import common, door, records, room, tracing
from screens.parts import hold, wire
from screens.parts.icon import Icon
from screens.parts.pages import Pages
from tests.screens import technician_samples as technician
from tests.screens.drawing import PICTURES
from tests.screens.geometry import faults
from tests.screens.glass import LANDSCAPE, PORTRAIT


@pytest.fixture(autouse=True)
def tall(glass):
    glass.fresh(PORTRAIT)


def clock(glass):
    """The clock of the idle screen, on which the finger has to stay."""
    return next(one for one in glass.presses() if isinstance(one, hold.Hold))


def last(glass):
    """Turn to the last page."""
    pages = next(one for one in glass.frame.walk(restrict=True) if isinstance(one, Pages))
    pages.turn(len(pages.sheets) - 1)
    glass.frames()


def finger_on(glass, place):
    return glass.down(*place.to_window(*place.center))


@pytest.fixture
def briefly(monkeypatch):
    """Long enough to be a wait, short enough for a test."""
    monkeypatch.setattr(hold, "SECONDS", 0.3)


@pytest.mark.parametrize("step", [common.Welcome(), door.UnderMaintenance(technician.REPAIR)])
@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
def test_a_finger_that_stays_on_the_clock_knocks(glass, briefly, step, size):
    glass.fresh(size)
    glass.show(step)
    finger = finger_on(glass, clock(glass))
    assert glass.answers() == []
    glass.wait(lambda: glass.answers() == [common.Knock()])
    glass.up(finger)
    assert glass.answers() == [common.Knock()]  # letting go is no second answer


def test_a_tap_on_the_clock_begins_as_anywhere_else(glass):
    glass.show(common.Welcome())
    glass.up(finger_on(glass, clock(glass)))
    assert glass.answers() == [None]


def test_a_tap_on_the_clock_of_a_closed_terminal_does_nothing(glass):
    glass.show(door.UnderMaintenance(technician.REPAIR))
    glass.up(finger_on(glass, clock(glass)))
    assert glass.answers() == []


def test_a_finger_that_wanders_off_does_not_knock(glass):
    glass.show(common.Welcome())
    place = clock(glass)
    finger = finger_on(glass, place)
    assert place._soon is not None
    glass.up(finger, finger.x, finger.y + 200)
    assert place._soon is None
    assert glass.answers() == []


def test_the_hold_takes_five_seconds():
    assert hold.SECONDS == 5


def test_the_closed_terminal_can_be_read_in_every_language(glass):
    glass.show(door.UnderMaintenance(technician.REPAIR))
    glass.tap("English")
    assert [event for event, _ in glass.heard()] == [LanguageChosen("en")]


def test_a_reason_in_somebodys_own_words_is_shown_as_it_stands(glass):
    glass.show(door.UnderMaintenance(technician.WRITTEN), language="en")
    assert "天花板漏水" in glass.words().replace("\n", "")


def test_what_is_typed_at_the_door_is_shown_as_dots(glass):
    glass.show(door.EnterPin(Door(tries=3)))
    for digit in "3141":
        glass.tap(digit)
    shown = [one for one in glass.window.current.field.walk(restrict=True) if isinstance(one, Icon)]
    assert len(shown) == 4
    assert "3141" not in glass.words()
    glass.tap("删除")
    glass.tap("确定")
    assert glass.answers() == ["314"]
    assert glass.window.current.typed == ""


def test_a_pin_is_never_longer_than_the_longest_and_an_empty_one_is_not_sent(glass):
    glass.show(door.EnterPin(Door(tries=3)))
    glass.tap("确定")
    assert glass.answers() == []
    for _ in range(20):
        glass.tap("7")
    glass.tap("确定")
    assert glass.answers() == ["7" * 12]


def test_the_overview_follows_the_devices_while_it_is_looked_at(glass):
    glass.show(room.Overview(Role.TECHNICIAN, technician.USUAL), technician.NONE)
    assert "打印纸用完了" not in glass.words().split("小票打印机")[1].split("\n")[1]
    glass.again(health={"receipt": Status(State.USER_ERROR, Fault.PAPER_OUT)})
    assert "打印纸用完了" in glass.words().split("小票打印机")[1].split("\n")[1]


def test_staff_are_not_offered_what_is_the_technicians(glass):
    glass.show(room.Overview(Role.STAFF, technician.USUAL), technician.NONE)
    offered = " ".join(glass.alive())
    assert "工单" in offered
    assert not {"网络", "系统", "查找设备"} & set(offered.split())
    glass.tap("维护模式")
    assert glass.answers() == [Part.MAINTENANCE]


def test_a_device_is_opened_and_tested(glass):
    glass.show(room.Overview(Role.TECHNICIAN, technician.USUAL), technician.NONE)
    glass.tap("小票打印机")
    assert glass.answers() == [room.OpenDevice("receipt")]
    glass.show(room.DevicePage(technician.PRINTER), technician.NONE)
    glass.tap("自检")
    glass.tap("实测")
    assert glass.answers()[1:] == [Level.INTERNAL, Level.EXTERNAL]


def test_a_filter_goes_on_with_every_press(glass):
    glass.show(records.EventsPage((), EventFilter(), ("card",)), technician.NONE)
    glass.tap("所有设备")
    assert glass.answers() == [EventFilter("card")]


def test_older_events_are_another_look_and_the_newer_ones_the_way_back(glass):
    many = technician.EVENTS * 9
    glass.show(records.EventsPage(many[:50], EventFilter("card"), ("card",)), technician.NONE)
    last(glass)
    glass.tap("查看更早的记录")
    glass.show(records.EventsPage(many[:7], EventFilter("card", passed=50), ("card",)), technician.NONE)
    assert not [said for said in glass.alive() if "更早" in said]
    glass.tap("返回较新的记录")
    assert glass.answers() == [EventFilter("card", passed=50), EventFilter("card")]


def test_a_reason_closes_the_terminal_and_one_press_opens_it(glass):
    glass.show(room.MaintenancePage(), technician.NONE)
    glass.tap("设备正在修理")
    glass.show(room.MaintenancePage(technician.REPAIR), technician.NONE)
    glass.tap("恢复服务")
    assert glass.answers() == ["repair", None]


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
def test_lines_of_a_trace_arrive_while_it_is_looked_at_the_newest_on_top(glass, monkeypatch, size):
    glass.fresh(size)
    monkeypatch.setattr(wire, "PACE", 0)
    traces = [technician.traced()]
    monkeypatch.setattr(glass.window.around, "trace", lambda: traces[-1])
    glass.show(tracing.TracePage("card", True, True), technician.NONE)
    assert "还没有数据" in glass.words()
    traces.append(technician.traced(*technician.TALK[:2]))
    glass.wait(lambda: "find a card" in glass.words())
    traces.append(technician.traced(*technician.TALK[:4]))
    glass.wait(lambda: "read text and photo" in glass.words())
    told = glass.words()
    assert told.index("read text and photo") < told.index("find a card") < told.index("open: ")
    assert faults(glass) == []
    traces.append(technician.traced(*technician.TALK * 60))
    glass.wait(lambda: "5208" in glass.words())  # the newest of them, in milliseconds
    glass.frames(3)
    glass.picture(PICTURES / f"trace_page-live-{'tall' if size is PORTRAIT else 'wide'}-zh.png")
    assert faults(glass) == []
    traces.append(technician.traced(*technician.TALK, on=False))
    glass.wait(lambda: "自动停止了" in glass.window.current.state.shows)
    shown = next(one for one in glass.frame.walk(restrict=True) if isinstance(one, wire.Wire))
    glass.show(common.Farewell())
    assert (shown.children, shown.beat.is_triggered) == ([], 0)


def test_a_trace_is_stopped_in_its_tracks_read_on_and_saved(glass):
    glass.show(tracing.TracePage("card", True, True, folders=(Path("/media/stick"),)), technician.NONE)
    glass.tap("停住画面")
    glass.tap("保存：stick")
    glass.tap("停止，删除记录")
    glass.show(tracing.TracePage("card", True, False), technician.NONE)
    glass.tap("再读一次")
    wish = tracing.TraceWish
    assert glass.answers() == [wish.PAUSE, records.SaveTo(Path("/media/stick")), wish.STOP, wish.LISTEN]
