"""Changing the configuration: a preview first, a person's own words kept, all or nothing written, the way back open."""

import os
import shutil
import threading
import tomllib
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.config import keeping
from kiosk.config.loading import load
from kiosk.config.mistakes import ConfigError
from kiosk.config.tables import with_device
from kiosk.config.writing import go_back, propose, rollback, versions, write
from tests.rooms.test_house import ROOT

CARD = {"driver": "sam", "port": "/dev/serial/by-id/reader", "baudrate": 9600}
RECEIPT = {"driver": "escpos", "connection": "network", "host": "192.168.1.50", "port": 9100}
OWN = """# Hall 3, beside the door. Do not move!
[terminal]
id = "HC-01"    # as at the platform
hall = "HC01"

[devices.card]   # the reader of 2023
driver = "sam"
port = "/dev/ttyUSB0"   # left socket
baudrate = 115200

[devices.receipt]
driver = "escpos"
connection = "serial"
port = "/dev/ttyS1"
width_mm = 58   # small roll

# written by the city office
[logging]
level = "debug"
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "kiosk.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def moments():
    """A clock that goes on by a minute with every look at it."""
    now = [datetime(2026, 1, 1, 8, 0)]  # noqa: DTZ001 - the hall's own hour

    def look():
        now[0] += timedelta(minutes=1)
        return now[0]

    return look


def changed_lines(preview):
    return [line for line in preview.diff.splitlines()[2:] if line[0] in "+-"]


def test_only_the_lines_that_differ_change(file):
    preview = propose(file, {"card": CARD}, {})
    assert not preview.mistakes
    assert changed_lines(preview) == [
        '-port = "/dev/ttyUSB0"   # left socket',
        "-baudrate = 115200",
        '+port = "/dev/serial/by-id/reader"   # left socket',
        "+baudrate = 9600",
    ]


def test_with_the_driver_it_has_a_device_keeps_what_is_not_named(file):
    found = {**RECEIPT, "port": 9100}
    written = tomllib.loads(propose(file, {"receipt": found}, {}).new_text)
    assert written["devices"]["receipt"] == {**found, "width_mm": 58}


def test_a_setting_that_must_not_stay_is_taken_out(file):
    preview = propose(file, {"receipt": {"driver": "escpos", "connection": "usb", "port": None}}, {})
    written = tomllib.loads(preview.new_text)
    assert written["devices"]["receipt"] == {"driver": "escpos", "connection": "usb", "width_mm": 58}
    assert "# small roll" in preview.new_text


def test_with_another_driver_a_device_keeps_nothing(file):
    text = with_device(OWN, "card", {"driver": "other", "address": 7})
    assert tomllib.loads(text)["devices"]["card"] == {"driver": "other", "address": 7}
    assert "# the reader of 2023" in text


def test_what_a_person_has_written_stays(file):
    new = propose(file, {"card": CARD, "camera": {"driver": "opencv", "source": "/dev/video0"}}, {}).new_text
    for own in ("# Hall 3, beside the door. Do not move!", "# as at the platform", "# written by the city office"):
        assert own in new


def test_a_new_device_stands_below_its_sample_in_the_file_that_comes_with_the_program(tmp_path):
    path = Path(shutil.copy(ROOT / "config/kiosk.toml", tmp_path))
    preview = propose(path, {"receipt": RECEIPT, "card": CARD}, {})
    assert not preview.mistakes
    assert not [line for line in changed_lines(preview) if line[0] == "-"]
    assert (
        '# baudrate = 115200\n[devices.card]\ndriver = "sam"\nport = "/dev/serial/by-id/reader"\n' in preview.new_text
    )
    assert load(path, {}).devices == {}  # nothing is written yet
    write(preview)
    assert set(load(path, {}).devices) == {"card", "receipt"}


def test_a_new_device_without_a_sample_stands_below_the_other_devices(file):
    new = propose(file, {"camera": {"driver": "opencv", "source": "/dev/video0"}}, {}).new_text
    assert "# small roll\n\n[devices.camera]\n" in new
    assert new.index("[devices.camera]") < new.index("# written by the city office")


def test_the_first_device_of_a_file_stands_at_its_end(file):
    file.write_text('[terminal]\nid = "a"\nhall = "b"')
    assert propose(file, {"card": CARD}, {}).new_text.startswith('[terminal]\nid = "a"\nhall = "b"\n\n[devices.card]')


def test_the_line_ends_of_another_system_stay(file):
    file.write_bytes(OWN.replace("\n", "\r\n").encode())
    preview = propose(file, {"card": CARD, "camera": {"driver": "opencv", "source": "/dev/video0"}}, {})
    write(preview)
    assert not preview.mistakes
    assert b"\n" not in file.read_bytes().replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "devices",
    [
        'devices = { card = { driver = "sam", port = "/dev/a" } }\n{head}',
        '{head}[devices]\ncard = { driver = "sam", port = "/dev/a" }\n',
        '{head}[devices]\ncard.driver = "sam"\ncard.port = "/dev/a"\n',
    ],
)
def test_other_ways_to_write_a_device_are_changed_too_or_refused_and_never_spoilt(file, devices):
    file.write_text(devices.replace("{head}", '[terminal]\nid = "a"\nhall = "b"\n'))
    preview = propose(file, {"card": CARD, "receipt": RECEIPT}, {})
    if preview.mistakes:
        assert preview.same
    else:
        assert set(tomllib.loads(preview.new_text)["devices"]) == {"card", "receipt"}


def test_proposing_what_is_there_already_changes_nothing(file):
    preview = propose(file, {"card": {"driver": "sam", "port": "/dev/ttyUSB0"}}, {})
    assert preview.same
    assert not preview.diff


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"card": {"driver": "sam", "prot": "/dev/x"}}, "devices.card.prot"),
        ({"card": {"driver": "sma"}}, "devices.card.driver"),
        ({"card": {"port": "/dev/x"}}, "devices.card.driver"),
        ({"cart": {"driver": "sam"}}, "devices.cart"),
        ({"receipt": {"driver": "escpos", "connection": "network"}}, "devices.receipt.host"),
        ({"code": {"driver": "camera"}}, "devices.code.driver"),
    ],
)
def test_what_the_program_would_not_start_with_is_told_and_not_written(file, changes, key):
    preview = propose(file, changes, {})
    assert key in {mistake.key for mistake in preview.mistakes}
    with pytest.raises(ConfigError):
        write(preview)
    assert file.read_text() == OWN
    assert not versions(file)


def test_a_secret_does_not_even_come_into_the_preview(file, monkeypatch):
    from dataclasses import dataclass

    from drivers.card import sam
    from drivers.settings import setting

    @dataclass(frozen=True)
    class Settings:
        port: str = setting(help="where")
        password: str = setting("", help="of the reader", secret=True)

    monkeypatch.setattr(sam, "Settings", Settings)
    preview = propose(file, {"card": {"driver": "sam", "port": "/dev/x", "password": "s3cret"}}, {})
    assert [mistake.key for mistake in preview.mistakes] == ["devices.card.password"]
    assert "s3cret" not in preview.new_text + preview.diff + repr(preview)


def test_a_file_that_is_not_there_or_is_not_toml_is_told(tmp_path):
    assert "cannot be read" in propose(tmp_path / "none.toml", {"card": CARD}).mistakes[0].reason
    (tmp_path / "bad.toml").write_text("a = = 1")
    assert "not TOML" in propose(tmp_path / "bad.toml", {"card": CARD}).mistakes[0].reason


def test_a_file_that_somebody_has_changed_since_the_preview_is_left_alone(file):
    preview = propose(file, {"card": CARD}, {})
    file.write_text(OWN + "# one more word\n")
    with pytest.raises(ConfigError, match="changed since the preview"):
        write(preview)
    assert file.read_text().endswith("# one more word\n")


def test_while_another_program_writes_nothing_is_written(file):
    preview = propose(file, {"card": CARD}, {})
    with keeping.alone(file), pytest.raises(ConfigError, match="another program is writing it"):
        write(preview)
    write(preview)


def test_mode_and_owner_stay(file):
    file.chmod(0o640)
    before = file.stat()
    write(propose(file, {"card": CARD}, {}))
    after = file.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)


def test_a_file_behind_a_link_is_changed_where_it_is(file, tmp_path):
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    write(propose(link, {"card": CARD}, {}))
    assert link.is_symlink()
    assert load(file, {}).devices["card"].settings.baudrate == 9600
    assert versions(link) == versions(file)


@pytest.mark.parametrize("broken", ["write", "fsync", "replace"])
def test_a_disk_that_fails_halfway_leaves_the_old_text_whole(file, monkeypatch, broken):
    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    preview = propose(file, {"card": CARD}, {})
    if broken == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    elif broken == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(os, "fchmod", fail)
    with pytest.raises(ConfigError, match="No space left"):
        write(preview)
    assert file.read_text() == OWN
    assert not list(file.parent.glob(".kiosk*"))


def test_whoever_reads_while_it_is_written_sees_one_text_or_the_other(file):
    texts, done = set(), threading.Event()

    def watch():
        while not done.is_set():
            texts.add(file.read_text())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        for baudrate in (9600, 19200) * 10:
            write(propose(file, {"card": {**CARD, "baudrate": baudrate}}, {}))
    finally:
        done.set()
        watcher.join()
    assert all(tomllib.loads(text)["devices"]["card"]["driver"] == "sam" for text in texts)


def test_earlier_texts_are_kept_by_the_moment_they_were_replaced_and_can_come_back(file):
    clock = moments()
    first = write(propose(file, {"card": CARD}, {}), clock)
    assert first == "2026-01-01T08-01-00"
    assert (file.parent / "kiosk.toml.d/history/2026-01-01T08-01-00.toml").read_text() == OWN
    assert "-baudrate = 9600" in go_back(file, first, {}).diff
    rollback(file, first, {})
    assert file.read_text() == OWN
    assert len(versions(file)) == 2  # the way back can be gone back, too


def test_two_changes_within_a_second_are_both_kept(file):
    for baudrate in (9600, 19200, 38400):
        write(propose(file, {"card": {**CARD, "baudrate": baudrate}}, {}), lambda: datetime(2026, 1, 1))  # noqa: DTZ001
    assert versions(file) == ["2026-01-01T00-00-00-3", "2026-01-01T00-00-00-2", "2026-01-01T00-00-00"]


def test_no_more_than_twenty_texts_are_kept(file):
    clock = moments()
    for number in range(keeping.MOST + 5):
        write(propose(file, {"card": {**CARD, "port": f"/dev/tty{number}"}}, {}), clock)
    kept = versions(file)
    assert len(kept) == keeping.MOST
    assert kept == sorted(kept, reverse=True)
    assert kept[0] == "2026-01-01T08-25-00"


def test_an_earlier_text_that_is_no_longer_right_is_not_put_back(file):
    name = write(propose(file, {"card": CARD}, {}))
    now = file.read_text()
    keeping.version(file, name).write_text(OWN.replace('"sam"', '"gone"'))
    with pytest.raises(ConfigError, match="gone"):
        rollback(file, name, {})
    assert file.read_text() == now


@pytest.mark.parametrize("name", ["2020-01-01T00-00-00", "../../etc/passwd", ""])
def test_a_version_that_there_is_not_is_said_to_be_none(file, name):
    assert "there is no" in go_back(file, name, {}).mistakes[0].reason


lines = st.sampled_from(
    ["# a word", "", '[devices.code]\ndriver = "serial"\nport = "/dev/c"', "# [devices.card]", '# driver = "sam"',
     "[storage]", "[logging]", "  # [devices.receipt]  # 打印机", "[devices.camera]\ndriver = 'opencv'\nsource = '/x'"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(lines, unique=True), st.sampled_from(["\n", "\r\n"]))
def test_whatever_stands_around_it_a_device_is_added_and_nothing_else_changes(around, end):
    text = "\n".join(['[terminal]\nid = "a"\nhall = "b"', *around, ""]).replace("\n", end)
    before, after = tomllib.loads(text), tomllib.loads(with_device(text, "card", CARD))
    assert after == {**before, "devices": {**before.get("devices", {}), "card": CARD}}
    new = with_device(text, "card", CARD)
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        line for line in new.splitlines() if line.startswith("#")
    ]
