"""Staff are called from any step: who is told, how long it is waited, and that it ends with the visit."""

import pytest

from drivers import Fault, State, Status
from drivers.lights import Flash, Place
from drivers.sound import Audible
from kiosk.calling import PATIENCE, Bell, Call
from kiosk.events import CallEnded, HealthChanged, Left, StaffCalled, Touched
from kiosk.loop import WARNING
from kiosk.signals import Signaller
from kiosk.steps.common import Farewell, Home, Welcome
from kiosk.steps.queueing import ConfirmTicket, TakeTicket, TicketTaken

WELL, LOST = Status(), Status(State.NO_DEVICE, Fault.NO_DEVICE)


class Told:
    """A worker that does at once what it is told, with a device that writes down what it is asked."""

    def __init__(self):
        self.done = []

    def tell(self, act):
        act(self)

    def light(self, place, flash):
        self.done.append((place, flash))

    def play(self, what):
        self.done.append(what)


@pytest.fixture
def told(hall):
    """A hall with a lamp for staff, whose platform hears of calls, too."""
    lights, sound, heard = Told(), Told(), []
    hall.kiosk.signal = Signaller(lights, sound)
    hall.kiosk.bell = Bell(lamps=True, tell=heard.append)
    for role in ("lights", "platform"):
        hall.tell(HealthChanged(role, WELL))
    return hall, lights, sound, heard


def test_a_call_lights_the_lamps_sounds_once_and_is_told_to_the_platform_once(told):
    hall, lights, sound, heard = told
    hall.go_to(Home)
    for _ in range(3):
        hall.tell(StaffCalled())
    assert hall.stage.call is Call.COMING
    assert lights.done[-1] == (Place.STATUS_SUPERVISOR, Flash.QUICK)
    assert sound.done.count(Audible.CRITICAL) == 1
    assert heard == [True]


def test_nobody_needs_to_come_any_more(told):
    hall, lights, _, heard = told
    hall.go_to(Home)
    hall.tell(StaffCalled())
    hall.tell(CallEnded())
    assert hall.stage.call is None
    assert lights.done[-1] == (Place.STATUS_SUPERVISOR, Flash.OFF)
    assert heard == [True, False]


def test_a_call_goes_on_over_steps_and_ends_with_the_visit(told):
    hall, lights, _, heard = told
    hall.go_to(Home)
    hall.tell(StaffCalled())
    hall.go_on(TicketTaken)
    assert hall.stage.call is Call.COMING
    hall.press(False)
    hall.until(Farewell)
    hall.pass_seconds(Farewell.patience)
    hall.until(Welcome)
    assert hall.stage.call is None
    assert (Place.STATUS_SUPERVISOR, Flash.OFF) in lights.done
    assert heard == [True, False]


def test_who_waits_for_staff_is_given_time_and_asked_before_it_ends(told):
    hall, *_ = told
    hall.go_to(Home)
    hall.tell(StaffCalled())
    hall.pass_seconds(PATIENCE - WARNING - 1)
    assert hall.stage.seconds_left is None
    hall.pass_seconds(1)
    assert hall.stage.seconds_left == WARNING
    hall.tell(Touched())
    hall.pass_seconds(Home.patience + 1)
    hall.until(Home)


def test_a_call_from_the_idle_screen_does_not_stay_for_ever(told):
    hall, _, _, heard = told
    hall.until(Welcome)
    hall.tell(StaffCalled())
    assert hall.stage.call is Call.COMING
    hall.pass_seconds(PATIENCE)
    assert hall.stage.call is None
    assert heard == [True, False]


def test_a_call_while_the_platform_works_disturbs_nothing(told):
    hall, *_ = told
    hall.go_to(ConfirmTicket)
    hall.platform.gate.clear()
    hall.press(True)
    hall.until(TakeTicket)
    hall.tell(StaffCalled())
    hall.platform.gate.set()
    hall.until(TicketTaken)
    assert hall.stage.call is Call.COMING
    assert hall.platform.calls.count("take_ticket") == 1


@pytest.mark.parametrize(
    ("lamps", "tells", "lights", "platform", "call"),
    [
        (True, False, WELL, LOST, Call.COMING),
        (False, True, LOST, WELL, Call.COMING),
        (True, True, LOST, WELL, Call.COMING),
        (True, False, LOST, WELL, Call.NOBODY),
        (False, True, WELL, LOST, Call.NOBODY),
        (False, False, WELL, WELL, Call.NOBODY),
    ],
)
def test_nobody_is_promised_who_was_not_told(lamps, tells, lights, platform, call):
    heard = []
    bell = Bell(lamps=lamps, tell=heard.append if tells else None)
    assert bell.ring({"lights": lights, "platform": platform}) is call
    bell.stop()
    bell.stop()
    assert heard == ([True, False] if tells and platform is WELL else [])


def test_a_resident_who_leaves_takes_the_call_along(told):
    hall, _, _, heard = told
    hall.go_to(Home)
    hall.tell(StaffCalled())
    hall.tell(Left())
    hall.until(Welcome)
    assert hall.stage.call is None
    assert heard == [True, False]
