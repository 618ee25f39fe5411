"""Another platform, another name: tried from the screen before it is written, and what fails is named."""

import socket
import time

import pytest

from kiosk.health.flaws import Flaw
from kiosk.room.connection import Bench, Connection
from tests.platform.city import OTHER, SECRET, TERMINAL, Clock, city

FILE = """# by hand
[terminal]
id = "OLD"
hall = "H9"
[platform]
url = "embedded"  # the sample one
[storage]
folder = "{folder}"
"""


class RealClock(Clock):
    """Signatures are of now; the hall is on its Thursday."""

    def wall(self):
        return time.time()


@pytest.fixture
def bench(tmp_path, monkeypatch):
    monkeypatch.setenv("HALL_KIOSK_PLATFORM_SECRET", SECRET)
    file = tmp_path / "kiosk.toml"
    file.write_text(FILE.format(folder=tmp_path / "state"), encoding="utf-8")
    return Bench(file)


@pytest.fixture
def hall(tmp_path):
    with city(tmp_path, clock=RealClock()) as hall:
        yield hall


def test_what_is_configured_is_shown_and_the_sample_platform_needs_no_trying(bench):
    assert bench.present() == Connection("embedded", "OLD", "H9")
    tried = bench.tried(bench.present())
    assert (tried.mistakes, tried.finding, tried.works) == ((), None, False)


def test_a_platform_that_knows_the_terminal_says_where_it_stands_and_nothing_is_written(bench, hall):
    before = bench.file.read_text()
    tried = bench.tried(Connection(hall.url, TERMINAL, "H9"))
    assert tried.works
    assert (tried.registered.id, tried.registered.hall, tried.registered.hall_name) == (TERMINAL, "H1", "示例大厅")
    assert bench.file.read_text() == before


def test_a_terminal_that_the_platform_does_not_know_is_told_apart_from_a_platform_that_is_not_there(bench, hall):
    unknown = bench.tried(Connection(hall.url, OTHER, "H1"))
    assert unknown.finding.flaw is Flaw.NOT_TRUSTED, "another terminal's secret is not this one's"
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    away = bench.tried(Connection(f"http://127.0.0.1:{port}", TERMINAL, "H1"))
    assert (away.finding.part, away.finding.flaw) == ("connection", Flaw.NO_CONNECTION)
    assert not away.works


@pytest.mark.parametrize(
    ("wanted", "key"),
    [
        (Connection("http://platform.example.gov.cn", "T1", "H1"), "platform.url"),
        (Connection("platform.example.gov.cn", "T1", "H1"), "platform.url"),
        (Connection("https://platform.example.gov.cn", "T 1", "H1"), "terminal.id"),
        (Connection("https://platform.example.gov.cn", "", "H1"), "terminal.id"),
    ],
)
def test_what_cannot_be_right_is_named_before_anything_is_asked(bench, wanted, key):
    (mistake,) = bench.tried(wanted).mistakes
    assert mistake.key == key


def test_the_change_keeps_what_a_person_wrote(bench):
    preview = bench.preview(Connection("https://platform.example.gov.cn", "HC01-T03", "HC01"))
    assert not preview.mistakes
    assert "# by hand" in preview.new_text
    assert 'url = "https://platform.example.gov.cn"  # the sample one' in preview.new_text
