"""How the screen looks: chosen at any step, kept for the visit, gone with the resident, and nothing for technicians."""

from kiosk.credentials.model import Door
from kiosk.events import Left, PressedHome, StyleChosen, WentBack
from kiosk.loop import UNUSED, Kiosk
from kiosk.steps.common import Home, TakeNumber, Welcome
from kiosk.steps.door import EnterPin
from kiosk.steps.queueing import ChooseQueue
from kiosk.style import Style


def test_a_style_is_kept_over_back_and_home_and_is_gone_with_the_resident(hall):
    hall.go_to(ChooseQueue)
    turn = hall.kiosk.turn
    hall.tell(StyleChosen(Style.LARGE))
    assert (hall.stage.style, hall.kiosk.turn) == (Style.LARGE, turn)
    hall.tell(WentBack())
    hall.until(Home)
    assert hall.stage.style is Style.LARGE
    hall.press(TakeNumber())
    hall.until(ChooseQueue)
    hall.tell(PressedHome())
    hall.until(Home)
    assert hall.stage.style is Style.LARGE
    hall.tell(Left())
    hall.until(Welcome)
    assert hall.stage.style is Style.STANDARD


def test_a_style_that_nobody_begins_a_visit_with_does_not_wait_for_the_next(hall):
    hall.until(Welcome)
    hall.tell(StyleChosen(Style.CONTRAST))
    hall.pass_seconds(UNUSED - 1)
    assert hall.stage.style is Style.CONTRAST
    hall.pass_seconds(2)
    assert hall.stage.style is Style.STANDARD


def test_a_style_chosen_before_the_visit_is_kept_in_it(hall):
    hall.until(Welcome)
    hall.tell(StyleChosen(Style.LOW))
    hall.press()
    hall.until(Home)
    assert hall.stage.style is Style.LOW


def test_technicians_see_the_standard_look():
    async def at_the_door():
        await EnterPin(Door())

    kiosk = Kiosk(at_the_door, first_style=Style.LARGE)
    shown = []
    kiosk.show = shown.append
    kiosk.start()
    assert [stage.style for stage in shown] == [Style.STANDARD]
    kiosk.stop()


def test_a_terminal_may_begin_every_visit_in_another_style(hall):
    kiosk = Kiosk(hall.kiosk.visit, first_style=Style.LARGE)
    shown = []
    kiosk.show = shown.append
    kiosk.start()
    kiosk.stop()
    assert [stage.style for stage in shown] == [Style.LARGE]
