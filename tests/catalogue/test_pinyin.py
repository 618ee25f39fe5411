"""How characters sound is found out in another process, and its troubles stay there."""

import subprocess
import sys

import pytest

from kiosk.catalogue import pinyin
from kiosk.catalogue.pinyin import PinyinError, sounds


def test_every_reading_is_known():
    said = sounds("重行长旅𠀀𬭎A")
    assert {"zhong", "chong"} <= set(said["重"])
    assert {"xing", "hang"} <= set(said["行"])
    assert {"chang", "zhang"} <= set(said["长"])
    assert said["旅"] == ("lv",)
    assert said["A"] == ()


def test_nothing_is_asked_for_nothing(monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("no process for nothing"))
    assert sounds("") == {}


def test_the_program_itself_never_loads_the_big_tables():
    done = subprocess.run(
        [sys.executable, "-c", "import kiosk.catalogue.follower, sys; print('pypinyin' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("child", ["import nothing_of_this_name", "print('garbage')", "import time; time.sleep(60)"])
def test_a_process_that_fails_is_one_named_error(monkeypatch, child):
    monkeypatch.setattr(pinyin, "_CHILD", child)
    monkeypatch.setattr(pinyin, "TIME_LIMIT", 0.5)
    with pytest.raises(PinyinError):
        sounds("养")
