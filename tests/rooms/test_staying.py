"""A terminal that stays up: what the service manager hears, and what happens to a program that ends again and again."""

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest

from kiosk.starts import MOST, WITHIN, Start, Starts
from kiosk.supervision import OFTEN, Supervision
from screens.display import Size, virtual
from tests.rooms.test_house import ROOT
from tests.waiting import wait_until

PATIENCE = 60.0  # seconds for a window to open on a busy machine
CONFIG = """
[terminal]
id = "T1"
hall = "H1"
fullscreen = false
[storage]
folder = "{folder}/state"
[devices.card]
driver = "sam"
port = "{folder}/no-reader"
"""


class Manager:
    """A service manager's ear."""

    def __init__(self, folder):
        self.path = str(folder / "notify")
        self.line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.line.bind(self.path)
        self.line.setblocking(False)
        self.told = []

    def heard(self):
        while True:
            try:
                self.told.append(self.line.recv(200).decode())
            except BlockingIOError:
                return self.told


@pytest.fixture
def manager(tmp_path):
    one = Manager(tmp_path)
    yield one
    one.line.close()


class Hours:
    """A clock that somebody else moves."""

    def __init__(self, now=1000.0):
        self.now = now

    def __call__(self):
        return self.now


def test_ready_is_told_once_and_a_sign_of_life_in_time(manager):
    clock = Hours()
    program = Supervision({"NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "30000000"}, clock)
    assert program.present
    for _ in range(5):
        program.alive()
    assert manager.heard() == ["READY=1", "WATCHDOG=1"]
    clock.now += 30 / OFTEN
    program.alive()
    program.ending()
    assert manager.heard()[2:] == ["WATCHDOG=1", "STOPPING=1"]


@pytest.mark.parametrize("pid", ["", "mine", "1"])
def test_only_the_process_that_is_watched_gives_signs_of_life(manager, pid):
    watched = str(os.getpid()) if pid == "mine" else pid
    Supervision({"NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "1000", "WATCHDOG_PID": watched}).alive()
    assert ("WATCHDOG=1" in manager.heard()) is (pid != "1")


def test_without_a_manager_or_with_one_that_has_gone_nothing_happens(tmp_path):
    for environment in ({}, {"NOTIFY_SOCKET": str(tmp_path / "gone")}, {"NOTIFY_SOCKET": "@gone"}):
        program = Supervision(environment)
        program.alive()
        program.ending()


def test_three_starts_that_did_not_last_make_the_next_a_safe_one_and_then_it_is_tried_again(tmp_path):
    clock = Hours()
    begun = []
    for _ in range(MOST + 2):
        begun.append(Starts(tmp_path, clock).begin())
        clock.now += 5
    assert begun == [Start.USUAL, *[Start.AGAIN] * (MOST - 1), Start.SAFE, Start.USUAL]


def test_starts_that_lasted_or_are_long_ago_do_not_count(tmp_path):
    clock = Hours()
    for _ in range(3 * MOST):
        starts = Starts(tmp_path, clock)
        assert starts.begin() is Start.USUAL
        starts.stayed()
    for _ in range(3 * MOST):
        assert Starts(tmp_path, clock).begin() is not Start.SAFE
        clock.now += WITHIN / (MOST - 1)


@pytest.mark.parametrize("wreck", ["", "{", "[1, null]", "7", '{"a": 1}'])
def test_a_spoilt_count_or_a_clock_turned_back_starts_as_usual(tmp_path, wreck):
    (tmp_path / "starts.json").write_text(wreck)
    assert Starts(tmp_path).begin() is Start.USUAL
    (tmp_path / "starts.json").write_text(json.dumps([4e9] * MOST))
    assert Starts(tmp_path).begin() is Start.USUAL


@contextmanager
def kiosk(folder, display, manager):
    (folder / "kiosk.toml").write_text(CONFIG.format(folder=folder), encoding="utf-8")
    environment = os.environ | {
        "DISPLAY": display,
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "NOTIFY_SOCKET": manager.path,
        "WATCHDOG_USEC": "3000000",
    }
    command = [sys.executable, "run_kiosk.py", "run", "--config", str(folder / "kiosk.toml")]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as program:
        try:
            yield program
        finally:
            program.kill()


def test_killed_three_times_it_comes_up_without_devices_and_ends_in_order_when_it_is_told_to(tmp_path, manager):
    (tmp_path / "state").mkdir()
    starts, log = tmp_path / "state" / "starts.json", tmp_path / "state" / "logs" / "kiosk.log"
    with virtual(Size(540, 960)) as display:
        with kiosk(tmp_path, display, manager) as program:
            wait_until(lambda: manager.heard()[:2] == ["READY=1", "WATCHDOG=1"], PATIENCE)
            wait_until(lambda: '"card is ' in log.read_text(), PATIENCE)
            program.kill()
        (one,) = json.loads(starts.read_text())
        starts.write_text(json.dumps([one] * MOST))
        log.unlink()
        manager.told.clear()
        with kiosk(tmp_path, display, manager) as program:
            wait_until(lambda: manager.heard()[:2] == ["READY=1", "WATCHDOG=1"], PATIENCE)
            assert "starts without devices" in log.read_text()
            assert '"card is ' not in log.read_text()
            program.send_signal(signal.SIGTERM)
            assert program.wait(PATIENCE) == 0
    assert manager.heard()[-1] == "STOPPING=1"
    assert not starts.exists()
