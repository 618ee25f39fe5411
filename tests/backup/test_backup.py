"""A terminal saved into one file while it works, lost, and brought back by the commands of the README."""

import io
import json
import os
import subprocess
import sys
import zipfile

import pytest

from drivers.emulated.sample_cards import CITIZEN
from kiosk.backup import command, restore_command
from kiosk.backup.bundle import MANIFEST, STATE
from kiosk.credentials.record import Record
from kiosk.steps.queueing import TicketTaken
from kiosk.storage.lock import hold
from tests.platform.city import SECRET
from tests.rooms.test_house import ROOT
from tests.stories.hall import Hall

CONFIG = """# Hall 3, beside the door
[terminal]
id = "HC-01"
hall = "HC01"
[storage]
folder = "{folder}"
"""


def run(*words):
    environment = os.environ | {"HALL_KIOSK_PLATFORM_SECRET": SECRET}
    command = [sys.executable, "run_kiosk.py", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100, check=False)


def test_a_second_person_restores_a_terminal_from_its_backup(tmp_path):
    bundle, file = tmp_path / "terminal.zip", tmp_path / "kiosk.toml"
    with Hall(tmp_path) as hall:
        number = hall.go_to(TicketTaken).ticket.number
        access(hall).note("console", "paper changed")
        saved = run("backup", bundle, "--config", file)
        assert saved.returncode == 0, saved.stderr
        hall.stop()
        text = file.read_text()
        (tmp_path / "state").rename(tmp_path / "a disk that broke")
        file.write_text("")
        assert "terminal T01" in run("restore", bundle, "--look").stdout
        restored = run("restore", bundle, "--config", file, "--yes")
        assert restored.returncode == 0, restored.stderr
        assert run("check-config", "--config", file).returncode == 0
        assert file.read_text() == text
        assert [deed.what for deed in access(hall).deeds()] == ["paper changed"]
        hall.devices.card.lift()
        hall.start()
        again = hall.go_to(TicketTaken).ticket
        assert (again.number, again.held_already) == (number, True)
    assert CITIZEN.number.encode() not in b"".join(parts(bundle).values())
    assert CITIZEN.name.encode() not in b"".join(parts(bundle).values())


def access(hall):
    return Record(hall.folder / "state" / "access.db")


def parts(bundle):
    with zipfile.ZipFile(bundle) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture
def terminal(tmp_path):
    """A terminal that has been used, switched off: its configuration file."""
    state = tmp_path / "state"
    state.mkdir()
    file = tmp_path / "kiosk.toml"
    file.write_text(CONFIG.format(folder=state), encoding="utf-8")
    record = Record(state / "access.db")
    record.note("console", "first")
    record.close()
    (state / "pins.json").write_text("{}")
    return file


def saved(terminal):
    bundle = terminal.with_name("terminal.zip")
    assert command.main([str(bundle), "--config", str(terminal)]) == 0
    return bundle


def restored(bundle, terminal, *more):
    return restore_command.main([str(bundle), "--config", str(terminal), "--yes", *more])


def test_what_was_there_before_is_set_aside_and_nothing_of_it_is_mixed_in(terminal, capsys):
    bundle = saved(terminal)
    state = terminal.parent / "state"
    record = Record(state / "access.db")
    record.note("console", "second")
    record.close()
    assert restored(bundle, terminal) == 0
    assert [deed.what for deed in Record(state / "access.db").deeds()] == ["first"]
    (aside,) = terminal.parent.glob("state.before-*")
    assert [deed.what for deed in Record(aside / "access.db").deeds()] == ["second", "first"]
    assert str(aside) in capsys.readouterr().out


def test_only_its_owner_can_read_it_and_what_it_brings_back(terminal):
    bundle = saved(terminal)
    assert bundle.stat().st_mode & 0o077 == 0
    assert restored(bundle, terminal) == 0
    assert (terminal.parent / "state" / "pins.json").stat().st_mode & 0o077 == 0


def test_while_the_program_runs_nothing_is_put_in_its_place(terminal, capsys):
    bundle = saved(terminal)
    with hold(terminal.parent / "state"):
        assert restored(bundle, terminal) == 2
    assert "stop it first" in capsys.readouterr().err
    assert not list(terminal.parent.glob("state.before-*"))


def test_whoever_says_no_changes_nothing(terminal, monkeypatch):
    bundle = saved(terminal)
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    assert restore_command.main([str(bundle), "--config", str(terminal)]) == 1
    assert not list(terminal.parent.glob("state.before-*"))


def rewritten(bundle, change):
    inside = parts(bundle)
    change(inside)
    with zipfile.ZipFile(bundle, "w") as opened:
        for name, part in inside.items():
            opened.writestr(name, part)


def damage(inside):
    inside[STATE + "access.db"] = inside[STATE + "access.db"][:-1] + b"!"


def escape(inside):
    told = json.loads(inside[MANIFEST])
    told["sha256"]["state/../../evil"] = ""
    inside |= {MANIFEST: json.dumps(told), "state/../../evil": b"x"}


def from_elsewhere(inside):
    inside[MANIFEST] = json.dumps(json.loads(inside[MANIFEST]) | {"format": 99})


def without_manifest(inside):
    del inside[MANIFEST]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (damage, "is damaged"),
        (escape, "does not belong"),
        (from_elsewhere, "another version"),
        (without_manifest, "not a whole backup"),
    ],
)
def test_a_file_that_is_no_sound_backup_changes_nothing(terminal, capsys, change, said):
    bundle = saved(terminal)
    rewritten(bundle, change)
    assert restored(bundle, terminal) == 2
    assert said in capsys.readouterr().err
    assert not list(terminal.parent.glob("state.before-*"))


def test_half_a_file_is_no_backup(terminal, capsys):
    bundle = saved(terminal)
    bundle.write_bytes(bundle.read_bytes()[:-200])
    assert restored(bundle, terminal) == 2
    assert "not a whole backup" in capsys.readouterr().err


def test_a_database_that_is_damaged_is_not_saved_as_if_it_were_sound(terminal, capsys):
    database = terminal.parent / "state" / "access.db"
    database.write_bytes(b"not a database at all" * 300)
    assert command.main([str(terminal.with_name("b.zip")), "--config", str(terminal)]) == 2
    assert "access.db" in capsys.readouterr().err
    assert not terminal.with_name("b.zip").exists()
