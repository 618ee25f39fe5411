"""The search for traces finds what is there, in whatever form it was left."""

import base64
import sqlite3

import pytest

from tests.demo.privacy import traces

NUMBER, NAME = "11010519491231002X", "测试员甲"
FACTS = {"number": NUMBER, "name": NAME}


@pytest.mark.parametrize("charset", ["utf-8", "utf-16-le", "utf-16-be", "gbk"])
@pytest.mark.parametrize("fact", [NUMBER, NAME])
def test_a_fact_in_a_log_is_found_in_every_charset(tmp_path, charset, fact):
    (tmp_path / "kiosk.log").write_bytes(b'{"event": "' + fact.encode(charset) + b'"}')
    assert {trace.file.name for trace in traces(tmp_path, FACTS, set())} == {"kiosk.log"}


@pytest.mark.parametrize("before", ["", "a", "ab"])
def test_a_fact_within_base64_is_found_wherever_it_begins(tmp_path, before):
    (tmp_path / "code.txt").write_bytes(base64.b64encode(f'{before}"number": "{NUMBER}"}}'.encode()))
    assert traces(tmp_path, FACTS, set())


def test_a_fact_in_a_database_is_found_while_it_is_still_in_the_write_ahead_log(tmp_path):
    db = sqlite3.connect(tmp_path / "journal.db")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("CREATE TABLE notes (text)")
    db.execute("INSERT INTO notes VALUES (?)", (NAME,))
    db.commit()
    assert {trace.file.name for trace in traces(tmp_path, FACTS, set())} == {"journal.db-wal"}
    db.close()


def test_a_fact_in_a_file_name_is_found(tmp_path):
    (tmp_path / f"{NUMBER}.txt").write_text("")
    assert traces(tmp_path, FACTS, set())


def test_nothing_is_found_where_nothing_is(tmp_path):
    (tmp_path / "kiosk.log").write_text('{"event": "Answered", "turn": 3}')
    assert traces(tmp_path, FACTS, set()) == []


def test_the_file_that_may_hold_it_is_left_out(tmp_path):
    (tmp_path / "platform.db").write_text(NAME)
    assert traces(tmp_path, FACTS, {"platform.db"}) == []
