"""The configuration: one file, every mistake at once, in words that say what to do."""

import pytest

from kiosk.config.loading import load
from kiosk.config.mistakes import ConfigError

GOOD = """
[terminal]
id = "HC-01"
hall = "HC01"

[devices.card]
driver = "sam"
port = "/dev/serial/by-id/reader"

[devices.receipt]
driver = "escpos"
connection = "network"
host = "127.0.0.1"
port = 9100
width_mm = 80
"""


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "kiosk.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def mistakes(path, environment=None):
    with pytest.raises(ConfigError) as caught:
        load(path, environment or {})
    return {mistake.key: mistake for mistake in caught.value.mistakes}


def test_a_good_file_gives_the_terminal_and_its_devices(write):
    config = load(write(GOOD), {})
    assert config.who.roles == {"card", "receipt"}
    assert config.devices["card"].settings.baudrate == 115200
    assert config.platform.url == "embedded"


def test_every_mistake_is_reported_at_once(write):
    wrong = mistakes(write('[terminal]\nid = "a b"\nhal = "HC01"\n[devices.card]\ndriver = "samm"\n[devices.cart]\n'))
    assert set(wrong) == {"terminal.id", "terminal.hal", "terminal.hall", "devices.card.driver", "devices.cart"}


def test_a_slip_of_the_pen_is_met_with_did_you_mean(write):
    wrong = mistakes(write(GOOD.replace('driver = "sam"', 'driver = "sma"').replace("width_mm", "widht_mm")))
    assert 'did you mean "sam"?' in wrong["devices.card.driver"].hint
    assert 'did you mean "width_mm"?' in wrong["devices.receipt.widht_mm"].hint


def test_a_value_of_the_wrong_kind_names_the_kind_it_should_have(write):
    wrong = mistakes(write(GOOD.replace('port = "/dev/serial/by-id/reader"', "port = true")))
    assert "must be a text" in wrong["devices.card.port"].reason


def test_a_value_that_is_not_possible_names_those_that_are(write):
    wrong = mistakes(write(GOOD.replace('connection = "network"', 'connection = "netwrok"')))
    assert "network" in wrong["devices.receipt.connection"].hint


def test_settings_that_do_not_fit_together_are_told_before_anything_starts(write):
    wrong = mistakes(write(GOOD.replace('host = "127.0.0.1"\n', "")))
    assert "is needed" in wrong["devices.receipt.host"].reason


def test_a_driver_that_needs_another_device_says_which(write):
    wrong = mistakes(write(GOOD + '[devices.code]\ndriver = "camera"\n'))
    assert wrong["devices.code.driver"].hint == "add [devices.camera]"


def test_a_secret_comes_from_the_environment(write):
    config = load(write(GOOD), {"HALL_KIOSK_PLATFORM_SECRET": "s3cret"})
    assert config.platform.secret == "s3cret"
    assert "s3cret" not in repr(config)


def test_a_secret_in_the_file_itself_is_refused(write):
    assert "does not belong" in mistakes(write(GOOD + '[platform]\nsecret = "s3cret"\n'))["platform.secret"].reason


def test_a_secret_file_that_others_may_read_is_refused(write, tmp_path):
    file = tmp_path / "secret"
    file.write_text("s3cret\n")
    file.chmod(0o644)
    text = GOOD + f'[platform]\nsecret_file = "{file}"\n'
    assert "chmod 600" in mistakes(write(text))["platform.secret_file"].hint
    file.chmod(0o600)
    assert load(write(text), {}).platform.secret == "s3cret"


def test_a_file_that_is_not_toml_says_where(write):
    assert "line 1" in mistakes(write("terminal = = 1"))["the file"].reason


def test_a_file_that_is_not_there_is_said_plainly(tmp_path):
    assert "cannot be read" in mistakes(tmp_path / "none.toml")["the file"].reason


def test_the_files_that_come_with_the_program_are_right():
    from tests.rooms.test_house import ROOT

    for file in sorted((ROOT / "config").glob("*.toml")):
        assert load(file, {}).terminal.id
