"""What the command `platform` refuses to start with, in words."""

import json

import pytest

from kiosk.platform.server.__main__ import main
from tests.platform.city import HALLS, write


@pytest.fixture
def start(tmp_path, capsys):
    """Starts the command and gives what it says; it must refuse."""

    def run(*arguments, **data):
        folder = write(tmp_path / "data", **data)
        assert main(["--data", str(folder), "--db", str(tmp_path / "p.db"), *arguments]) == 2
        return capsys.readouterr().err

    return run


def test_without_a_terminal(start):
    assert "no terminal is known" in start()


def test_without_the_secret(start, monkeypatch):
    monkeypatch.delenv("HALL_KIOSK_PLATFORM_SECRET", raising=False)
    assert "HALL_KIOSK_PLATFORM_SECRET is not set" in start("--terminal", "T01")


def test_with_secrets_that_others_may_read(start, tmp_path):
    assert "only its owner may read it" in start("--terminals", listed(tmp_path, [], mode=0o644))


@pytest.mark.parametrize("content", [{}, 5, [5], [{"id": "T01", "secret": "hush"}]])
def test_with_a_list_of_terminals_that_is_none_and_without_telling_its_secrets(start, tmp_path, content):
    said = start("--terminals", listed(tmp_path, content))
    assert "must hold a list of objects with id, hall, secret" in said or "no terminal is known" in said
    assert "hush" not in said


def test_with_a_hall_that_is_not_in_the_data(start, tmp_path):
    terminals = listed(tmp_path, [{"id": "T01", "hall": "H9", "secret": "x"}])
    assert "terminal T01: there is no hall H9" in start("--terminals", terminals)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"prefix": "AB"}, "Queue H1-B: prefix must be one capital letter of its own"),
        ({"prefix": "A"}, "Queue H1-B: prefix must be one capital letter of its own"),
        ({"windows": []}, "Queue H1-B: misses windows"),
    ],
)
def test_with_a_queue_that_cannot_work(start, monkeypatch, change, fault):
    monkeypatch.setenv("HALL_KIOSK_PLATFORM_SECRET", "x" * 32)
    queues = [HALLS[0]["queues"][0], HALLS[0]["queues"][1] | change]
    assert fault in start("--terminal", "T01", halls=[HALLS[0] | {"queues": queues}])


def test_with_a_data_folder_that_is_not_there(start, monkeypatch):
    monkeypatch.setenv("HALL_KIOSK_PLATFORM_SECRET", "x" * 32)
    said = start("--terminal", "T01", "--data", "/no/such/folder")
    assert "departments.json: " in said
    assert "halls.json: " in said


def listed(folder, content, mode=0o600):
    file = folder / "terminals.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    file.chmod(mode)
    return str(file)
