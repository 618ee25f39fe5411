"""PINs: kept as hashes that only their owner may read, and never an easy one."""

import json
import os
import stat
import subprocess
import sys

import pytest
import zxingcpp
from argon2 import PasswordHasher
from PIL import Image

from kiosk.credentials.model import Role
from kiosk.credentials.pins import BADGE, SAMPLES, Pins, PinsError, weakness
from tests.rooms.test_house import ROOT

GOOD, OTHER = "314159", "602214"
QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@pytest.fixture
def pins(tmp_path):
    return Pins(tmp_path / "state" / "pins.json", QUICK)


def test_a_pin_is_kept_as_a_hash_that_only_the_owner_may_read(pins):
    pins.set(Role.TECHNICIAN, GOOD)
    text = pins.file.read_text()
    assert GOOD not in text
    assert json.loads(text)["technician"].startswith("$argon2id$")
    assert stat.S_IMODE(pins.file.stat().st_mode) == 0o600
    assert [one.name for one in pins.file.parent.iterdir()] == ["pins.json"]  # nothing is left beside it


def test_the_usual_hash_costs_what_the_field_asks_for(tmp_path):
    pins = Pins(tmp_path / "pins.json")
    pins.set(Role.TECHNICIAN, GOOD)
    assert "m=65536,t=3,p=4" in pins.file.read_text()
    assert pins.role_of(GOOD) is Role.TECHNICIAN


def test_each_role_has_a_pin_of_its_own(pins):
    pins.set(Role.TECHNICIAN, GOOD)
    pins.set(Role.STAFF, OTHER)
    assert (pins.role_of(GOOD), pins.role_of(OTHER)) == (Role.TECHNICIAN, Role.STAFF)
    assert pins.role_of("000000") is None
    with pytest.raises(ValueError, match="another role"):
        pins.set(Role.STAFF, GOOD)


def test_a_pin_can_be_changed_and_the_old_one_is_worth_nothing(pins):
    pins.set(Role.TECHNICIAN, GOOD)
    pins.set(Role.TECHNICIAN, OTHER)
    assert pins.role_of(GOOD) is None
    assert pins.role_of(OTHER) is Role.TECHNICIAN


@pytest.mark.parametrize(
    "pin",
    [
        "",
        "12345",
        "123456",
        "654321",
        "890123",
        "111111",
        "112112",
        "121212",
        "123123",
        "112233",
        "12345a",
        "１２３４５６",
        "1" * 13,
    ],
)
def test_easy_pins_are_refused(pins, pin):
    assert weakness(pin)
    with pytest.raises(ValueError, match=r"."):
        pins.set(Role.TECHNICIAN, pin)
    assert not pins.any


def test_the_sample_pins_are_not_easy_either():
    assert [weakness(pin) for pin in SAMPLES.values()] == [None, None]


def test_a_file_that_others_may_read_is_not_used(pins):
    pins.set(Role.TECHNICIAN, GOOD)
    pins.file.chmod(0o644)
    with pytest.raises(PinsError, match="chmod 600"):
        pins.role_of(GOOD)


@pytest.mark.parametrize("text", ["", "[]", '{"mayor": "x"}', "{", "\x00"])
def test_a_broken_file_is_named_and_lets_nobody_in(pins, text):
    pins.file.parent.mkdir()
    pins.file.write_text(text)
    pins.file.chmod(0o600)
    with pytest.raises(PinsError, match=r"pins\.json"):
        pins.role_of(GOOD)


def test_a_hash_that_is_none_fits_no_pin(pins):
    pins.file.parent.mkdir()
    pins.file.write_text('{"staff": "314159"}')
    pins.file.chmod(0o600)
    assert pins.role_of(GOOD) is None


def set_pin(tmp_path, *lines, role="technician"):
    config = tmp_path / "kiosk.toml"
    config.write_text(
        f'[terminal]\nid = "T1"\nhall = "H1"\n[platform]\nurl = "embedded"\n[storage]\nfolder = "{tmp_path}/state"\n'
    )
    return subprocess.run(
        [sys.executable, "run_kiosk.py", "set-pin", "--role", role, "--config", str(config)],
        cwd=ROOT, input="".join(f"{line}\n" for line in lines), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_the_command_asks_twice_and_sets_the_pin(tmp_path):
    (tmp_path / "state").mkdir()
    told = set_pin(tmp_path, GOOD, GOOD)
    assert (told.returncode, told.stderr) == (0, "")
    assert GOOD not in told.stdout
    assert Pins(tmp_path / "state" / "pins.json").role_of(GOOD) is Role.TECHNICIAN


@pytest.mark.parametrize(
    ("lines", "why"), [((GOOD, OTHER), "different"), (("123456", "123456"), "count up"), ((), "digits")]
)
def test_the_command_refuses_in_words(tmp_path, lines, why):
    told = set_pin(tmp_path, *lines)
    assert told.returncode == 2
    assert why in told.stderr
    assert not (tmp_path / "state" / "pins.json").exists()


def test_a_file_nobody_may_write_is_told(pins):
    pins.file.parent.mkdir()
    pins.file.parent.chmod(0o500)
    if os.geteuid() == 0:
        pins.file.parent.rmdir()
        pins.file.parent.write_text("a file in the way")
    with pytest.raises((OSError, PinsError)):
        pins.set(Role.STAFF, GOOD)


def test_a_badge_is_a_secret_of_its_own_and_a_new_one_ends_the_old_one(pins):
    pins.set(Role.STAFF, OTHER)
    lost = pins.new_badge(Role.STAFF)
    assert pins.role_of(lost) is Role.STAFF
    assert lost.removeprefix(BADGE) not in pins.file.read_text()
    assert len(lost) >= 32 + len(BADGE)
    new = pins.new_badge(Role.STAFF)
    assert (pins.role_of(lost), pins.role_of(new), pins.role_of(OTHER)) == (None, Role.STAFF, Role.STAFF)
    pins.set(Role.TECHNICIAN, GOOD)
    assert pins.role_of(pins.new_badge(Role.TECHNICIAN)) is Role.TECHNICIAN


def test_a_badge_is_made_in_a_shell_as_a_picture_that_a_scanner_reads(tmp_path):
    config, picture = tmp_path / "kiosk.toml", tmp_path / "badge.png"
    (tmp_path / "state").mkdir()
    config.write_text(f'[terminal]\nid = "T1"\nhall = "H1"\n[storage]\nfolder = "{tmp_path}/state"\n', encoding="utf-8")
    command = [sys.executable, "run_kiosk.py", "set-pin", "--role", "staff", "--badge", picture, "--config", config]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    assert stat.S_IMODE(picture.stat().st_mode) == 0o600
    (code,) = zxingcpp.read_barcodes(Image.open(picture).convert("L"))
    assert Pins(tmp_path / "state" / "pins.json").role_of(code.text) is Role.STAFF
    again = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert again.returncode == 2  # a badge that lies there is not written over
    assert Pins(tmp_path / "state" / "pins.json").role_of(code.text) is Role.STAFF
