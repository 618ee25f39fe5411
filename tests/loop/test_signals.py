"""What shines and sounds in a visit, and who is told of it; and what a power cut does to visits."""

from itertools import pairwise

import pytest

from drivers import Battery, DeviceError, Fate, Fault, State, Status
from drivers.emulated.relay_board import LcusBoard
from drivers.lights import Flash, Place, lcus
from drivers.sound import Audible
from kiosk.events import HealthChanged, Left, Touched
from kiosk.health.model import Level
from kiosk.jobs import Jobs
from kiosk.journeys.visit import when_closed
from kiosk.loop import WARNING, Stage
from kiosk.maintenance.board import Notice
from kiosk.model.terminal import Terminal
from kiosk.power import barred
from kiosk.services import Reason, Service, Services
from kiosk.signals import Signaller, signals
from kiosk.steps.common import Home, Sorry, Welcome
from kiosk.steps.door import UnderMaintenance
from kiosk.steps.finding import GuidePrinted, PaperKind
from kiosk.steps.identity import ReadIdentity
from kiosk.steps.queueing import ChooseQueue, ConfirmTicket, PrintTicket, TicketTaken
from kiosk.steps.room import CheckDevice
from kiosk.voice import Manner
from kiosk.worker import Worker
from tests.loop.hall import SAMPLE_CARD
from tests.waiting import wait_until

WELL, LOST = Status(), Status(State.NO_DEVICE, Fault.NO_DEVICE)
STATES = (Place.STATUS_GOOD, Place.STATUS_WARNING, Place.STATUS_BAD)
ALL_OPEN = Services({Service.FIND: None, Service.TICKET: None})
NOTHING_PERSONAL = Services({Service.FIND: None, Service.TICKET: Reason.PLATFORM_AWAY})


def at(step, **more):
    return signals(shown(step, **more))


def shown(step, **more):
    return Stage(step, 1, **more)


def lit(now):
    """The lamps that are not dark, without those of the state."""
    return {place: flash for place, flash in now.lamps.items() if flash is not Flash.OFF and place not in STATES}


def state(now):
    return [place for place in STATES if now.lamps[place] is Flash.CONTINUOUS]


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


def test_lamps_flash_where_something_is_to_be_laid_down_or_shown():
    assert lit(at(ReadIdentity(frozenset({"card"})))) == {Place.CARD_READER: Flash.MEDIUM}
    both = lit(at(ReadIdentity(frozenset({"card", "code"}))))
    assert both == {Place.CARD_READER: Flash.MEDIUM, Place.SCANNER: Flash.MEDIUM}


def test_nobody_is_led_to_a_device_that_is_out_of_order():
    now = at(ReadIdentity(frozenset({"card", "code"})), health={"card": LOST, "code": WELL})
    assert lit(now) == {Place.SCANNER: Flash.MEDIUM}


def test_the_lamp_at_the_paper_is_slow_while_it_is_printed_and_steady_when_it_is_there():
    assert lit(at(PrintTicket(None))) == {Place.RECEIPT_PRINTER: Flash.SLOW}
    for fate in Fate:
        now = at(TicketTaken(None, fate))
        assert lit(now) == {Place.RECEIPT_PRINTER: Flash.CONTINUOUS}
        assert now.sound is Audible.EXCLAMATION


def test_an_a4_page_is_shown_where_it_comes_out():
    page, slip = (at(GuidePrinted(Fate.CONFIRMED, paper=paper)) for paper in (PaperKind.PAGE, PaperKind.SLIP))
    assert lit(page) == {Place.DOCUMENT_PRINTER: Flash.CONTINUOUS}
    assert lit(slip) == {Place.RECEIPT_PRINTER: Flash.CONTINUOUS}


def test_where_there_is_no_slip_nothing_leads_to_the_printer():
    assert lit(at(TicketTaken(None))) == {}
    assert at(TicketTaken(None, None, DeviceError(Fault.PAPER_OUT))).sound is None


@pytest.mark.parametrize(
    ("place", "step", "more"),
    [
        (Place.STATUS_GOOD, Welcome(), {"services": ALL_OPEN, "health": {"card": WELL}}),
        (Place.STATUS_WARNING, Welcome(), {"services": ALL_OPEN, "health": {"card": WELL, "receipt": LOST}}),
        (Place.STATUS_BAD, Welcome(), {"services": NOTHING_PERSONAL, "health": {"platform": LOST}}),
        (Place.STATUS_BAD, UnderMaintenance(Notice("repair")), {"services": ALL_OPEN}),
        (Place.STATUS_GOOD, Welcome(), {"services": Services({Service.FIND: None})}),  # a terminal that has no reader
    ],
)
def test_one_lamp_tells_how_the_terminal_is(place, step, more):
    assert state(at(step, **more)) == [place]


def test_bad_news_and_silence_have_sounds_of_their_own():
    assert at(Sorry(TimeoutError())).sound is Audible.ERROR
    assert at(Home(None), seconds_left=20).sound is Audible.WARNING
    assert at(Home(None)).sound is None


def test_no_chime_of_any_length_talks_over_the_voice_that_asks_whether_one_is_still_there():
    assert at(Home(None), seconds_left=20, voice=Manner()).sound is None


@pytest.fixture
def told(hall):
    """A hall whose lamps and loudspeaker write down what they are told."""
    lights, sound = Told(), Told()
    hall.kiosk.signal = Signaller(lights, sound)
    hall.tell(HealthChanged("lights", WELL))
    return hall, lights, sound


def test_the_chime_is_heard_once_when_the_question_comes_and_again_when_it_comes_again(told):
    hall, _, sound = told
    hall.until(Welcome)
    hall.press()
    home = hall.until(Home)
    for _ in range(2):
        before = sound.done.count(Audible.WARNING)
        hall.pass_seconds(home.patience - WARNING)
        for _ in range(5):
            hall.pass_seconds(1)
        assert hall.stage.seconds_left == WARNING - 5
        assert sound.done.count(Audible.WARNING) == before + 1
        hall.tell(Touched())


def test_in_a_whole_visit_every_lamp_is_told_only_what_is_new_and_all_is_dark_after_it(told):
    hall, lights, sound = told
    hall.go_to(ConfirmTicket)
    assert [flash for place, flash in lights.done if place is Place.CARD_READER] == [
        Flash.OFF,
        Flash.MEDIUM,
        Flash.OFF,
    ]
    assert sound.done == [Audible.KEYPRESS]
    hall.press(True)
    hall.until(TicketTaken)
    assert lights.done[-1] == (Place.RECEIPT_PRINTER, Flash.CONTINUOUS)
    assert sound.done == [Audible.KEYPRESS, Audible.EXCLAMATION]
    hall.tell(Left())
    assert {place for place, flash in dict(lights.done).items() if flash is not Flash.OFF} <= set(STATES)
    for place in Place:
        said = [flash for one, flash in lights.done if one is place]
        assert all(one is not other for one, other in pairwise(said))


def test_lamps_that_come_back_are_told_everything_anew(told):
    hall, lights, _ = told
    hall.go_to(ReadIdentity)
    hall.tell(HealthChanged("lights", LOST))
    told_before = len(lights.done)
    hall.tell(HealthChanged("receipt", LOST))
    assert len(lights.done) == told_before
    hall.tell(HealthChanged("lights", WELL))
    assert dict(lights.done[told_before:])[Place.CARD_READER] is Flash.MEDIUM
    assert len(lights.done) == told_before + len(Place)


def test_lamps_that_were_tested_are_told_everything_anew(told):
    hall, lights, _ = told
    before = len(lights.done)
    hall.kiosk.signal(shown(CheckDevice("lights", Level.EXTERNAL), health={"lights": WELL}))
    assert len(lights.done) == before
    hall.kiosk.signal(shown(Welcome(), health={"lights": WELL}))
    assert len(lights.done) == before + len(Place)


@pytest.mark.parametrize("only", ["lights", "sound"])
def test_one_of_the_two_is_enough(hall, only):
    one = Told()
    hall.kiosk.signal = Signaller(**{only: one})
    hall.tell(HealthChanged("lights", WELL))
    hall.go_to(ReadIdentity)
    hall.pass_seconds(ReadIdentity.patience - 1)
    assert (Audible.WARNING in one.done) is (only == "sound")
    assert ((Place.CARD_READER, Flash.MEDIUM) in one.done) is (only == "lights")


@pytest.fixture
def lamps(hall, tmp_path):
    """A relay board, and the worker that owns it, in a hall."""
    with LcusBoard(tmp_path / "lamps") as board:
        driver = lcus.Driver(lcus.Settings(port=str(board.wire.path)))
        worker = Worker("lights", driver, hall.kiosk.post, Jobs(hall.journal), check=0.02, retry=0.05)
        hall.kiosk.signal = Signaller(worker)
        worker.start()
        yield board
        worker.stop()


def test_a_real_lamp_goes_on_and_off_while_a_card_is_waited_for(hall, lamps):
    hall.go_to(ReadIdentity)
    for on in (True, False, True):
        hall.wait(lambda on=on: lamps.lamps[1] is on)
    hall.tell(Left())
    hall.until(Welcome)
    hall.wait(lambda: not lamps.lamps[1])


def test_lamps_that_were_pulled_out_in_the_middle_flash_again_and_the_visit_goes_on(hall, lamps):
    hall.go_to(ReadIdentity)
    hall.wait(lambda: lamps.lamps[1])
    lamps.trouble.unplugged = True
    hall.wait(lambda: hall.kiosk.health["lights"].fault is Fault.NO_DEVICE)
    lamps.power_cut()
    lamps.trouble.unplugged = False
    hall.wait(lambda: lamps.lamps[1])
    hall.card.slot.put(SAMPLE_CARD)
    hall.wait(lambda: not isinstance(hall.kiosk.step, ReadIdentity))


def test_a_terminal_that_is_switched_off_leaves_no_lamp_on(hall, tmp_path):
    with LcusBoard(tmp_path / "lamps") as board:
        driver = lcus.Driver(lcus.Settings(port=str(board.wire.path), channels=("statusGood", "statusWarning")))
        worker = Worker("lights", driver, hall.kiosk.post, Jobs(hall.journal))
        hall.kiosk.signal = Signaller(worker)
        worker.start()
        hall.wait(lambda: board.lamps[1] or board.lamps[2])
        worker.stop()
        wait_until(lambda: not any(board.lamps.values()))


class Broken:
    """A device on which nothing that is told can be done."""

    def __init__(self):
        self.opened = 0

    def open(self):
        self.opened += 1

    def close(self): ...

    def status(self):
        return WELL


def test_what_cannot_be_done_opens_the_device_anew_and_answers_nobody(hall):
    device = Broken()
    worker = Worker("sound", device, hall.kiosk.post, Jobs(hall.journal), check=0.02, retry=0.02)
    worker.start()
    hall.wait(lambda: hall.kiosk.health.get("sound") == WELL)
    turn = hall.kiosk.turn

    def busy(_device):
        raise DeviceError(Fault.IN_USE)

    worker.tell(busy)
    hall.wait(lambda: device.opened >= 2)
    hall.wait(lambda: hall.kiosk.health["sound"] == WELL)
    worker.stop()
    assert hall.kiosk.turn == turn


def on_battery(battery):
    return HealthChanged("ups", Status(State.ONLINE, Fault.ON_BATTERY, battery=battery))


@pytest.fixture
def powered(hall):
    hall.kiosk.barred = barred
    hall.kiosk.when_closed = lambda notice: when_closed(Terminal("T1", "HC01"), notice)
    return hall


def test_without_mains_the_services_go_on(powered):
    powered.tell(on_battery(Battery.OPERATIONAL))
    powered.go_to(ReadIdentity)
    assert powered.stage.health["ups"].fault is Fault.ON_BATTERY


@pytest.mark.parametrize("battery", [Battery.LOW, Battery.CRITICAL, Battery.FAILURE])
def test_on_a_weak_battery_no_visit_begins_and_the_terminal_says_why_until_the_mains_is_back(powered, battery):
    powered.until(Welcome)
    powered.tell(on_battery(battery))
    assert powered.until(UnderMaintenance).notice.reason == "power"
    powered.tell(HealthChanged("ups", Status(battery=battery)))
    powered.until(Welcome)


def test_a_visit_that_is_going_on_ends_before_the_terminal_closes(powered):
    powered.go_to(ChooseQueue)
    powered.tell(on_battery(Battery.LOW))
    assert isinstance(powered.kiosk.step, ChooseQueue)
    powered.tell(Left())
    powered.until(UnderMaintenance)


def test_what_somebody_has_written_on_the_door_is_read_before_the_battery(powered):
    powered.kiosk.notice = Notice("repair")
    powered.tell(on_battery(Battery.LOW))
    assert powered.until(UnderMaintenance).notice.reason == "repair"


def test_a_battery_that_is_charged_while_the_mains_is_there_closes_nothing():
    assert barred({"ups": Status(battery=Battery.LOW)}) is None
    assert barred({}) is None
