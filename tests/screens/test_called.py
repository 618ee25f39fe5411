"""Staff are called from the same place everywhere; what lies over the screen says what has become of it."""

import pytest

from kiosk.calling import Call
from kiosk.credentials.model import Door
from kiosk.events import Answered, CallEnded, StaffCalled
from kiosk.steps import common, door, queueing
from kiosk.style import Style
from kiosk.texts import words
from screens.parts.called import Called
from screens.parts.overlay import StillThere
from tests.screens import samples
from tests.screens.drawing import PICTURES
from tests.screens.geometry import faults
from tests.screens.glass import LANDSCAPE, PORTRAIT
from tests.screens.technician_samples import REPAIR

STEPS = (common.Welcome(), common.Home(samples.catalogue()), queueing.ConfirmTicket(samples.PERSON, samples.OPEN, None))


def called(glass):
    return isinstance(glass.frame.cover, Called)


@pytest.mark.parametrize("step", STEPS, ids=[type(step).__name__ for step in STEPS])
def test_one_press_calls_staff_and_says_so(glass, step):
    glass.show(step)
    glass.tap("请人帮忙")
    assert glass.heard()[-1] == (StaffCalled(), None)
    assert not called(glass)  # nothing is promised before it is known
    glass.again(call=Call.COMING)
    assert called(glass)
    assert "已经通知工作人员" in glass.words()


def test_the_visit_goes_on_while_staff_come_and_the_call_can_be_ended_later(glass):
    glass.show(STEPS[2])
    glass.tap("请人帮忙")
    glass.again(call=Call.COMING)
    glass.tap("好的，接着办")
    assert not called(glass)
    glass.tap("没错，取号")
    assert glass.heard()[-1] == (Answered(True), glass.turn)
    glass.show(queueing.TicketTaken(samples.TICKET), call=Call.COMING)
    assert not called(glass)
    glass.tap("已经叫人")
    glass.again(call=Call.COMING)
    glass.tap("不用来了")
    assert glass.heard()[-1] == (CallEnded(), None)
    glass.again(call=None)
    assert not called(glass)
    assert "请人帮忙" in glass.words()


def test_where_nobody_can_be_called_it_is_said_where_staff_are(glass):
    glass.show(STEPS[1])
    glass.tap("请人帮忙")
    glass.again(call=Call.NOBODY)
    assert "请到咨询台找工作人员" in glass.words()
    assert samples.hall().telephone in glass.words()
    assert "不用来了" not in glass.words()
    glass.tap("好的，接着办")
    assert glass.heard()[-1] == (CallEnded(), None)


def test_the_question_whether_somebody_is_there_comes_first(glass):
    glass.show(STEPS[1])
    glass.tap("请人帮忙")
    glass.again(call=Call.COMING)
    glass.again(call=Call.COMING, seconds_left=20)
    assert isinstance(glass.frame.cover, StillThere)
    glass.again(call=Call.COMING, seconds_left=None)
    assert called(glass)


def test_the_next_resident_finds_nobody_called(glass):
    glass.show(STEPS[1])
    glass.tap("请人帮忙")
    glass.again(call=Call.COMING)
    glass.show(common.Welcome())
    assert not called(glass)
    glass.show(STEPS[1], call=Call.COMING)  # by somebody else
    assert not called(glass)


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_at_a_closed_terminal_somebody_can_be_called_too(glass, size, language):
    glass.fresh(size)
    glass.show(door.UnderMaintenance(REPAIR), language=language)
    glass.tap(words(language)("footer.call"))
    assert glass.heard()[-1][0] == StaffCalled()
    glass.again(call=Call.COMING)
    assert called(glass)


def test_technicians_need_not_call_staff(glass):
    glass.show(door.EnterPin(Door(tries=3)))
    assert "请人帮忙" not in glass.words()


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
@pytest.mark.parametrize("call", Call)
def test_what_is_said_of_a_call_fits_every_look(glass, size, call):
    glass.fresh(size)
    for style in Style:
        for language in ("zh", "en"):
            glass.show(STEPS[1], language=language, style=style)
            glass.window.calls.ask()
            glass.again(call=call)
            assert called(glass)
            assert not (found := faults(glass)), found
            shape = "tall" if size is PORTRAIT else "wide"
            glass.picture(PICTURES / f"called-{call}-{shape}-{language}-{style}.png")
