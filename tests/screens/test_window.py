"""The window keeps to itself: one source of touches, no key that leads out, and a clock that goes."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from kivy.base import EventLoop
from kivy.config import Config

from kiosk.steps import finding
from screens.base import Surroundings
from tests.screens import samples
from tests.screens.glass import PORTRAIT

ESCAPE, F1, F5, F11, Q = 27, 282, 286, 292, 113


@pytest.fixture(autouse=True)
def tall(glass):
    glass.fresh(PORTRAIT)


@pytest.mark.parametrize("key", [ESCAPE, F1, F5, F11, Q])
def test_no_key_leads_out(glass, key):
    glass.show(finding.TakeAlong(samples.item()))
    glass.window.glass.dispatch("on_key_down", key, 0, None, ["ctrl", "alt", "meta"])
    glass.window.glass.dispatch("on_key_up", key, 0)
    glass.frames()
    assert EventLoop.status != "closed"
    assert glass.heard() == []
    assert "扫一扫" in glass.words()


def test_touches_have_one_source(glass):
    kinds = {type(one).__name__ for one in EventLoop.input_providers}
    assert kinds == {"MouseMotionEventProvider", "SDL2MotionEventProvider"}  # the latter is mute on a desktop
    assert Config.getint("graphics", "multisamples") == 0


def test_one_real_press_is_one_touch_and_one_answer():
    story = Path(__file__).with_name("real_press.py")
    command = [sys.executable, "-m", "pytest", "-n", "0", "-o", "python_files=real_press.py", str(story)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert run.returncode == 0, run.stdout[-2000:]


def test_the_clock_on_the_sign_goes_and_what_was_typed_stays(glass):
    glass.show(finding.Search(samples.catalogue()))
    glass.tap("Y")
    before = glass.window.around
    try:
        glass.window.around = Surroundings(before.hall, lambda: samples.NOW + timedelta(minutes=1))
        glass.window._show_again(1)
        glass.frames()
        assert "09:42" in glass.words()
        assert "Y|" in glass.words()
    finally:
        glass.window.around = before


def test_a_terminal_is_not_closed_by_its_guests(glass):
    assert not glass.window._asked_to_close()
    glass.window.settings = replace(glass.window.settings, fullscreen=True)
    assert glass.window._asked_to_close()
    glass.window.settings = replace(glass.window.settings, fullscreen=False)
