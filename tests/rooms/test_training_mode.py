"""Training begins from the folder of the terminal, with its panel and none of its people, once for each wish."""

import sqlite3

import pytest

from drivers import Fate
from drivers.document import Document, Text
from kiosk.config.loading import load
from kiosk.config.mistakes import ConfigError
from kiosk.step import Scene
from kiosk.steps.printing import PrintSlip
from kiosk.texts import words
from kiosk.training import Training
from tests.rooms.test_house import ROOT

TEMPLATE = ROOT / "config" / "training.toml"
CONFIG = """
[terminal]
id = "HC-0001"
hall = "HC07"
panel_inches = 32
language = "en"
[platform]
url = "https://platform.example"
secret_file = "{folder}/secret"
[storage]
folder = "{folder}/state"
[devices.card]
driver = "sam"
port = "{folder}/reader"
"""


@pytest.fixture
def terminal(tmp_path):
    (tmp_path / "state").mkdir()
    (tmp_path / "secret").write_text("c2VjcmV0LW9mLXRoZS1yZWFsLXBsYXRmb3Jt")
    (tmp_path / "secret").chmod(0o600)
    file = tmp_path / "kiosk.toml"
    file.write_text(CONFIG.format(folder=tmp_path), encoding="utf-8")
    return load(file)


def test_it_begins_once_for_each_time_it_is_asked_for(terminal):
    assert not Training(terminal).taken()
    Training(terminal).want()
    assert Training(terminal).taken()
    assert not Training(terminal).taken()


def test_it_has_the_panel_of_the_terminal_and_nothing_else_of_it(terminal, tmp_path):
    made = load(Training(terminal).prepared(TEMPLATE))
    assert (made.terminal.training, made.terminal.panel_inches, made.terminal.language) == (True, 32, "en")
    assert made.platform.url == "embedded"
    assert made.terminal.id != "HC-0001"
    for place in (made.storage.folder, made.devices["card"].settings.port, made.devices["code"].settings.port):
        assert place.startswith(str(tmp_path / "state" / "training"))


def test_nothing_of_the_last_training_is_in_the_next(terminal, tmp_path):
    first = Training(terminal).prepared(TEMPLATE)
    sqlite3.connect(first.parent / "platform.db").execute("CREATE TABLE left_over (one)")
    Training(terminal).prepared(TEMPLATE)
    assert sorted(one.name for one in first.parent.iterdir()) == ["kiosk.toml"]
    assert (tmp_path / "kiosk.toml").read_text() == CONFIG.format(folder=tmp_path)


def test_a_terminal_that_serves_real_people_is_never_in_training(terminal):
    text = terminal.file.read_text().replace('language = "en"', "training = true")
    terminal.file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"terminal\.training"):
        load(terminal.file)


class Slip(PrintSlip):
    def document(self, words):
        return Document("ticket", (Text("A001"),))


@pytest.mark.parametrize("training", [True, False])
def test_a_slip_says_so_in_training_alone(training):
    printed = []

    class Printer:
        def print(self, document):
            printed.append([getattr(block, "text", "") for block in document.blocks])
            return Fate.CONFIRMED

    assert Slip().run(Printer(), Scene(words(), training=training)) is Fate.CONFIRMED
    assert printed[0].count(words()("training.paper")) == (2 if training else 0)
