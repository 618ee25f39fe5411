"""What a terminal is set up with: the package's scripts, its unit, and that both name what there is."""

import configparser
import re
import shutil
import subprocess

import pytest

from kiosk.room.operations import _ORDERS
from tests.rooms.test_house import ROOT

DEPLOY = ROOT / "deploy"
SCRIPTS = sorted(path for path in DEPLOY.rglob("*") if path.is_file() and path.read_text("utf-8").startswith("#!"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_well_formed_and_may_be_run(script):
    assert script.stat().st_mode & 0o111
    shell = script.read_text("utf-8").splitlines()[0].removeprefix("#!")
    run = subprocess.run([shell, "-n", str(script)], capture_output=True, text=True, check=False)
    assert run.stderr == ""


def unit():
    found = configparser.RawConfigParser(strict=False)
    found.optionxform = str
    found.read(DEPLOY / "hall-kiosk.service", encoding="utf-8")
    return found


def test_the_unit_starts_what_the_package_brings():
    service = unit()["Service"]
    build = (DEPLOY / "build_deb.sh").read_text("utf-8")
    assert re.search(r"deploy/session \"\$program/session\"", build)
    assert "/usr/lib/hall-kiosk/session" in service["ExecStart"]
    assert (DEPLOY / "session").read_text("utf-8").splitlines()[-1] == "exec /usr/bin/hall-kiosk run"


def test_the_unit_watches_starts_again_and_dumps_no_memory():
    service = unit()["Service"]
    assert service["Type"] == "notify"
    assert service["NotifyAccess"] == "all"  # the program is a child of the X server's
    assert int(service["WatchdogSec"]) >= 10
    assert service["Restart"] == "always"
    assert int(service["RestartSec"]) <= 5  # back within ten seconds
    assert service["LimitCORE"] == "0"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_systemd_finds_no_fault_with_the_unit():
    run = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(DEPLOY / "hall-kiosk.service")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in run.stderr.splitlines() if "is not executable" not in line and line] == []


def test_the_user_of_the_service_may_do_to_the_machine_what_staff_ask_for():
    rules = (DEPLOY / "50-hall-kiosk-polkit.rules").read_text("utf-8")
    assert f'subject.user === "{unit()["Service"]["User"]}"' in rules
    assert {one for end in _ORDERS.values() for one in end if one != "systemctl"} == {"reboot", "poweroff"}
    assert {"org.freedesktop.login1.reboot", "org.freedesktop.login1.power-off"} <= set(re.findall(r'"(\S+?)"', rules))
    for script in ("build_deb.sh", "install.sh"):
        assert "50-hall-kiosk-polkit.rules" in (DEPLOY / script).read_text("utf-8")
    assert " polkitd" in (ROOT / "Makefile").read_text("utf-8")


def test_a_terminal_can_tell_how_large_its_display_is_for_a_training_beside_the_dock():
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " ")
    named = dict(re.findall(r"^(\w+_PACKAGES) := (.*)$", makefile, re.MULTILINE))
    run, terminal = named["RUN_PACKAGES"], named["TERMINAL_PACKAGES"]
    assert "$(RUN_PACKAGES)" in terminal.split()
    assert "x11-utils" in run.split()  # brings xdpyinfo


def test_what_the_program_needs_is_in_the_lock_of_the_package():
    def pinned(name):
        return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))

    whole, package = pinned("requirements.lock"), pinned("requirements-run.lock")
    assert package.items() <= whole.items()
    assert "kivy" in package
    assert "pytest" not in package
