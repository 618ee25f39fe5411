"""A terminal's database comes up whatever has happened to its file, and says so where a technician looks."""

import os
import random
import shutil
import subprocess
import sys

import pytest

from kiosk.credentials.record import Record
from kiosk.health.flaws import Flaw
from kiosk.health.machine import databases
from kiosk.health.model import Verdict
from kiosk.platform.troubles import NotWritten
from kiosk.storage.database import COPY, DAMAGED, RENEWED, damage, opened
from kiosk.storage.journal import Ending, Journal
from tests.rooms.test_house import ROOT

SCHEMA = "CREATE TABLE IF NOT EXISTS line (text TEXT NOT NULL) STRICT;"
PAGE = 4096


def lines(path, **more):
    db = opened(path, SCHEMA, **more)
    found = [text for (text,) in db.execute("SELECT text FROM line ORDER BY rowid")]
    db.close()
    return found


def write(path, *texts):
    db = opened(path, SCHEMA)
    db.executemany("INSERT INTO line VALUES (?)", [(text,) for text in texts])
    db.close()


@pytest.fixture
def path(tmp_path):
    """A database of several pages, the first of its lines in the copy, too."""
    path = tmp_path / "some.db"
    write(path, *(f"old {number}" * 20 for number in range(200)))
    path.with_name(path.name + COPY).unlink()
    lines(path)
    write(path, "new")
    return path


def beside(path, tail):
    return path.with_name(path.name + tail)


def spoil(path, where=-PAGE, data=b"\xa5" * PAGE):
    with path.open("r+b") as file:
        file.seek(where, os.SEEK_END if where < 0 else os.SEEK_SET)
        file.write(data)


@pytest.mark.parametrize("where", [0, PAGE, -PAGE])
def test_a_damaged_page_is_answered_with_the_last_good_copy(path, where, caplog):
    spoil(path, where)
    found = lines(path)
    assert (len(found), found[0][:5]) == (200, "old 0")
    assert damage(beside(path, DAMAGED)) or beside(path, DAMAGED).read_bytes()[:6] != b"SQLite"
    assert "put back from its copy" in caplog.text


def test_what_is_no_database_at_all_is_answered_with_the_copy(path):
    path.write_bytes(b"not a database, but somebody's shopping list " * 100)
    assert len(lines(path)) == 200


@pytest.mark.parametrize("spoilt_too", [True, False])
def test_without_a_good_copy_it_is_begun_anew(path, spoilt_too):
    spoil(beside(path, COPY), 0) if spoilt_too else beside(path, COPY).unlink()
    spoil(path, 0)
    assert lines(path) == []
    write(path, "first")
    assert lines(path) == ["first"]


def test_a_sound_file_is_left_alone(path):
    assert lines(path)[-1] == "new"
    assert not beside(path, DAMAGED).exists()


def test_a_power_cut_in_the_last_write_takes_only_that(path, tmp_path):
    db = opened(path, SCHEMA)
    db.execute("INSERT INTO line VALUES ('kept')")
    whole = beside(path, "-wal").stat().st_size
    db.execute("INSERT INTO line VALUES ('torn')")
    torn = tmp_path / "torn.db"
    shutil.copy(path, torn)
    wal = beside(path, "-wal").read_bytes()
    beside(torn, "-wal").write_bytes(wal[: whole + (len(wal) - whole) // 2])
    db.close()
    assert lines(torn)[-1] == "kept"


def test_the_copy_is_renewed_once_a_day_and_when_the_clock_was_set_back(path):
    made = beside(path, COPY).stat().st_mtime
    lines(path, now=lambda: made + RENEWED / 2)
    assert beside(path, COPY).stat().st_mtime == made
    lines(path, now=lambda: made + RENEWED + 1)
    assert beside(path, COPY).stat().st_mtime == made + RENEWED + 1
    lines(path, now=lambda: made)
    assert beside(path, COPY).stat().st_mtime == made


def test_whatever_bytes_are_spoilt_it_opens_and_can_be_written(path, tmp_path):
    chance = random.Random(1)
    size = path.stat().st_size
    for number in range(150):
        file = tmp_path / f"{number}" / "some.db"
        file.parent.mkdir()
        shutil.copy(path, file)
        shutil.copy(beside(path, COPY), beside(file, COPY))
        for _ in range(chance.randrange(1, 4)):
            spoil(file, chance.randrange(size - 64), chance.randbytes(chance.randrange(1, 64)))
        if chance.random() < 0.3:
            os.truncate(file, chance.randrange(size))
        write(file, "written")
        assert lines(file)[-1] == "written"


def test_a_note_that_cannot_be_read_is_for_staff_and_hides_no_other(tmp_path):
    path = tmp_path / "journal.db"
    journal = Journal(path)
    first = journal.begin("TakeTicket", {"token": "t"}, repeatable=True)
    journal.begin("TakeTicket", {"token": "u"}, repeatable=True)
    journal._db.execute("UPDATE job SET note = CAST(x'7bff22' AS TEXT) WHERE key = ?", (first,))
    spoilt, sound = journal.unfinished()
    assert (spoilt.key, spoilt.repeatable) == (first, False)
    assert sound.note == {"token": "u"}


def test_a_technician_is_told_of_damage_before_and_after_it_was_put_back(path, tmp_path):
    assert databases(tmp_path).flaw is None
    spoil(path)
    before = databases(tmp_path)
    assert (before.verdict, before.flaw) == (Verdict.FAILED, Flaw.DATABASE_DAMAGED)
    assert "some.db" in before.detail
    lines(path)
    after = databases(tmp_path)
    assert (after.verdict, after.flaw) == (Verdict.PASSED, Flaw.DATABASE_DAMAGED)
    beside(path, DAMAGED).unlink()
    assert databases(tmp_path).flaw is None


def test_a_disk_that_lets_nothing_be_opened_begins_no_job_and_still_lets_the_terminal_come_up(tmp_path, caplog):
    (tmp_path / "journal.db").mkdir()  # cannot be opened, for root either
    journal = Journal(tmp_path / "journal.db")
    with pytest.raises(NotWritten):
        journal.begin("TakeTicket", {}, repeatable=True)
    assert journal.unfinished() == ()
    (tmp_path / "access.db").mkdir()
    Record(tmp_path / "access.db").note_try()
    assert caplog.text.count("kept in memory") == 2


FULL = """
import resource, sys
from pathlib import Path
from kiosk.platform.troubles import NotWritten
from kiosk.storage.journal import Ending, Journal
path = Path(sys.argv[1])
journal = Journal(path)
key = journal.begin("TakeTicket", {"token": "t"}, repeatable=True)
most = resource.RLIM_INFINITY
full = path.with_name(path.name + "-wal").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (full, most))
try:
    journal.begin("TakeTicket", {"token": "u"}, repeatable=True)
except NotWritten:
    print("not begun")
journal.end(key, Ending.DONE)
print(len(journal.unfinished()))
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
journal.begin("TakeTicket", {"token": "v"}, repeatable=True)
print(len(journal.unfinished()))
"""


def test_on_a_full_disk_nothing_new_begins_and_what_has_acted_is_settled_later(tmp_path):
    """The kernel refuses every byte more, as a full disk does."""
    path = tmp_path / "journal.db"
    told = subprocess.run([sys.executable, "-c", FULL, str(path)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.split("\n")[:3] == ["not begun", "1", "2"]
    after = Journal(path)
    assert [record.note["token"] for record in after.unfinished()] == ["t", "v"]
    assert after.count(Ending.DONE) == 0
