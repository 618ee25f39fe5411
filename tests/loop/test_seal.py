"""What waits on the disk is sealed: without its key a thief reads nothing, with a new key nothing is lost."""

import sqlite3
from contextlib import closing

import pytest

from kiosk.backup import bundle
from kiosk.storage import key_command, rotation, seal
from kiosk.storage.database import COPY
from kiosk.storage.journal import Journal
from kiosk.storage.outbox import Outbox
from kiosk.storage.rotation import exchange
from kiosk.storage.seal import FILE, BrokenSealError, Seal, beside, new_key, read_keys, seal_of

NOTE = {"token": "visible-token", "queue_id": "q1", "item_code": ""}


@pytest.fixture
def waiting(tmp_path):
    """A folder in which a job is open and a letter waits."""
    with closing(Journal(tmp_path / "journal.db")) as journal, closing(Outbox(tmp_path / "outbox.db")) as outbox:
        journal.begin("TakeTicket", NOTE, repeatable=True)
        outbox.put("file", "receipt/paperOut", {"detail": "visible-detail"})
    return tmp_path


def told(folder):
    """What is waiting there."""
    with closing(Journal(folder / "journal.db")) as journal, closing(Outbox(folder / "outbox.db")) as outbox:
        (job,), (letter,) = journal.unfinished(), outbox.waiting()
    return job, letter


def everything(folder):
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.name != FILE)


def test_nothing_of_it_stands_in_a_file(waiting):
    assert b"visible" not in everything(waiting)
    job, letter = told(waiting)
    assert (job.note, letter.note) == (NOTE, {"detail": "visible-detail"})


def test_the_keys_are_for_their_owner_alone_and_no_two_terminals_have_the_same(waiting, tmp_path):
    assert (waiting / FILE).stat().st_mode & 0o777 == 0o600
    (other := tmp_path / "other").mkdir()
    beside(other / "journal.db")
    assert not {*read_keys(waiting / FILE)} & {*read_keys(other / FILE)}


def test_the_same_job_is_known_by_what_it_is_about_although_every_seal_differs(waiting):
    with closing(Journal(waiting / "journal.db")) as journal:
        (job,) = journal.unfinished()
        assert journal.begin("TakeTicket", NOTE, repeatable=True) == job.key
        assert journal.begin("TakeTicket", NOTE | {"token": "another"}, repeatable=True) != job.key


def test_without_its_key_a_job_is_put_before_staff_and_a_letter_left_aside(waiting):
    (waiting / FILE).unlink()
    with closing(Journal(waiting / "journal.db")) as journal, closing(Outbox(waiting / "outbox.db")) as outbox:
        (job,) = journal.unfinished()
        assert (job.note, job.repeatable) == ({}, False)
        assert outbox.waiting() == ()
        outbox.put("gone", "receipt/paperOut", {})
        assert [one.kind for one in outbox.waiting()] == ["gone"]


def test_what_somebody_has_changed_is_not_believed():
    mine = Seal([new_key()])
    sealed = mine.close("text")
    assert mine.open(sealed) == "text"
    for spoilt in (sealed[:-4] + "AAA=", "", "nonsense"):
        with pytest.raises(BrokenSealError):
            mine.open(spoilt)
    with pytest.raises(BrokenSealError):
        Seal([new_key()]).open(sealed)


def test_notes_of_an_earlier_version_are_read(waiting):
    with closing(sqlite3.connect(waiting / "outbox.db")) as db, db:
        db.execute("""UPDATE letter SET note = '{"detail": "plain"}'""")
    assert told(waiting)[1].note == {"detail": "plain"}


def test_a_new_key_seals_everything_anew_and_the_old_one_opens_nothing_any_more(waiting):
    before, old = told(waiting), read_keys(waiting / FILE)
    with closing(Journal(waiting / "journal.db")):
        assert (waiting / f"journal.db{COPY}").exists()
    assert exchange(waiting, waiting / FILE) == 2
    (key,) = read_keys(waiting / FILE)
    assert key not in old
    assert told(waiting) == before
    with closing(Journal(waiting / "journal.db", seal=Seal(old))) as journal:
        (job,) = journal.unfinished()
        assert job.note == {}


@pytest.mark.parametrize("moment", range(4))
def test_cut_off_while_keys_are_exchanged_everything_still_opens(waiting, monkeypatch, moment):
    before, calls = told(waiting), []

    def cut(work):
        def counted(*args, **more):
            calls.append(work)
            if len(calls) > moment:
                raise KeyboardInterrupt
            return work(*args, **more)

        return counted

    monkeypatch.setattr(rotation, "write_keys", cut(rotation.write_keys))
    monkeypatch.setattr(Journal, "seal_anew", cut(Journal.seal_anew))
    monkeypatch.setattr(Outbox, "seal_anew", cut(Outbox.seal_anew))
    with pytest.raises(KeyboardInterrupt):
        exchange(waiting, waiting / FILE)
    monkeypatch.undo()
    assert told(waiting) == before
    exchange(waiting, waiting / FILE)
    assert told(waiting) == before


def test_keys_that_cannot_be_kept_or_are_none_let_the_terminal_start(tmp_path, monkeypatch, caplog):
    (tmp_path / FILE).write_text("no key\n")
    assert seal_of(tmp_path / FILE).close("x")
    assert "no keys that can be used" in caplog.text

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(seal, "write_keys", full)
    assert seal_of(tmp_path / "elsewhere").close("x")
    assert "cannot be written" in caplog.text


def test_a_backup_carries_the_keys_that_lie_in_the_folder():
    assert FILE in bundle.FILES


def test_the_command_exchanges_the_key_of_a_terminal_that_is_stopped(waiting, tmp_path, capsys):
    file = tmp_path / "kiosk.toml"
    file.write_text(f'[terminal]\nid = "T1"\nhall = "H1"\n[storage]\nfolder = "{waiting}"\n', encoding="utf-8")
    before, old = told(waiting), read_keys(waiting / FILE)
    assert key_command.main(["--config", str(file)]) == 0
    assert "2 notes sealed anew" in capsys.readouterr().out
    assert read_keys(waiting / FILE) != old
    assert told(waiting) == before
    with key_command.hold(waiting):
        assert key_command.main(["--config", str(file)]) == 2
    assert "running" in capsys.readouterr().err
