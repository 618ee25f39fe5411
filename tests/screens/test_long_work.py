"""Who waits for long work is told how long it usually takes, as measured, and nothing where nobody knows."""

import pytest

from kiosk.steps.queueing import PrintTicket
from screens.parts.overlay import Busy
from tests.screens import samples


@pytest.mark.parametrize(("usual", "said"), [(4.2, "通常 5 秒左右"), (1.9, None), (None, None)])
def test_the_word_over_the_screen_says_how_long_it_usually_takes(glass, usual, said):
    glass.show(samples.common.Home(samples.catalogue()))
    glass.show(PrintTicket(samples.TICKET), usual=usual, can_leave=False)
    glass.wait(lambda: isinstance(glass.frame.cover, Busy))
    words = glass.words()
    assert "正在打印小票" in words
    assert "请不要离开" in words
    assert (said in words) if said else "通常" not in words
