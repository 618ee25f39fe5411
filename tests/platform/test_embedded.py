"""The platform as the kiosk's own child: it starts, comes back when it is killed, and goes when the kiosk goes."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kiosk.platform.client import PlatformClient
from kiosk.platform.embedded import EmbeddedPlatform
from kiosk.platform.settings import Settings
from kiosk.platform.troubles import Offline
from tests.platform.city import PENSION, card, key, write

DEADLINE = 30.0
ROOT = Path(__file__).parents[2]


@pytest.fixture
def embedded(tmp_path):
    data = write(tmp_path / "data")
    options = ("--data", str(data), "--always-open", "--clock", "2026-07-02T09:30")
    platform = EmbeddedPlatform("T01", "H1", tmp_path / "state" / "platform.db", options=options)
    platform.start()
    yield platform
    platform.stop()


def test_it_serves_on_loopback_with_a_secret_of_its_own(embedded):
    assert embedded.url.startswith("http://127.0.0.1:")
    assert client(embedded).queues(PENSION)[0].id == "H1-A"
    assert embedded.wait(0)


def test_the_secret_is_in_no_command_line(embedded):
    assert embedded.wait(DEADLINE)
    assert embedded.secret not in Path(f"/proc/{embedded.pid}/cmdline").read_text()


def test_killed_in_the_middle_of_the_rush_it_comes_back_and_no_ticket_is_lost_or_doubled(embedded):
    assert embedded.wait(DEADLINE)
    done, killed, counting = [], threading.Event(), threading.Lock()

    def take(serial):
        """As the outbox does it: the same key until there is an answer."""
        terminal, once, token = client(embedded), key(), ""
        ends = time.monotonic() + DEADLINE
        while time.monotonic() < ends:
            try:
                token = token or terminal.identify_card(card(serial)).token
                ticket = terminal.take_ticket(token, "H1-A", PENSION, once)
            except Offline:
                continue
            with counting:
                done.append(ticket)
                if len(done) == 15:
                    killed.set()
                    os.kill(embedded.pid, signal.SIGKILL)
            return ticket
        raise AssertionError("no answer in time")

    with ThreadPoolExecutor(8) as pool:
        tickets = list(pool.map(take, range(2, 62)))
    assert killed.is_set()
    assert embedded.starts == 2
    assert sorted(ticket.number for ticket in tickets) == [f"A{number:03}" for number in range(1, 61)]
    assert not any(ticket.held_already for ticket in tickets)


def test_a_request_made_while_it_restarts_waits_instead_of_failing(embedded):
    assert embedded.wait(DEADLINE)
    os.kill(embedded.pid, signal.SIGKILL)
    terminal, ends = client(embedded), time.monotonic() + DEADLINE
    while True:
        try:
            assert terminal.queues(PENSION)
            break
        except Offline:
            assert time.monotonic() < ends


def test_stopped_it_is_gone(embedded):
    assert embedded.wait(DEADLINE)
    pid = embedded.pid
    embedded.stop()
    assert not Path(f"/proc/{pid}").exists()
    with pytest.raises(Offline):
        client(embedded).queues("")


def test_a_child_that_cannot_start_is_tried_again_and_waited_for_only_so_long(tmp_path):
    platform = EmbeddedPlatform("T01", "no-such-hall", tmp_path / "platform.db")
    platform.start()
    assert not platform.wait(0.1)
    platform.stop()


def test_it_dies_with_its_parent_however_that_dies(tmp_path):
    data = write(tmp_path / "data")
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(data), str(tmp_path / "p.db")], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    child = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    ends = time.monotonic() + DEADLINE
    while _alive(child):
        assert time.monotonic() < ends, "the child outlives its parent"
        threading.Event().wait(0.05)


def test_the_command_says_on_which_port_it_serves(tmp_path):
    command = [
        sys.executable,
        "-m",
        "kiosk.platform.server",
        "--data",
        str(write(tmp_path / "data")),
        "--db",
        str(tmp_path / "db"),
        "--terminal",
        "T01",
        "--hall",
        "H1",
        "--with-parent",
    ]
    environment = os.environ | {"HALL_KIOSK_PLATFORM_SECRET": "x" * 32}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        announced = child.stdout.readline()
        assert '"event": "platformReady"' in announced
        child.stdin.close()
        assert child.wait(DEADLINE) == 0


PARENT = """
import sys, threading
from pathlib import Path
from kiosk.platform.embedded import EmbeddedPlatform
platform = EmbeddedPlatform("T01", "H1", Path(sys.argv[2]), options=("--data", sys.argv[1]))
platform.start()
platform.wait(30)
print(platform.pid, flush=True)
threading.Event().wait()
"""


def _alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
    except FileNotFoundError:
        return False


def client(platform):
    return PlatformClient(Settings(), "T01", url=platform.url, secret=platform.secret)
