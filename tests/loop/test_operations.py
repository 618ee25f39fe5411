"""Looking after the running program as a list of steps and answers: nothing ends and nothing is written unseen."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.config.writing import Written
from kiosk.credentials.model import Role
from kiosk.journeys.operations import operations, settings
from kiosk.model.terminal import Registered
from kiosk.room.connection import Connection, Tried
from kiosk.room.operations import End
from kiosk.steps.configuration import (
    Adjust,
    ChangeWritten,
    ConfirmChange,
    ExportSettings,
    ListSettings,
    ListSticks,
    ProposeChange,
    SettingsPage,
    TakeAlong,
    TakeOver,
    WriteChange,
)
from kiosk.steps.connection import Connect, ConnectionPage, ReadConnection, Save, Try, TryConnection
from kiosk.steps.door import NoteDeed
from kiosk.steps.operations import (
    ConfirmEnd,
    DeedsPage,
    EndNow,
    ListDeeds,
    LookAtRunning,
    OperationsPage,
    OperationsWish,
    SyncNow,
)
from tests.screens.finder_samples import SAME, WRONG
from tests.screens.technician_samples import RUNNING, SETTINGS

HERE = Connection("https://platform.example.gov.cn", "T1", "HC01")
STICK = Path("/media/stick")
LATER = replace(RUNNING, waiting=3)


def begun():
    journey = operations(Role.STAFF)
    assert journey.send(None) == LookAtRunning()
    assert journey.send(RUNNING) == OperationsPage(RUNNING)
    return journey


def set_up(who=Role.STAFF, sticks=((), ()), values=(SETTINGS, ())):
    journey = settings(who)
    assert journey.send(None) == ListSettings()
    assert journey.send(values) == ListSticks()
    return journey, journey.send(sticks)


def test_a_technician_tries_a_connection_and_takes_over_the_hall_that_the_platform_knows():
    journey, page = set_up(Role.TECHNICIAN)
    assert page.connects
    assert journey.send(Connect()) == ReadConnection()
    assert journey.send(HERE) == ConnectionPage(HERE)
    wanted = replace(HERE, url="https://other.example.gov.cn")
    assert journey.send(Try(wanted)) == NoteDeed("tried a connection to the platform")
    assert journey.send(None) == TryConnection(wanted)
    tried = Tried(registered=Registered("T1", "HC02", "大厅"))
    assert journey.send(tried) == ConnectionPage(there := replace(wanted, hall="HC02"), tried)
    assert journey.send(Save(there)) == ProposeChange(there)
    assert journey.send(SAME) == ConfirmChange(SAME)
    assert journey.send(False) == ConnectionPage(there), "nothing is written unseen, and what was typed stays"


def test_neither_staff_nor_whoever_has_a_broken_file_connects_anything():
    assert not set_up(Role.STAFF)[1].connects
    assert not set_up(Role.TECHNICIAN, values=((), (WRONG,)))[1].connects


def test_the_platform_is_asked_at_once_and_it_is_said():
    journey = begun()
    assert journey.send(OperationsWish.SYNC) == NoteDeed("asked the platform at once")
    assert journey.send(None) == SyncNow()
    assert journey.send(LATER) == OperationsPage(LATER, synced=True)


def test_a_platform_that_does_not_answer_is_told_beside_how_it_is():
    journey = begun()
    journey.send(OperationsWish.SYNC)
    journey.send(None)
    assert journey.throw(late := TimeoutError()) == LookAtRunning()
    assert journey.send(LATER) == OperationsPage(LATER, trouble=late)


@pytest.mark.parametrize("how", End)
def test_nothing_ends_that_was_not_confirmed(how):
    journey = begun()
    assert journey.send(how) == ConfirmEnd(how)
    assert journey.send(False) == LookAtRunning()
    assert journey.send(RUNNING) == OperationsPage(RUNNING)
    journey.send(how)
    assert journey.send(True) == NoteDeed(f"ended: {how}")
    assert journey.send(None) == EndNow(how)
    journey.send(True)
    assert journey.send(RUNNING) == OperationsPage(RUNNING, ending=how)


def test_a_machine_that_does_not_let_the_program_end_it_is_told():
    journey = begun()
    for answer in (End.OFF, True, None, False):
        journey.send(answer)
    assert journey.send(RUNNING) == OperationsPage(RUNNING, refused=End.OFF)


def test_what_was_done_is_read_and_read_again():
    journey = begun()
    assert journey.send(OperationsWish.DEEDS) == ListDeeds()
    assert journey.send(()) == DeedsPage(())
    assert journey.send(None) == ListDeeds()


def test_a_value_is_changed_after_it_was_seen_and_the_program_started_anew():
    journey, page = set_up()
    assert page == SettingsPage(SETTINGS)
    assert journey.send(louder := Adjust("sound", "volume", 100)) == ProposeChange(louder)
    assert journey.send(SAME) == ConfirmChange(SAME)
    assert journey.send(True) == NoteDeed("changed the configuration")
    assert journey.send(None) == WriteChange(SAME)
    assert journey.send(written := Written("2026-07-02T09-41-00")) == ChangeWritten(written)
    assert journey.send(True) == NoteDeed("ended: program")
    assert journey.send(None) == EndNow(End.PROGRAM)


def test_what_was_not_to_be_written_leads_back_to_the_values():
    journey, _ = set_up()
    journey.send(Adjust("sound", "volume", 100))
    journey.send(SAME)
    assert journey.send(False) == ListSettings()


def test_the_configuration_is_taken_along_and_a_full_stick_is_told():
    journey, page = set_up(sticks=((STICK,), ()))
    assert page.sticks == (STICK,)
    assert journey.send(TakeAlong(STICK)) == NoteDeed("took the configuration along")
    assert journey.send(None) == ExportSettings(STICK)
    journey.send(STICK / "hall-kiosk.toml")
    journey.send((SETTINGS, ()))
    assert journey.send(((STICK,), (STICK,))).saved == STICK / "hall-kiosk.toml"
    journey.send(TakeAlong(STICK))
    journey.send(None)
    journey.throw(full := OSError(28, "full"))
    journey.send((SETTINGS, ()))
    assert journey.send(((STICK,), ())).trouble is full


@pytest.mark.parametrize(("who", "offered"), [(Role.STAFF, ()), (Role.TECHNICIAN, (STICK,))])
def test_another_terminals_configuration_is_taken_over_by_technicians(who, offered):
    journey, page = set_up(who, sticks=((STICK,), (STICK,)))
    assert page.others == offered
    assert journey.send(TakeOver(STICK)) == ProposeChange(TakeOver(STICK))


def test_a_file_that_is_not_right_is_told_and_nothing_can_be_changed():
    _, page = set_up(values=((), (WRONG,)))
    assert (page.settings, page.mistakes) == ((), (WRONG,))
