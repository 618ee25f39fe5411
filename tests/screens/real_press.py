"""A real press at the window: run by test_window.py in a process of its own, where no other story has moved it."""

import pytest
from kivy.base import EventLoop
from Xlib import X
from Xlib.display import Display
from Xlib.ext import xtest

from kiosk.events import Touched
from kiosk.steps import common
from tests.screens import samples
from tests.screens.glass import PORTRAIT
from tests.waiting import wait_until


@pytest.fixture(autouse=True)
def tall(glass):
    glass.fresh(PORTRAIT)


def test_one_real_press_is_one_touch_and_one_answer(glass):
    glass.show(common.Home(samples.catalogue()))
    place = glass.find("取号排队")
    x, y = map(int, place.to_window(*place.center))  # whole pixels: a pointer stands on no half ones
    display = Display()
    kivy = glass.window.glass

    def pointed():
        """Whether the pointer has come in; a hand moves until it sees so."""
        at = display.screen().root.query_tree().children[-1].get_geometry()
        for aside in (5, 0):
            xtest.fake_input(display, X.MotionNotify, x=at.x + x + aside, y=at.y + int(kivy.height) - y)
        display.sync()
        return int(kivy.mouse_pos[0]) == x

    pump(glass, pointed)
    xtest.fake_input(display, X.ButtonPress, 1)
    xtest.fake_input(display, X.ButtonRelease, 1)
    display.sync()
    pump(glass, glass.heard)
    display.close()
    assert [event for event, _ in glass.window.kiosk.heard if isinstance(event, Touched)] == [Touched()]
    assert glass.answers() == [common.TakeNumber()]


def pump(glass, true):
    """As Kivy's main loop does: ask the window system, then go on."""

    def turn():
        glass.window.glass.mainloop()
        EventLoop.idle()

    return wait_until(true, step=turn)
