"""Profiles: every shipped one is sound, a hall's own is a file, and whatever is wrong with it is told at once."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import pytest

from drivers import profiles
from drivers.code import serial
from drivers.emulated.escpos_machine import Model
from drivers.emulated.receipt_printer import ReceiptPrinter
from drivers.emulated.scanner import Scanner
from drivers.protocols import escpos as escpos_protocol
from drivers.protocols import scanner_profiles
from drivers.receipt import Fate, escpos
from drivers.settings import setting
from kiosk.config.loading import load
from kiosk.config.mistakes import ConfigError
from tests.drivers.sensing import reading_of
from tests.drivers.slips import SHORT
from tests.rooms.test_config import GOOD
from tests.waiting import wait_until


@dataclass(frozen=True)
class Sort:
    word: str = setting("one", help="", choices=("one", "two"))
    command: bytes = setting(b"", help="")
    commands: tuple[bytes, ...] = setting((), help="")
    number: int = setting(1, help="", check=lambda value: None if value > 0 else "must be more than 0")
    flag: bool = setting(default=False, help="")


@pytest.fixture
def own(tmp_path):
    def written(text):
        (tmp_path / "own.toml").write_text(text, encoding="utf-8")
        return str(tmp_path / "own.toml")

    return written


def serial_settings(device, **more):
    return serial.Settings(port=str(device.wire.path), **more)


def test_a_file_holds_profiles_that_may_be_like_those_above_them(own):
    found = profiles.known(
        Sort, Path(own('[a]\ncommand = "16 54 0d"\nnumber = 3\n[b]\nlike = "a"\nword = "two"\nflag = true'))
    )
    assert found["a"] == Sort(command=b"\x16T\r", number=3)
    assert found["b"] == Sort("two", b"\x16T\r", number=3, flag=True)


def test_everything_that_is_wrong_with_a_profile_is_told_at_once(own):
    path = own('like = "ab"\nword = "tow"\ncommand = "1"\ncommands = ["zz"]\nnumber = 0\nflag = 1\nwrod = "one"')
    with pytest.raises(ValueError) as caught:
        profiles.named(path, Sort, {"a": Sort()})
    told = str(caught.value)
    for part in (
        "like: 'ab' is no known profile", 'did you mean "a"?', 'did you mean "two"?', "command: must be bytes in hex",
        "commands: must be a list of bytes", "number: must be more than 0", "flag: must be true or false",
        'wrod: is not known: did you mean "word"?', "own.toml",
    ):  # fmt: skip
        assert part in told


@pytest.mark.parametrize(("text", "why"), [("not toml", "is not TOML"), (None, "cannot be read")])
def test_a_file_that_is_none_is_told(own, text, why):
    path = own(text) if text else "/nowhere/own.toml"
    assert why in profiles.complaint(Sort, {})(path)


def test_a_wrong_name_is_answered_with_the_right_one():
    assert 'did you mean "newland"?' in scanner_profiles.check("newlnd")
    assert scanner_profiles.check("newland") is None


def test_the_configuration_tells_a_wrong_profile_and_a_wrong_file(tmp_path, own):
    path = own('on = "no bytes"')
    for name, why in (("mindoe", 'did you mean "mindeo"?'), (path, "on: must be bytes in hexadecimal")):
        file = tmp_path / "kiosk.toml"
        file.write_text(f'{GOOD}\n[devices.code]\ndriver = "serial"\nport = "/dev/x"\nprofile = "{name}"\n', "utf-8")
        with pytest.raises(ConfigError) as caught:
            load(file, {})
        assert any(mistake.key == "devices.code.profile" and why in mistake.reason for mistake in caught.value.mistakes)


def test_what_is_set_beside_a_profile_overrules_it():
    settings = serial.Settings(port="/dev/x", profile="newland", suffix="crlf", baudrate=115200, gap_ms=80)
    newland = scanner_profiles.PROFILES["newland"]
    assert settings.as_set() == dataclasses.replace(newland, suffix="crlf", baudrate=115200, gap_ms=80)
    unlit = serial.Settings(port="/dev/x", profile="newland", trigger="none").as_set()
    assert (unlit.on, unlit.begin, unlit.language) == (b"", (), "newland")


def test_a_trigger_without_a_profile_works_as_it_always_did():
    settings = serial.Settings(port="/dev/x", trigger="honeywell").as_set()
    assert (settings.on, settings.off, settings.begin) == (b"\x16T\r", b"\x16U\r", ())


@pytest.mark.parametrize("name", scanner_profiles.PROFILES)
def test_a_scanner_of_every_profile_is_read_and_lights_up_only_when_it_is_asked(tmp_path, name):
    profile = scanner_profiles.PROFILES[name]
    with Scanner(tmp_path / "scanner", profile=profile) as scanner:
        driver = serial.Driver(serial_settings(scanner, profile=name))
        driver.open()
        wait_until(lambda: scanner.modes == list(profile.begin))
        driver.disarm()
        wait_until(lambda: scanner.lit == (not profile.on))
        driver.arm()
        wait_until(lambda: scanner.lit)
        scanner.show("证件 A017".encode())
        assert reading_of(driver).text == "证件 A017"
        driver.close()


def test_a_hall_brings_its_own_scanner_as_a_file(tmp_path, own):
    path = own('like = "honeywell"\nmaker = "Hall"\non = "1B 31"\noff = "1B 30"\nsuffix = "cr"\nbaudrate = 115200\n')
    with Scanner(tmp_path / "scanner", profile=scanner_profiles.named(path)) as scanner:
        driver = serial.Driver(serial_settings(scanner, profile=path))
        driver.open()
        assert driver.about().maker == "Hall"
        assert not scanner.lit
        driver.arm()
        scanner.show(b"A017")
        assert reading_of(driver).text == "A017"
        driver.close()


def test_every_printer_profile_belongs_to_one_maker_at_most():
    makers = [maker for one in escpos_protocol.PROFILES.values() for maker in one.makers]
    assert len(makers) == len(set(makers))


def printer_settings(printer, **more):
    return escpos.Settings(connection="network", host="127.0.0.1", port=printer.port, timeout=0.2, **more)


def model_of(profile):
    """A printer that can do what its profile says, and nothing else."""
    return Model(
        process_id=profile.process_id,
        paper_in_order=profile.paper_in_order,
        reports_changes=profile.reports_changes,
        identity=profile.identity,
        slip_waiting=bool(profile.slip_waiting),
    )


@pytest.mark.parametrize("name", escpos_protocol.PROFILES)
def test_a_printer_of_every_profile_prints_tells_what_it_can_and_is_well_with_the_slip_hanging_out(name):
    with ReceiptPrinter(model=model_of(escpos_protocol.PROFILES[name])) as printer:
        driver = escpos.Driver(printer_settings(printer, profile=name))
        driver.open()
        assert driver.print(SHORT) is Fate.CONFIRMED
        assert driver.status().ok
        assert bool(driver.about().model) == escpos_protocol.PROFILES[name].identity
        assert printer.machine.unknown == []
        driver.close()


def test_a_hall_brings_its_own_printer_as_a_file(own):
    path = own('like = "kp628e"\nwidth_dots = 832\ncharset = "gb2312"\n')
    with ReceiptPrinter(model=Model(width=832, slip_waiting=True)) as printer:
        settings = printer_settings(printer, profile=path)
        assert settings.dots == 832
        driver = escpos.Driver(settings)
        driver.open()
        driver.print(SHORT)
        assert driver.status().detail == "a slip waits to be taken"
        driver.close()


def test_a_roll_that_is_set_overrules_the_profile_and_one_that_is_too_wide_for_it_is_told(own):
    narrow = own("width_dots = 384\n")
    assert escpos.Settings(connection="file", path="/x", profile=narrow).dots == 384
    assert escpos.Settings(connection="file", path="/x", width_mm=58).dots == 384
    assert escpos.Settings(connection="file", path="/x").dots == 576
    (told,) = escpos.Settings(connection="file", path="/x", profile=narrow, width_mm=80).disagreements()
    assert told == ("width_mm", "its profile prints at most 384 dots")


def test_a_mask_that_would_take_anything_for_an_answer_is_refused(own):
    assert "fixed_bits: must be a byte" in escpos_protocol.check_profile(own("fixed_bits = 0x81"))
