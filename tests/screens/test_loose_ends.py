"""Staff take what they have looked after off the list, by finger."""

import pytest

from kiosk.room.loose_ends import LooseEnd, Sort
from kiosk.steps.operations import LooseEndsPage
from kiosk.texts import words
from tests.screens.glass import LANDSCAPE, PORTRAIT
from tests.screens.technician_samples import AT


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["tall", "wide"])
def test_the_one_that_is_pressed_is_the_one_that_is_looked_after(glass, size):
    ends = (LooseEnd(Sort.UNSURE, "k", "PrintTicket", AT), LooseEnd(Sort.NUMBER, "t-1", "A801", AT))
    glass.fresh(size)
    glass.show(LooseEndsPage(ends))
    assert words()("looseEnds.number", number="A801") in glass.words()
    glass.tap(words()("looseEnds.seen"))
    (answered,) = glass.answers()
    assert answered in ends
