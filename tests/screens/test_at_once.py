"""What a finger presses is seen at once, before the whole screen is drawn, and the whole screen is then the same."""

import pytest
from kivy.base import EventLoop
from kivy.graphics.opengl import GL_SCISSOR_TEST, glIsEnabled

from kiosk.steps import finding
from screens.look.at_once import drawn_by_software
from screens.parts.press import pressables
from tests.screens import samples
from tests.screens.glass import LANDSCAPE, PORTRAIT, Finger


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
def test_a_pressed_part_is_seen_before_the_screen_is_drawn_and_nothing_else_has_changed(glass, size):
    assert drawn_by_software(), "the tests' display has no graphics card"
    glass.fresh(size)
    glass.show(finding.Search(samples.catalogue()))
    glass.frames(5)
    before = glass.pixels()
    part = max(pressables(glass.frame.footer), key=lambda one: one.width)
    x, y = part.to_window(*part.center)
    EventLoop.post_dispatch_input("begin", Finger(*glass._share(x, y)))
    at_once = glass.pixels()
    left, low = x - part.width / 2, y - part.height / 2
    box = tuple(map(int, (left, size[1] - low - part.height, left + part.width, size[1] - low)))
    assert at_once.crop(box).tobytes() != before.crop(box).tobytes()
    assert not glIsEnabled(GL_SCISSOR_TEST)
    glass.frames(3)
    assert glass.pixels().tobytes() == at_once.tobytes()
