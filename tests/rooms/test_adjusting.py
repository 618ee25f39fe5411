"""Values that staff change without typing: in the file's own words, and nothing else of it changes."""

import pytest

from kiosk.config import exchange, writing
from kiosk.config.adjusting import ADJUSTABLE, adjustables, adjusted
from kiosk.config.loading import load
from kiosk.config.mistakes import ConfigError

TEXT = """# Hall 3, beside the door. Do not move!
[terminal]
id = "HC-01"    # as at the platform
hall = "HC01"
[storage]
folder = "{folder}"
[devices.sound]
driver = "alsa"
volume = 70  # the hall is loud
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "kiosk.toml"
    path.write_text(TEXT.format(folder=tmp_path / "state"), encoding="utf-8")
    return path


def test_what_can_be_changed_is_what_this_terminal_has(file):
    found = {(one.table, one.name): one.value for one in adjustables(file)}
    assert found == {
        ("terminal", "language"): "zh",
        ("terminal", "style"): "standard",
        ("terminal", "brightness"): 0,
        ("terminal", "call_orders"): False,
        ("terminal", "hours"): "",
        ("terminal", "days"): "1234567",
        ("sound", "volume"): 70,
    }


@pytest.mark.parametrize("one", [(t, n) for t, values in ADJUSTABLE.items() for n in values], ids=".".join)
def test_every_value_that_is_offered_is_a_right_one(file, one):
    table, name = one
    if table == "voice":
        file.write_text(file.read_text() + '[devices.voice]\ndriver = "espeak"\n', encoding="utf-8")
    for value in ADJUSTABLE[table][name]:
        writing.write(adjusted(file, table, name, value))
        assert {(one.table, one.name): one.value for one in adjustables(file)}[table, name] == value


def test_a_change_leaves_every_other_line_as_somebody_wrote_it(file):
    preview = adjusted(file, "sound", "volume", 40)
    assert [line for line in preview.diff.splitlines()[3:] if line[0] in "+-"] == [
        "-volume = 70  # the hall is loud",
        "+volume = 40  # the hall is loud",
    ]
    assert [line for line in adjusted(file, "terminal", "language", "en").diff.splitlines()[3:] if line[0] == "+"] == [
        '+language = "en"'
    ]


def test_nothing_is_changed_in_a_file_that_is_not_right(file):
    file.write_text(file.read_text().replace('"alsa"', '"olsa"'), encoding="utf-8")
    with pytest.raises(ConfigError):
        adjustables(file)
    assert adjusted(file, "sound", "volume", 40).mistakes
    assert adjusted(file, "terminal", "language", "en").mistakes


def test_a_second_terminal_takes_over_everything_but_its_own_name_and_place(file, tmp_path):
    exchange.export(file, tmp_path / exchange.NAME)
    other = tmp_path / "other.toml"
    other.write_text(TEXT.format(folder=tmp_path / "state").replace("volume = 70", "volume = 5"), encoding="utf-8")
    writing.write(exchange.imported(other, tmp_path / exchange.NAME, "HC-02", "HC07"))
    config = load(other)
    assert (config.terminal.id, config.terminal.hall) == ("HC-02", "HC07")
    assert config.devices["sound"].settings.volume == 70
    assert "beside the door" in other.read_text()
