"""Finding devices as a list of steps and answers: nothing is written that was not seen."""

import pytest

from kiosk.config.writing import Written
from kiosk.journeys.finding_devices import find_devices
from kiosk.room.operations import End
from kiosk.steps.configuration import ChangeWritten, ConfirmChange, WriteChange
from kiosk.steps.door import NoteDeed
from kiosk.steps.finding_devices import ChooseDevices, FinderWish, LookForDevices, ProposeDevices
from kiosk.steps.operations import EndNow
from tests.screens.finder_samples import CARD, CODE, FACE, SAME, USUAL

WRITTEN = Written("2026-07-02T09-41-00")


def begun():
    journey = find_devices()
    assert journey.send(None) == LookForDevices()
    return journey, journey.send(USUAL)


def test_what_is_sure_is_ticked_to_begin_with():
    _, step = begun()
    assert step == ChooseDevices(USUAL, (CARD, FACE))


def test_what_was_chosen_is_shown_written_noted_and_told():
    journey, _ = begun()
    assert journey.send((CARD, CODE)) == ProposeDevices((CARD, CODE))
    assert journey.send(SAME) == ConfirmChange(SAME)
    assert journey.send(True) == NoteDeed("wrote devices: card, code")
    assert journey.send(None) == WriteChange(SAME)
    assert journey.send(WRITTEN) == ChangeWritten(WRITTEN)
    with pytest.raises(StopIteration):
        journey.send(False)


def test_the_program_is_started_anew_with_the_devices_where_that_is_wanted():
    journey, _ = begun()
    for answer in ((CARD, CODE), SAME, True, None, WRITTEN):
        journey.send(answer)
    assert journey.send(True) == NoteDeed("ended: program")
    assert journey.send(None) == EndNow(End.PROGRAM)


def test_whoever_does_not_want_to_write_chooses_again_from_where_he_was():
    journey, _ = begun()
    journey.send((CODE,))
    journey.send(SAME)
    assert journey.send(False) == ChooseDevices(USUAL, (CODE,))


def test_whoever_wants_to_look_again_gets_a_new_look():
    journey, _ = begun()
    assert journey.send(FinderWish.AGAIN) == LookForDevices()


class Desk:
    """Stands for the finder: what the jobs ask of it."""

    def __init__(self):
        self.asked = []

    def discover(self):
        return USUAL

    def preview(self, chosen):
        self.asked.append(chosen)
        return SAME

    def write(self, preview):
        self.asked.append(preview)
        return WRITTEN


def test_the_finder_looks_and_proposes_and_whoever_keeps_the_configuration_writes():
    desk = Desk()
    assert LookForDevices().run(desk, None) is USUAL
    assert ProposeDevices((CARD,)).run(desk, None) is SAME
    assert WriteChange(SAME).run(desk, None) is WRITTEN
    assert desk.asked == [(CARD,), SAME]
    assert {job.to for job in (LookForDevices, ProposeDevices)} == {"finder"}
    assert WriteChange.to == "operations"
