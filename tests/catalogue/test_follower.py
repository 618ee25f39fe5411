"""The follower keeps the terminal up to date, and keeps quiet when it cannot."""

import logging
import sqlite3
import threading
from datetime import timedelta

import pytest

from kiosk.catalogue import follower as room
from kiosk.catalogue.follower import CONFIRM_EVERY, Follower
from kiosk.catalogue.pinyin import PinyinError
from kiosk.catalogue.store import Store
from kiosk.model.catalogue import CatalogueDelta
from kiosk.platform.troubles import BadAnswer, Offline
from tests.catalogue.samples import NOON, known_sounds, numbered
from tests.waiting import wait_until

FIRST = CatalogueDelta("1", True, (numbered(1, task_name="养老保险登记"),))


class Source:
    """A platform that gives its answers in turn, and then has nothing new."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def catalogue(self, version):
        self.asked.append(version)
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, Exception):
            raise answer
        return answer


class Clock:
    def __init__(self):
        self.time = NOON

    def __call__(self):
        return self.time


@pytest.fixture(autouse=True)
def _learned_once(request, monkeypatch):
    """Most stories are not about how sounds are found out; those that are ask for `real_sounds`."""
    if "real_sounds" not in request.fixturenames:
        monkeypatch.setattr(room, "sounds", known_sounds)


@pytest.fixture
def real_sounds():
    """pypinyin in its own process."""


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "catalogue.db")


def following(source, store, clock, **more):
    seen = []
    follower = Follower(source, store, seen.append, now=clock, **more)
    follower.load()
    seen.clear()
    return follower, seen


def test_what_is_new_is_published_and_kept(store, clock):
    source = Source(FIRST, CatalogueDelta("2", False, (numbered(2, task_name="社保卡补领"),)))
    follower, seen = following(source, store, clock)
    follower.follow()
    follower.follow()
    follower.follow()
    assert [len(catalogue) for catalogue in seen] == [1, 2]
    assert source.asked == ["", "1", "2"]
    assert follower.current is not seen[0]
    assert len(store.load().items) == 2


def test_it_is_found_by_pinyin_at_once_and_after_a_restart(real_sounds, store, clock, monkeypatch):
    following(Source(FIRST), store, clock)[0].follow()
    monkeypatch.setattr(room, "sounds", lambda _: pytest.fail("the sounds are kept"))
    follower, seen = following(Source(Offline()), store, clock)
    assert [item.task_name for item in follower.current.search("ylbx")] == ["养老保险登记"]
    follower.follow()
    assert seen == []
    assert len(follower.current) == 1


def test_only_new_characters_are_asked_for(store, clock, monkeypatch):
    asked = []
    monkeypatch.setattr(
        room, "sounds", lambda characters: asked.append(set(characters)) or dict.fromkeys(characters, ())
    )
    more = CatalogueDelta("2", False, (numbered(2, task_name="养老金", aliases=(), names=()),))
    follower, _ = following(Source(FIRST, more), store, clock)
    follower.follow()
    follower.follow()
    assert asked[1] == set()
    assert "养" in asked[0]


def test_without_sounds_the_catalogue_is_there_all_the_same(store, clock, monkeypatch, caplog):
    def no_sounds(_):
        raise PinyinError

    monkeypatch.setattr(room, "sounds", no_sounds)
    follower, seen = following(Source(FIRST), store, clock)
    follower.follow()
    assert [item.task_name for item in seen[0].search("养老")] == ["养老保险登记"]
    assert "pinyin" in caplog.text


def test_nothing_new_makes_the_data_younger_without_a_new_snapshot_to_draw(store, clock):
    follower, seen = following(Source(FIRST), store, clock)
    follower.follow()
    clock.time += timedelta(seconds=20)
    follower.follow()
    assert follower.current.fetched == NOON + timedelta(seconds=20)
    assert store.load().fetched == NOON
    assert len(seen) == 1
    clock.time += CONFIRM_EVERY
    follower.follow()
    assert store.load().fetched == clock.time


def test_trouble_is_logged_once_when_it_begins_and_once_when_it_ends(store, clock, caplog):
    follower, _ = following(Source(FIRST, Offline(), BadAnswer(), Offline(), None, None), store, clock)
    with caplog.at_level(logging.INFO):
        for _ in range(6):
            follower.follow()
    told = [record.getMessage() for record in caplog.records if "platform" in record.getMessage()]
    assert told == ["catalogue: platform in trouble (Offline)", "catalogue: platform well again"]
    assert follower.current.fetched == NOON


def test_a_broken_disk_does_not_keep_a_new_catalogue_from_the_screen(store, clock, monkeypatch, caplog):
    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    follower, seen = following(Source(FIRST, CatalogueDelta("2", False, (numbered(2),))), store, clock)
    monkeypatch.setattr(store, "keep", full)
    follower.follow()
    monkeypatch.delattr(store, "keep")
    follower.follow()
    assert [len(catalogue) for catalogue in seen] == [1, 2]
    assert caplog.text.count("store in trouble") == 1
    assert len(store.load().items) == 2


def test_at_midnight_items_begin_and_end_even_without_the_platform(store, clock):
    tomorrow = (NOON + timedelta(days=1)).date().isoformat()
    items = (numbered(1, plan_effective_date=tomorrow), numbered(2, plan_cancel_date=tomorrow))
    follower, seen = following(Source(CatalogueDelta("1", True, items), Offline(), Offline()), store, clock)
    follower.follow()
    clock.time += timedelta(days=1)
    follower.follow()
    follower.follow()
    assert [[item.task_code for item in catalogue.items] for catalogue in seen] == [
        [numbered(2).task_code],
        [numbered(1).task_code],
    ]


def test_it_asks_again_after_each_wait_and_stops_at_once(store, clock):
    turns, waited = threading.Semaphore(0), []

    def wait(seconds):
        waited.append(seconds)
        return not turns.acquire(timeout=10)

    source = Source(FIRST)
    follower, seen = following(source, store, clock, interval=60, wait=wait)
    follower.start()
    wait_until(lambda: len(waited) == 1)
    turns.release()
    wait_until(lambda: len(waited) == 2)
    assert source.asked == ["", "1"]
    assert waited == [60, 60]
    follower._stopping.set()
    turns.release()
    follower.stop()
    assert not follower.is_alive()
    assert len(seen) == 1


def test_stop_does_not_wait_for_the_next_question(store, clock):
    source = Source(FIRST)
    follower, _ = following(source, store, clock, interval=60)
    follower.start()
    wait_until(lambda: source.asked)
    follower.stop()
    assert not follower.is_alive()


def test_a_follower_that_was_never_started_can_be_stopped(store, clock):
    following(Source(), store, clock)[0].stop()


@pytest.mark.parametrize("interval", [0, -1, 61])
def test_a_change_is_there_within_a_minute(store, clock, interval):
    with pytest.raises(ValueError, match="interval"):
        following(Source(), store, clock, interval=interval)


def test_whoever_wants_to_know_now_does_not_wait_for_the_next_question(store, clock):
    source = Source(FIRST)
    follower, _ = following(source, store, clock, interval=60)
    follower.start()
    wait_until(lambda: source.asked)
    assert follower.ask_now(10)
    assert follower.ask_now(10)
    assert source.asked[-1] == "1"
    follower.stop()


def test_a_follower_that_does_not_run_has_not_asked(store, clock):
    assert not following(Source(), store, clock)[0].ask_now(0.01)
