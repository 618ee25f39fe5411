"""Staff look after a terminal that runs: what they do is done, and written down; what cannot be done is said."""

import os

import pytest

from drivers import Fault
from kiosk.config.loading import load
from kiosk.credentials.model import Part, Role
from kiosk.credentials.pins import Pins
from kiosk.room.operations import End
from kiosk.steps.common import Knock, Welcome
from kiosk.steps.configuration import Adjust, ChangeWritten, ConfirmChange, SettingsPage, TakeAlong, TakeOver
from kiosk.steps.door import EnterPin
from kiosk.steps.operations import ConfirmEnd, DeedsPage, OperationsPage, OperationsWish
from kiosk.steps.room import Overview
from tests.platform.city import SECRET
from tests.stories.hall import Hall
from tests.stories.test_technician import QUICK
from tests.stories.weather import GARBAGE

PIN = "314159"


@pytest.fixture(params=[Role.STAFF, Role.TECHNICIAN], ids=str)
def role(request):
    return request.param


@pytest.fixture
def hall(tmp_path, monkeypatch, role):
    monkeypatch.setenv("HALL_KIOSK_PLATFORM_SECRET", SECRET)
    (tmp_path / "state").mkdir()
    Pins(tmp_path / "state" / "pins.json", QUICK).set(role, PIN)
    with Hall(tmp_path) as hall:
        yield hall


def enter(hall, part=Part.OPERATIONS, page=OperationsPage):
    hall.until(Welcome)
    hall.press(Knock())
    hall.until(EnterPin)
    hall.press(PIN)
    hall.until(Overview)
    hall.press(part)
    return hall.until(page)


@pytest.mark.parametrize("role", [Role.STAFF], indirect=True)
def test_the_platform_is_asked_at_once_and_it_is_in_the_audit_trail(hall):
    page = enter(hall)
    assert page.running.catalogue is not None
    assert page.running.platform.fault is None
    hall.press(OperationsWish.SYNC)
    synced = hall.wait(lambda: isinstance(hall.step, OperationsPage) and hall.step.synced and hall.step)
    assert synced.running.catalogue >= page.running.catalogue
    hall.press(OperationsWish.DEEDS)
    deeds = hall.until(DeedsPage).deeds
    assert [(one.who, one.what) for one in deeds] == [("staff", "asked the platform at once"), ("staff", "entered")]


@pytest.mark.parametrize("role", [Role.STAFF], indirect=True)
def test_a_platform_that_breaks_is_told_in_the_room_too(hall):
    hall.weather.mode = GARBAGE
    enter(hall)
    hall.press(OperationsWish.SYNC)
    synced = hall.wait(lambda: isinstance(hall.step, OperationsPage) and hall.step.synced and hall.step)
    assert synced.running.platform.fault is Fault.GARBLED


@pytest.mark.parametrize("role", [Role.STAFF], indirect=True)
def test_the_program_is_ended_and_wants_to_come_up_again(hall):
    stopped = []
    hall.operations.stop = lambda: stopped.append(True)
    enter(hall)
    hall.press(End.PROGRAM)
    hall.until(ConfirmEnd)
    assert hall.operations.ending is None
    hall.press(True)
    hall.wait(lambda: stopped)
    assert hall.operations.ending is End.PROGRAM


@pytest.mark.parametrize("role", [Role.STAFF], indirect=True)
@pytest.mark.parametrize(("allowed", "how"), [(True, End.RESTART), (True, End.OFF), (False, End.OFF)])
def test_the_system_is_asked_to_restart_or_to_go_off_and_may_refuse(hall, tmp_path, monkeypatch, allowed, how):
    asked, manager = tmp_path / "asked", tmp_path / "bin" / "systemctl"
    manager.parent.mkdir()
    manager.write_text(f'#!/bin/sh\necho "$@" > "{asked}"\nexit {0 if allowed else 1}\n')
    manager.chmod(0o755)
    monkeypatch.setenv("PATH", f"{manager.parent}{os.pathsep}{os.environ['PATH']}")
    enter(hall)
    hall.press(how)
    hall.until(ConfirmEnd)
    hall.press(True)
    page = hall.wait(lambda: isinstance(hall.step, OperationsPage) and (hall.step.ending or hall.step.refused))
    assert page is how
    assert (hall.step.ending is how) is allowed
    assert asked.read_text().strip() == {End.RESTART: "reboot", End.OFF: "poweroff"}[how]


@pytest.mark.parametrize("role", [Role.TECHNICIAN], indirect=True)
def test_a_setting_is_seen_written_and_taken_to_another_terminal_on_a_stick(hall, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    hall.operations.find_sticks = lambda: (stick,)
    enter(hall)
    hall.press(OperationsWish.SETTINGS)
    page = hall.until(SettingsPage)
    assert {(one.table, one.name): one.value for one in page.settings}["terminal", "language"] == "zh"
    hall.press(Adjust("terminal", "language", "en"))
    assert '+language = "en"' in hall.until(ConfirmChange).preview.diff
    hall.press(True)
    assert hall.until(ChangeWritten).written.kept
    hall.press(False)
    assert load(hall.config.file).terminal.language == "en"
    hall.wait(lambda: isinstance(hall.step, SettingsPage))
    hall.press(TakeAlong(stick))
    hall.wait(lambda: isinstance(hall.step, SettingsPage) and hall.step.saved)
    assert SECRET not in (stick / "hall-kiosk.toml").read_text()
    hall.press(TakeOver(stick))
    assert hall.until(ConfirmChange).preview.mistakes == ()
