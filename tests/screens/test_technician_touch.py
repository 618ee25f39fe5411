"""What a technician's finger does: the hidden door, the keypad, the grid, the colours, the camera."""

from itertools import count
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from kivy.base import EventLoop

from drivers import Fault, State, Status
from drivers.camera import Frame
from drivers.emulated.page_view import corners_of
from drivers.emulated.sheets import A4
from kiosk.credentials.model import Door, Part, Role
from kiosk.documents.hands_on import code_texts
from kiosk.events import LanguageChosen
from kiosk.health.model import Level, Verdict
from kiosk.page_watch import PageWatch
from kiosk.room.filters import EventFilter
from kiosk.steps import common, door, hands_on, records, room, tracing
from kiosk.steps.hands_on import Seen
from screens import dead_pixels
from screens.look_at_camera import EVERY
from screens.parts import hold, live, wire
from screens.parts.icon import Icon
from screens.parts.live import Live
from screens.parts.pages import Pages
from tests.drivers.desks import HEIGHT, LAID, WIDTH, empty, seen
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


def finger_on(glass, place):
    return glass.down(*place.to_window(*place.center))


def answers(glass):
    return [event.value for event, _ in glass.heard()]


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
    assert answers(glass) == []
    glass.wait(lambda: answers(glass) == [common.Knock()])
    glass.up(finger)
    assert answers(glass) == [common.Knock()]  # letting go is no second answer


def test_a_tap_on_the_clock_begins_as_anywhere_else(glass):
    glass.show(common.Welcome())
    glass.up(finger_on(glass, clock(glass)))
    assert answers(glass) == [None]


def test_a_tap_on_the_clock_of_a_closed_terminal_does_nothing(glass):
    glass.show(door.UnderMaintenance(technician.REPAIR))
    glass.up(finger_on(glass, clock(glass)))
    assert answers(glass) == []


def test_a_finger_that_wanders_off_does_not_knock(glass):
    glass.show(common.Welcome())
    place = clock(glass)
    finger = finger_on(glass, place)
    assert place._soon is not None
    glass.up(finger, finger.x, finger.y + 200)
    assert place._soon is None
    assert answers(glass) == []


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
    assert answers(glass) == ["314"]
    assert glass.window.current.typed == ""


def test_a_pin_is_never_longer_than_the_longest_and_an_empty_one_is_not_sent(glass):
    glass.show(door.EnterPin(Door(tries=3)))
    glass.tap("确定")
    assert answers(glass) == []
    for _ in range(20):
        glass.tap("7")
    glass.tap("确定")
    assert answers(glass) == ["7" * 12]


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
    assert answers(glass) == [Part.MAINTENANCE]


def test_a_device_is_opened_and_tested(glass):
    glass.show(room.Overview(Role.TECHNICIAN, technician.USUAL), technician.NONE)
    glass.tap("小票打印机")
    assert answers(glass) == [room.OpenDevice("receipt")]
    glass.show(room.DevicePage(technician.PRINTER), technician.NONE)
    glass.tap("自检")
    glass.tap("实测")
    assert answers(glass)[1:] == [Level.INTERNAL, Level.EXTERNAL]


def test_a_filter_goes_on_with_every_press(glass):
    glass.show(records.EventsPage((), EventFilter(), ("card",)), technician.NONE)
    glass.tap("所有设备")
    assert answers(glass) == [EventFilter("card")]


def test_older_events_are_another_look_and_the_newer_ones_the_way_back(glass):
    many = technician.EVENTS * 9
    glass.show(records.EventsPage(many[:50], EventFilter("card"), ("card",)), technician.NONE)
    last(glass)
    glass.tap("查看更早的记录")
    glass.show(records.EventsPage(many[:7], EventFilter("card", passed=50), ("card",)), technician.NONE)
    assert not [said for said in glass.alive() if "更早" in said]
    glass.tap("返回较新的记录")
    assert answers(glass) == [EventFilter("card", passed=50), EventFilter("card")]


def last(glass):
    """Turn to the last page."""
    pages = next(one for one in glass.frame.walk(restrict=True) if isinstance(one, Pages))
    pages.turn(len(pages.sheets) - 1)
    glass.frames()


def cells(glass):
    return glass.window.current.cells


def glide(glass, among):
    """A finger over the middle of each of these cells, without leaving the glass."""
    finger = None
    for column, row in among:
        x, y = (column + 0.5) * cells(glass).wide, (row + 0.5) * cells(glass).tall
        if finger is None:
            finger = glass.down(x, y)
        else:
            finger.move(dict(zip("xy", glass._share(x, y), strict=True)))
            EventLoop.post_dispatch_input("update", finger)
    glass.up(finger)


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
def test_a_grid_with_every_cell_pressed_has_passed(glass, size):
    glass.fresh(size)
    glass.show(hands_on.TouchGrid(), technician.NONE)
    every = list(cells(glass).colours)
    width, height = glass.window.glass.size
    assert {0, cells(glass).columns - 1} <= {column for column, _ in every}
    assert cells(glass).columns * cells(glass).wide == pytest.approx(width)  # to the very edge
    assert cells(glass).rows * cells(glass).tall == pytest.approx(height)
    glide(glass, every)
    assert cells(glass).line.points
    glass.tap("正常")
    assert answers(glass) == [Seen(Verdict.PASSED, f"{len(every)}/{len(every)}")]


def test_a_grid_with_a_dead_cell_has_not_passed_whatever_is_said(glass):
    glass.show(hands_on.TouchGrid(), technician.NONE)
    every = list(cells(glass).colours)
    glide(glass, every[:-1])
    glass.tap("正常")
    assert answers(glass) == [Seen(Verdict.FAILED, f"{len(every) - 1}/{len(every)}")]


def test_a_grid_that_is_broken_off_is_not_decided(glass):
    glass.show(hands_on.TouchGrid(), technician.NONE)
    glass.tap("中止检测")
    assert answers(glass)[0].verdict is Verdict.UNKNOWN


def test_each_touch_shows_the_next_colour_and_then_it_is_asked(glass):
    glass.show(hands_on.DeadPixels(), technician.NONE)
    for _ in dead_pixels.COLOURS:
        assert glass.presses() == []
        glass.up(glass.down(500, 500))
    glass.tap("不正常")
    assert answers(glass) == [Seen(Verdict.FAILED)]


def test_the_colours_reach_every_pixel(glass):
    glass.show(hands_on.DeadPixels(), technician.NONE)
    glass.up(glass.down(500, 500))
    assert glass.pixels().getextrema() == ((0, 0), (0, 0), (0, 0))


class Lens:
    """A camera whose pictures get sharper while its lens is turned."""

    def __init__(self):
        self.number = 0
        self.gone = False

    def latest(self, role):
        assert role == "camera"
        if self.gone:
            return None
        self.number += EVERY
        pixels = np.zeros((480, 1280, 3), np.uint8)
        pixels[:, :: max(2, 64 - self.number)] = 255
        pixels[:, :400] = (40, 90, 250)  # BGR: a warm red
        return Frame(pixels, 0.0, self.number)


def test_the_camera_is_live_and_its_sharpness_is_told(glass, monkeypatch):
    monkeypatch.setattr(live, "PACE", 0)
    lens = Lens()
    monkeypatch.setattr(glass.window.around, "frame", lens.latest)
    glass.show(hands_on.LookAtCamera("camera"), technician.NONE)
    figure = lambda: glass.window.current.figure.shows  # noqa: E731 - said often
    glass.wait(lambda: "1280×480" in figure())
    first = figure()
    glass.wait(lambda: figure() != first)
    shown = next(one for one in glass.frame.walk(restrict=True) if isinstance(one, Live))
    assert shown.texture.width <= live.WIDEST
    (x, y), (wide, tall) = shown.face.pos, shown.face.size
    whole = glass.pixels()
    colour = whole.getpixel((int(x + wide * 0.1), int(whole.height - y - tall / 2)))
    assert colour == (250, 90, 40)  # red is red, although cameras give blue first
    lens.gone = True
    glass.wait(lambda: figure() == "没有画面")
    glass.show(common.Farewell())
    assert shown.texture is None  # it may have shown a face
    before = lens.number
    glass.frames(5)
    assert lens.number == before


def test_the_page_that_is_found_is_drawn_over_the_live_picture(glass, monkeypatch):
    monkeypatch.setattr(live, "PACE", 0)
    view, pages, numbers = seen((A4, LAID)), PageWatch(), count()
    monkeypatch.setattr(glass.window.around, "frame", lambda _role: Frame(view, 0.0, next(numbers)))
    monkeypatch.setattr(glass.window.around, "page", pages.look)
    glass.show(hands_on.LookAtCamera("document_camera"), technician.NONE)
    glass.wait(lambda: glass.window.current.page.shows == "整页都在画面里")
    shown, truth = glass.window.current.live, corners_of(A4, LAID, WIDTH, HEIGHT)
    drawn = (np.reshape(shown.line.points, (4, 2)) - shown.face.pos) / shown.face.size * [WIDTH, HEIGHT]
    assert np.abs([0, HEIGHT] + drawn * [1, -1] - truth).max() < 3
    view = empty()
    glass.wait(lambda: glass.window.current.page.shows == "没有找到页面")
    assert shown.ink.a == 0
    glass.show(common.Farewell())
    pages.close()


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
def test_codes_on_the_screen_can_be_read_from_it(glass, size):
    glass.fresh(size)
    glass.show(hands_on.ScanSheet(code_texts(), frozenset()), technician.NONE)
    assert {code.text for code in zxingcpp.read_barcodes(glass.pixels())} == set(code_texts())


def test_a_loudspeaker_is_chosen_by_its_side(glass):
    glass.show(hands_on.Listen(), technician.NONE)
    glass.tap("左声道")
    assert answers(glass) == [hands_on.Side.LEFT]


def test_a_reason_closes_the_terminal_and_one_press_opens_it(glass):
    glass.show(room.MaintenancePage(), technician.NONE)
    glass.tap("设备正在修理")
    glass.show(room.MaintenancePage(technician.REPAIR), technician.NONE)
    glass.tap("恢复服务")
    assert answers(glass) == ["repair", None]


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
    assert answers(glass) == [wish.PAUSE, records.SaveTo(Path("/media/stick")), wish.STOP, wish.LISTEN]
