"""Getting ready delays nobody; what is missing is said by name, and the rest is offered."""

import logging
import threading

import psutil
import pytest

from kiosk.writing import lacking
from kiosk.writing.draft import Way
from kiosk.writing.lacking import Lacking
from kiosk.writing.librime import Rime
from kiosk.writing.tables import prepared
from kiosk.writing.writing import Writing
from tests.waiting import wait_until
from tests.writing.ready import folder_in


def started(folder, **more):
    writing = Writing(folder, rest=0, **more)
    writing.start()
    wait_until(lambda: writing.ready, limit=30)
    return writing


def test_before_the_start_and_without_one_there_are_letters():
    writing = Writing()
    assert writing.ways() == (Way.LETTERS,)
    assert writing.engine(Way.PINYIN) is None
    writing.clear()
    writing.stop()


def test_all_ways_are_offered_at_once_and_got_ready_by_another_thread(tmp_path, monkeypatch):
    may, seen = threading.Event(), []

    def build(*_):
        seen.append(threading.current_thread())
        may.wait(20)

    monkeypatch.setattr("kiosk.writing.writing.build", build)
    with Writing(folder_in(tmp_path), rest=0) as writing:
        assert writing.ways() == tuple(Way)
        wait_until(lambda: seen)
        assert not writing.ready
        assert writing.engine(Way.PINYIN) is None
        may.set()
        wait_until(lambda: writing.ready, limit=30)
        assert writing.engine(Way.PINYIN) is not None
    assert seen[0] is not threading.current_thread()


def test_a_missing_library_is_named_with_its_package_and_the_rest_is_offered(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr("kiosk.writing.librime.RIME", "librime.so.77")
    with caplog.at_level(logging.WARNING):
        writing = started(folder_in(tmp_path))
    assert writing.ways() == (Way.LETTERS, Way.HAND)
    assert "no writing by pinyin and strokes" in caplog.text
    assert "librime.so.77" in caplog.text
    writing.stop()


def test_a_missing_model_takes_only_handwriting_away(tmp_path, caplog):
    with caplog.at_level(logging.WARNING):
        writing = started(folder_in(tmp_path), model=tmp_path / "none.model")
    assert writing.ways() == (Way.LETTERS, Way.PINYIN, Way.STROKES)
    assert "none.model is missing" in caplog.text
    writing.stop()


def test_a_broken_model_is_no_model(tmp_path):
    broken = tmp_path / "broken.model"
    broken.write_bytes(b"no model at all" * 99)
    writing = started(folder_in(tmp_path), model=broken)
    assert Way.HAND not in writing.ways()
    writing.stop()


def test_what_is_missing_is_told_with_the_package_that_brings_it(monkeypatch):
    assert lacking.missing() == ()
    monkeypatch.setitem(lacking.PACKAGES, "librime.so.77", "librime77")
    assert lacking.missing() == ("librime.so.77 is missing: install the package librime77",)


def test_there_is_one_rime_in_a_program_and_it_can_be_started_again(tmp_path):
    folder = folder_in(tmp_path)
    first = Rime(folder, 9)
    with pytest.raises(Lacking, match="already in use"):
        Rime(folder, 9)
    first.close()
    second = Rime(folder, 9)
    second.close()


def test_stopping_ends_the_process_that_builds(tmp_path):
    before = set(psutil.Process().children())
    writing = Writing(tmp_path / "new", rest=0)
    writing.start()
    (child,) = wait_until(lambda: set(psutil.Process().children()) - before)
    writing.stop()
    assert not child.is_running()
    assert writing.engine(Way.PINYIN) is None
    assert not prepared(tmp_path / "new")


def test_a_folder_that_cannot_be_written_leaves_handwriting(tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")
    writing = started(tmp_path / "file" / "writing")
    assert writing.ways() == (Way.LETTERS, Way.HAND)
    assert "rime's tables cannot be built" in caplog.text
    writing.stop()


def test_stopping_does_not_wait_for_what_has_not_begun(tmp_path):
    writing = Writing(tmp_path, rest=60)
    writing.start()
    writing.stop()
    assert list(tmp_path.iterdir()) == []
