"""The plan of a hall: what is drawn, what is left out, and that nothing goes on in the middle of it."""

import pytest

from kiosk.events import Answered
from kiosk.steps.queueing import ConfirmTicket, TicketTaken
from kiosk.steps.way import AskWay, ShowWay
from kiosk.style import Style
from screens.parts.free import Free
from screens.parts.hall_plan import HallPlan
from screens.parts.text import Text
from tests.screens import samples, way_samples
from tests.screens.glass import LANDSCAPE, PORTRAIT


def drawn(glass):
    (plan,) = [one for one in glass.frame.walk(restrict=True) if isinstance(one, HallPlan)]
    return plan


def labels(plan):
    return {one.said for one in plan.walk(restrict=True) if isinstance(one, Text)}


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_windows_and_the_terminal_are_on_every_plan(glass, size, language):
    glass.fresh(size)
    for number, terminal in ((0, "HC-DEMO"), (1, "HC-0003")):
        for spot in way_samples.plan(number).windows:
            glass.show(ShowWay(way_samples.way(spot.number, number=number, terminal=terminal)), language=language)
            said = labels(drawn(glass))
            assert {spot.number, "您在这里" if language == "zh" else "You are here"} <= said
            told = spot.way if language == "zh" else dict(spot.ways)["en"]
            assert "".join(told.split()) in "".join(glass.words().split())


@pytest.mark.parametrize("style", Style)
def test_the_windows_to_go_to_are_named_in_every_look(glass, style):
    for size in (PORTRAIT, LANDSCAPE):
        glass.fresh(size)
        glass.show(ShowWay(way_samples.way("A01", "A02")), style=style)
        assert {"A01", "A02", "您在这里"} <= labels(drawn(glass))


def test_a_terminal_that_nobody_has_entered_is_not_shown(glass):
    glass.show(ShowWay(way_samples.way("A01", terminal="unknown")))
    assert "您在这里" not in labels(drawn(glass))
    assert "A01" in labels(drawn(glass))


def test_where_is_it_is_asked_only_where_there_is_a_plan(glass):
    for step in (ConfirmTicket(samples.PERSON, samples.OPEN, None), TicketTaken(samples.TICKET)):
        glass.show(step)
        assert "窗口在哪里" not in glass.words()


def test_the_way_is_asked_for_and_understood(glass):
    way = way_samples.way("A01")
    for step in (ConfirmTicket(samples.PERSON, samples.OPEN, None, way), TicketTaken(samples.TICKET, way=way)):
        glass.show(step)
        glass.tap("窗口在哪里")
        assert glass.heard()[-1] == (Answered(AskWay()), glass.turn)
    glass.show(ShowWay(way))
    glass.tap("知道了")
    assert glass.heard()[-1] == (Answered(None), glass.turn)


def test_labels_never_lie_over_each_other():
    free = Free(100, 60, 5)
    stood = []
    while found := free.beside((50, 30), (18, 8), 4, (0, 0)):
        assert all(abs(found[0] - x) >= 18 or abs(found[1] - y) >= 8 for x, y in stood)
        assert 5 <= found[0] <= 95 - 18
        assert 5 <= found[1] <= 55 - 8
        free.take(*found, 18, 8)
        stood.append(found)
    assert len(stood) >= 5
    assert free.around((50, 30), (80, 40)) is None
