"""`run_kiosk.py config …`, and a configuration that goes back by itself when the program does not stay up with it."""

import io
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from kiosk.config import command
from kiosk.config.loading import load
from kiosk.config.trial import Trial
from kiosk.credentials.record import Record
from screens.display import Size, virtual
from tests.rooms.test_house import ROOT
from tests.rooms.test_staying import PATIENCE, Manager
from tests.waiting import wait_until

TEXT = """# Hall 3, beside the door. Do not move!
[terminal]
id = "HC-01"    # as at the platform
hall = "HC01"
fullscreen = false
[storage]
folder = "{folder}"
"""


@pytest.fixture
def file(tmp_path):
    (tmp_path / "state").mkdir()
    path = tmp_path / "kiosk.toml"
    path.write_text(TEXT.format(folder=tmp_path / "state"), encoding="utf-8")
    return path


def config(file, *words):
    return command.main([*words, "--config", str(file)])


def test_a_value_is_changed_after_a_preview_and_comes_back(file, capsys):
    before = file.read_text()
    assert config(file, "set", "terminal.hall=HC02", "terminal.panel_inches=27", "--yes") == 0
    told = capsys.readouterr().out
    assert '-hall = "HC01"' in told
    assert '+hall = "HC02"' in told
    assert load(file).terminal.panel_inches == 27
    assert "# as at the platform" in file.read_text()
    assert config(file, "history") == 0
    version = capsys.readouterr().out.split()[0]
    assert config(file, "diff", version) == 0
    assert '+hall = "HC01"' in capsys.readouterr().out
    assert config(file, "rollback", version, "--yes") == 0
    assert file.read_text() == before
    audit = [deed.what for deed in Record(file.parent / "state" / "access.db").deeds()]
    assert audit == ["configuration changed: rollback", "configuration changed: set"]


def test_every_mistake_is_told_at_once_and_nothing_is_written(file, capsys):
    before = file.read_text()
    assert config(file, "set", "terminal.hal=HC02", "terminal.orientation=upright", "--yes") == 2
    told = capsys.readouterr().err
    assert "terminal.hal" in told
    assert "hall" in told
    assert "portrait" in told
    assert file.read_text() == before


def test_whoever_does_not_say_yes_changes_nothing(file, monkeypatch):
    before = file.read_text()
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    assert config(file, "set", "terminal.hall=HC02") == 1
    assert file.read_text() == before


def test_a_second_terminal_takes_over_everything_but_its_name_and_place(file, tmp_path):
    config(file, "set", "terminal.panel_inches=32", "logging.level=warning", "--yes")
    stick = tmp_path / "stick.toml"
    assert config(file, "export", str(stick)) == 0
    second = tmp_path / "second.toml"
    second.write_text(TEXT.format(folder=tmp_path / "other"))
    assert config(second, "import", str(stick), "--id", "HC-02", "--hall", "HC03", "--yes") == 0
    there = load(second)
    assert (there.terminal.id, there.terminal.hall) == ("HC-02", "HC03")
    assert (there.terminal.panel_inches, there.logging.level) == (32, "warning")
    assert "Exported" not in second.read_text()


def test_a_value_that_is_taken_away_has_its_default_again(file):
    config(file, "set", "terminal.panel_inches=32", "--yes")
    assert config(file, "set", "terminal.panel_inches=", "--yes") == 0
    assert load(file).terminal.panel_inches == 21.5


@pytest.mark.parametrize("given", ["hall=HC02", "terminal.hall.x=1", "=", "terminal"])
def test_what_is_no_value_is_answered_with_a_sample(file, capsys, given):
    assert config(file, "set", given, "--yes") == 2
    assert "terminal.hall=HC02" in capsys.readouterr().err


def test_a_text_is_on_trial_until_the_program_has_stayed_up_with_it(file):
    trial, good = Trial(file), file.read_text()
    assert not trial.on  # nothing else is known to be good
    trial.passed(good)
    assert not trial.on
    config(file, "set", "terminal.hall=HC02", "--yes")
    changed = file.read_text()
    assert trial.on
    kept = trial.end()
    assert file.read_text() == good
    assert not trial.on
    assert config(file, "rollback", kept, "--yes") == 0
    trial.passed(changed)
    assert not trial.on


def start(file, display, manager):
    environment = os.environ | {"DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1", "NOTIFY_SOCKET": manager.path}
    command = [sys.executable, "run_kiosk.py", "run", "--config", str(file)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)


def came_back(file, good, manager):
    """The program comes up, with the good text, and staff read why."""
    with virtual(Size(540, 960)) as display, start(file, display, manager) as program:
        try:
            wait_until(lambda: "READY=1" in manager.heard(), PATIENCE)
            program.send_signal(signal.SIGTERM)
            assert program.wait(PATIENCE) == 0
        finally:
            program.kill()
            manager.line.close()
    assert file.read_text() == good
    (deed,) = Record(file.parent / "state" / "access.db").deeds()
    assert "configuration put back" in deed.what


def test_a_change_with_which_the_program_did_not_stay_up_is_taken_back_before_the_next_start(file, tmp_path):
    good = file.read_text()
    Trial(file).passed(good)
    file.write_text(good.replace("HC01", "HC02"))
    (tmp_path / "state" / "starts.json").write_text(json.dumps([time.time() - 20]))  # it was killed after its start
    came_back(file, good, Manager(tmp_path))


def test_a_text_that_cannot_be_used_is_taken_back_where_nobody_reads_the_mistakes(file, tmp_path):
    good = file.read_text()
    Trial(file).passed(good)
    file.write_text(good.replace("hall =", "hal ="))
    came_back(file, good, Manager(tmp_path))
