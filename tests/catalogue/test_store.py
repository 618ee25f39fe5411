"""What came from the platform survives a restart, a broken file and a full disk."""

import json
import logging
import sqlite3
from dataclasses import replace

import pytest

from kiosk.catalogue.stock import Stock
from kiosk.catalogue.store import Store
from kiosk.model.catalogue import CatalogueDelta, Department
from tests.catalogue.samples import NOON, city, dictionaries, numbered

FIRST = CatalogueDelta("1", True, (numbered(1), numbered(2)), (), (Department("1", "局"),), (), dictionaries())
SECOND = CatalogueDelta("2", False, (numbered(3),), (numbered(1).task_code,))


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "state" / "catalogue.db")


def step(store, before, delta):
    after = replace(before.after(delta, NOON), sounds={"养": ("yang",), "重": ("zhong", "chong"), "䶮": ()})
    store.keep(before, delta, after)
    return after


def test_a_new_store_is_empty(store):
    assert store.load() == Stock()


def test_what_was_kept_is_there_after_a_restart(store):
    after = step(store, step(store, Stock(), FIRST), SECOND)
    assert Store(store.path).load() == after
    assert set(after.items) == {numbered(2).task_code, numbered(3).task_code}


def test_the_whole_sample_city_is_kept_without_loss(store):
    given = city()
    delta = CatalogueDelta("1", True, given.items, (), given.departments, given.halls, given.dictionaries)
    store.keep(Stock(), delta, Stock().after(delta, NOON))
    loaded = store.load()
    assert tuple(loaded.in_force(NOON.date())) == tuple(Stock().after(delta, NOON).in_force(NOON.date()))
    assert (loaded.halls, loaded.departments) == (given.halls, given.departments)


def test_nothing_new_renews_the_age(store):
    step(store, Stock(), FIRST)
    store.confirm(NOON.replace(hour=18))
    assert store.load().fetched == NOON.replace(hour=18)


def test_after_a_write_that_failed_the_next_one_writes_everything(store):
    first = step(store, Stock(), FIRST)
    missed = first.after(SECOND, NOON)
    third = CatalogueDelta("3", False, (numbered(4),))
    after = step(store, missed, third)
    assert store.load() == after
    assert set(after.items) == {numbered(n).task_code for n in (2, 3, 4)}


def test_a_step_that_cannot_be_written_leaves_the_last_one_whole(store):
    first = step(store, Stock(), FIRST)
    broken = replace(SECOND, items=(numbered(3), object()))
    with pytest.raises(AttributeError):
        store.keep(first, broken, first.after(SECOND, NOON))
    assert store.load() == first


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_broken_file_is_moved_aside_and_said(store, content, caplog):
    store.path.parent.mkdir()
    store.path.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert store.load() == Stock()
    assert "moved aside" in caplog.text
    assert store.path.with_name("catalogue.db.unreadable").read_bytes() == content
    after = step(store, Stock(), FIRST)
    assert store.load() == after


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE items SET record = 'not json'",
        "UPDATE items SET record = '{\"task_code\": 1}'",
        "UPDATE facts SET value = 'yesterday' WHERE name = 'fetched'",
        "DELETE FROM facts WHERE name = 'halls'",
        "PRAGMA user_version = 99",
    ],
)
def test_content_that_makes_no_sense_is_moved_aside_too(store, damage):
    step(store, Stock(), FIRST)
    with sqlite3.connect(store.path) as db:
        db.execute(damage)
    db.close()
    assert store.load() == Stock()
    assert store.path.with_name("catalogue.db.unreadable").exists()


def test_a_truncated_file_is_moved_aside(store):
    big = CatalogueDelta("1", True, tuple(numbered(n) for n in range(300)))
    step(store, Stock(), big)
    content = store.path.read_bytes()
    store.path.write_bytes(content[: len(content) // 2])
    assert store.load() == Stock()


def test_a_file_that_another_program_holds_is_left_alone(store, monkeypatch):
    monkeypatch.setattr("kiosk.catalogue.store.BUSY", 0.05)
    after = step(store, Stock(), FIRST)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    assert store.load() == Stock()
    other.execute("ROLLBACK")
    other.close()
    assert store.load() == after


def test_a_place_that_cannot_be_used_gives_an_empty_catalogue(tmp_path):
    (tmp_path / "catalogue.db").mkdir()
    assert Store(tmp_path / "catalogue.db").load() == Stock()


def test_a_record_of_a_newer_program_is_read(store):
    after = step(store, Stock(), FIRST)
    with sqlite3.connect(store.path) as db:
        ((record,),) = db.execute("SELECT record FROM items LIMIT 1")
        newer = json.dumps({**json.loads(record), "of_tomorrow": 1})
        db.execute("UPDATE items SET record = ? WHERE record = ?", (newer, record))
    db.close()
    assert store.load() == after
