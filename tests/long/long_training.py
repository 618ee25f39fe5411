"""Training begins when it is asked for, and when it ends the terminal is as before. Needs nothing but the project."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress

from screens.display import Size, virtual
from tests.rooms.test_house import ROOT
from tests.rooms.test_staying import PATIENCE, Manager
from tests.waiting import wait_until

CONFIG = """
[terminal]
id = "T1"
hall = "HC01"
fullscreen = false
[storage]
folder = "{folder}/state"
"""


def children(process):
    told = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(process)], capture_output=True, text=True, check=False
    )
    found = (line.partition("run_kiosk.py ") for line in told.stdout.splitlines())
    return {words.split()[0]: int(head.split()[0]) for head, _, words in found if words}


@contextmanager
def program(command, environment):
    """A program that does not outlive a test that fails."""
    with subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True) as one:
        try:
            yield one
        finally:
            with suppress(ProcessLookupError):
                os.killpg(one.pid, signal.SIGKILL)


def test_staff_train_beside_the_dock_and_the_terminal_serves_again(tmp_path):
    manager = Manager(tmp_path)
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "training-wanted").touch()
    file = tmp_path / "kiosk.toml"
    file.write_text(CONFIG.format(folder=tmp_path), encoding="utf-8")
    with virtual(Size(1080, 1920)) as name:
        environment = os.environ | {"DISPLAY": name, "LIBGL_ALWAYS_SOFTWARE": "1", "NOTIFY_SOCKET": manager.path}
        command = [sys.executable, "run_kiosk.py", "run", "--config", str(file)]
        with program(command, environment) as terminal:
            wait_until(lambda: "READY=1" in manager.heard(), PATIENCE)
            both = children(terminal.pid)
            assert both.keys() == {"devices", "run"}
            os.kill(both["run"], signal.SIGTERM)  # as the page in the room ends it
            assert terminal.wait(PATIENCE) == 0
            assert children(terminal.pid) == {}
        manager.told.clear()
        with program(command, environment) as terminal:  # as whoever started it starts it again
            wait_until(lambda: "READY=1" in manager.heard(), PATIENCE)
            assert "run" not in children(terminal.pid)
            terminal.terminate()
            assert terminal.wait(PATIENCE) == 0
    manager.line.close()
