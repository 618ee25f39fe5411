"""What a technician tries out by hand at the panel: its grid, its colours, the camera, codes and the loudspeaker."""

from itertools import count

import numpy as np
import pytest
import zxingcpp
from kivy.base import EventLoop

from drivers.camera import Frame
from drivers.emulated.page_view import corners_of
from drivers.emulated.sheets import A4
from kiosk.documents.hands_on import code_texts
from kiosk.health.model import Verdict
from kiosk.page_watch import PageWatch
from kiosk.steps import common, hands_on
from kiosk.steps.hands_on import Seen
from screens import dead_pixels
from screens.look_at_camera import EVERY
from screens.parts import live
from screens.parts.live import Live
from tests.drivers.desks import HEIGHT, LAID, WIDTH, empty, seen
from tests.screens import technician_samples as technician
from tests.screens.glass import LANDSCAPE, PORTRAIT


@pytest.fixture(autouse=True)
def tall(glass):
    glass.fresh(PORTRAIT)


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
    assert glass.answers() == [Seen(Verdict.PASSED, f"{len(every)}/{len(every)}")]


def test_a_grid_with_a_dead_cell_has_not_passed_whatever_is_said(glass):
    glass.show(hands_on.TouchGrid(), technician.NONE)
    every = list(cells(glass).colours)
    glide(glass, every[:-1])
    glass.tap("正常")
    assert glass.answers() == [Seen(Verdict.FAILED, f"{len(every) - 1}/{len(every)}")]


def test_a_grid_that_is_broken_off_is_not_decided(glass):
    glass.show(hands_on.TouchGrid(), technician.NONE)
    glass.tap("中止检测")
    assert glass.answers()[0].verdict is Verdict.UNKNOWN


def test_each_touch_shows_the_next_colour_and_then_it_is_asked(glass):
    glass.show(hands_on.DeadPixels(), technician.NONE)
    for _ in dead_pixels.COLOURS:
        assert glass.presses() == []
        glass.up(glass.down(500, 500))
    glass.tap("不正常")
    assert glass.answers() == [Seen(Verdict.FAILED)]


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
    assert glass.answers() == [hands_on.Side.LEFT]
