"""The door: right PINs open it, wrong ones cost time, and neither a restart nor the clock gives that back."""

import logging

import pytest

from kiosk.credentials.guard import FIRST_WAIT, FREE, LONGEST_WAIT, Guard, wait
from kiosk.credentials.model import Refusal, Role
from kiosk.credentials.pins import BADGE, SAMPLES, Pins
from kiosk.credentials.record import KEPT, Record
from tests.credentials.test_pins import GOOD, OTHER, QUICK

WRONG = "777888"


class Clock:
    def __init__(self):
        self.now = 1_800_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def make(tmp_path, clock):
    """A door as it is after the program has started."""
    made = []

    def guard(**more):
        made.append(Guard(Pins(tmp_path / "pins.json", QUICK), Record(tmp_path / "access.db", clock), **more))
        return made[-1]

    yield guard
    for one in made:
        one.record.close()


@pytest.fixture
def guard(make):
    guard = make()
    guard.pins.set(Role.TECHNICIAN, GOOD)
    guard.pins.set(Role.STAFF, OTHER)
    return guard


def lock(guard):
    for _ in range(FREE):
        guard.enter(WRONG)


def test_each_pin_opens_the_door_for_its_role(guard):
    assert guard.enter(GOOD) is Role.TECHNICIAN
    assert guard.enter(OTHER) is Role.STAFF


def test_a_wrong_pin_says_how_many_tries_are_left(guard):
    assert (guard.door().refusal, guard.door().tries) == (None, FREE)
    told = guard.enter(WRONG)
    assert (told.refusal, told.tries, told.seconds) == (Refusal.WRONG, FREE - 1, 0)


def test_after_three_wrong_ones_even_the_right_one_has_to_wait(guard, clock):
    lock(guard)
    told = guard.enter(GOOD)
    assert (told.refusal, told.seconds) == (Refusal.LOCKED, FIRST_WAIT)
    clock.now += FIRST_WAIT - 1
    assert guard.enter(GOOD).seconds == 1
    clock.now += 1
    assert guard.enter(GOOD) is Role.TECHNICIAN


def test_each_further_wrong_one_doubles_the_wait_up_to_an_hour(guard, clock):
    lock(guard)
    waits = []
    for _ in range(9):
        clock.now += LONGEST_WAIT
        waits.append(guard.enter(WRONG).seconds)
    assert waits == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]
    assert wait(10_000) == LONGEST_WAIT


def test_trying_while_it_is_locked_costs_nothing_and_checks_nothing(guard):
    lock(guard)
    before = guard.record.wrong()
    guard.enter(WRONG)
    assert guard.record.wrong() == before


def test_the_right_one_forgives_the_wrong_ones(guard):
    guard.enter(WRONG)
    guard.enter(WRONG)
    guard.enter(GOOD)
    assert guard.door().tries == FREE


def test_a_restart_gives_no_try_back(guard, make):
    lock(guard)
    assert make().enter(GOOD).refusal is Refusal.LOCKED


def test_a_try_counts_before_it_is_checked_so_that_the_plug_saves_none(guard, make, monkeypatch):
    def cut(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(guard.pins, "role_of", cut)
    with pytest.raises(KeyboardInterrupt):
        guard.enter(WRONG)
    assert make().door().tries == FREE - 1


def test_a_clock_that_is_set_back_neither_opens_the_door_nor_locks_it_for_years(guard, clock):
    lock(guard)
    clock.now -= 10 * 365 * 86400
    assert guard.door().seconds == FIRST_WAIT
    clock.now += FIRST_WAIT
    assert guard.enter(GOOD) is Role.TECHNICIAN


def test_without_a_pin_nobody_gets_in(make):
    assert make().enter(GOOD).refusal is Refusal.UNSET


def test_a_file_that_others_may_read_opens_no_door_and_is_told_in_the_log(guard, caplog):
    guard.pins.file.chmod(0o666)
    with caplog.at_level(logging.ERROR):
        assert guard.enter(GOOD).refusal is Refusal.UNSET
    assert "chmod 600" in caplog.text


def test_the_demonstration_has_pins_that_its_door_tells(make):
    door = make(sample=True).door()
    assert door.sample == SAMPLES[Role.TECHNICIAN]
    assert make(sample=True).enter(door.sample) is Role.TECHNICIAN


def test_the_audit_trail_says_which_role_did_what_and_when_and_no_pin(guard, clock):
    guard.enter(WRONG)
    guard.enter(GOOD)
    clock.now += 60
    guard.note("tested receipt")
    guard.leave()
    guard.leave()
    deeds = guard.record.deeds()
    assert [(deed.who, deed.what) for deed in reversed(deeds)] == [
        ("nobody", "wrong PIN"),
        ("technician", "entered"),
        ("technician", "tested receipt"),
        ("technician", "left"),
    ]
    assert (deeds[0].at - deeds[-1].at).total_seconds() == 60


def test_the_audit_trail_keeps_its_last_lines_and_does_not_fill_the_disk(guard):
    guard.record._db.execute("BEGIN")
    for number in range(KEPT + 5):
        guard.record._db.execute("INSERT INTO audit VALUES (0, 'staff', ?)", (str(number),))
    guard.record._db.execute("COMMIT")
    guard.note("last")
    (count,) = guard.record._db.execute("SELECT count(*) FROM audit").fetchone()
    assert count == KEPT
    assert guard.record.deeds(1)[0].what == "last"


def test_nothing_about_a_pin_is_logged(guard, caplog):
    with caplog.at_level(logging.DEBUG):
        guard.enter(WRONG)
        guard.enter(GOOD)
    assert GOOD not in caplog.text
    assert WRONG not in caplog.text


def test_a_badge_opens_the_door_for_its_role_even_while_it_is_locked(guard):
    badge = guard.pins.new_badge(Role.STAFF)
    lock(guard)
    assert guard.door().refusal is Refusal.LOCKED
    assert guard.show_badge(badge) is Role.STAFF
    assert guard.record.deeds(1)[0].what == "entered with a badge"
    assert guard.door().refusal is None


def test_a_badge_that_is_not_ours_counts_as_a_wrong_try(guard):
    for shown in (f"{BADGE}{'x' * 32}", "hallkiosk:ticket:1", GOOD):
        assert guard.show_badge(shown).refusal is Refusal.BADGE
    assert guard.door().refusal is Refusal.LOCKED
    assert guard.inside is None
