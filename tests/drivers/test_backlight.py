"""The panel's light in a folder like the kernel's."""

import errno
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from drivers import DeviceError, Fault, backlight
from drivers.backlight import Backlight
from kiosk.health.machine import light
from kiosk.health.model import Verdict
from kiosk.light import AS_IT_IS, shine
from tests.stories.hall import Hall


@pytest.fixture
def root(tmp_path, monkeypatch):
    folder = tmp_path / "sys/class/backlight"
    folder.mkdir(parents=True)
    monkeypatch.setattr(backlight, "FOLDER", folder)
    return tmp_path


def lit(root, name="intel_backlight", most=937, now=468):
    folder = root / "sys/class/backlight" / name
    folder.mkdir()
    (folder / "max_brightness").write_bytes(b"%d\n" % most)
    (folder / "brightness").write_bytes(b"%d\n" % now)
    return folder / "brightness"


def test_it_is_told_in_percent_and_set_in_the_devices_own_units(root):
    file = lit(root)
    assert Backlight().percent() == 50
    Backlight().shine(70)
    assert file.read_text() == "655"
    assert Backlight().percent() == 70


def test_it_never_goes_dark(root):
    file = lit(root, most=7)
    Backlight().shine(1)
    assert file.read_text() == "1"


def test_two_lights_are_set_alike(root):
    one, other = lit(root), lit(root, "acpi_video0", most=15, now=3)
    Backlight().shine(40)
    assert (one.read_text(), other.read_text()) == ("374", "6")


def test_a_monitor_on_a_cable_has_none_and_the_terminal_starts_all_the_same(root, caplog):
    with pytest.raises(DeviceError) as error:
        Backlight().shine(70)
    assert error.value.fault is Fault.NO_DEVICE
    with caplog.at_level(logging.WARNING):
        shine(70)
    assert "light cannot be set" in caplog.text
    assert light(root).verdict is Verdict.UNKNOWN


def test_a_light_that_is_to_stay_as_it_is_is_not_touched(root):
    file = lit(root)
    shine(AS_IT_IS)
    assert file.read_text() == "468\n"
    shine(100)
    assert file.read_text() == "937"


@pytest.fixture
def refused(monkeypatch):
    """It may not be written, as for a service; root, who may run the tests, may write everything."""

    def refuse(self, *_args, **_more):
        raise OSError(errno.EROFS, "Read-only file system", str(self))

    monkeypatch.setattr(Path, "write_text", refuse)


def test_who_may_not_write_to_it_asks_the_session_manager(root, tmp_path, monkeypatch, refused):
    program = tmp_path / "busctl"
    program.write_bytes(b'#!/bin/sh\necho "$@" > "$0.asked"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    lit(root)
    Backlight().shine(70)
    asked = program.with_name("busctl.asked").read_text().split()
    assert asked[-5:] == ["SetBrightness", "ssu", "backlight", "intel_backlight", "655"]


def test_who_may_neither_write_to_it_nor_ask_is_told_so(root, monkeypatch, refused):
    monkeypatch.setenv("PATH", "/nowhere")
    lit(root)
    with pytest.raises(DeviceError) as error:
        Backlight().shine(70)
    assert error.value.fault is Fault.NOT_PERMITTED


def test_a_file_that_says_no_number_is_a_fault_of_the_machine(root):
    lit(root).write_text("?")
    with pytest.raises(DeviceError) as error:
        Backlight().percent()
    assert error.value.fault is Fault.HARDWARE_ERROR


def test_a_technician_reads_it_among_the_machines_findings(root):
    lit(root)
    found = light(root)
    assert (found.verdict, found.values) == (Verdict.PASSED, {"brightness": "50 %"})


def test_a_terminal_that_is_switched_on_sets_what_is_configured(root, tmp_path):
    file = lit(root)
    (tmp_path / "hall").mkdir()
    with Hall(tmp_path / "hall", on=False) as hall:
        hall.config = replace(hall.config, terminal=replace(hall.config.terminal, brightness=40))
        hall.start()
        hall.wait(lambda: file.read_text() == "374")
