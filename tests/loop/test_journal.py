"""The journal: what was begun before the power went is known afterwards."""

import pytest

from kiosk.platform.troubles import Offline, VisitExpired
from kiosk.steps.queueing import PrintTicket, TakeTicket
from kiosk.storage.journal import Ending, Journal
from kiosk.storage.settlement import Settlement

KINDS = {"TakeTicket": TakeTicket, "PrintTicket": PrintTicket}
NOTE = {"token": "t", "queue_id": "q", "item_code": ""}


class Recorder:
    """A platform that remembers the keys it was called with."""

    def __init__(self, trouble=None):
        self.keys, self.trouble = [], trouble

    def take_ticket(self, token, queue_id, item_code, key):
        self.keys.append(key)
        if self.trouble:
            raise self.trouble


@pytest.fixture
def path(tmp_path):
    return tmp_path / "journal.db"


def test_a_job_that_was_cut_off_is_repeated_with_the_same_key(path):
    key = Journal(path).begin("TakeTicket", NOTE, repeatable=True)
    after, platform = Journal(path), Recorder()
    Settlement(after, KINDS).settle({"platform": platform})
    assert platform.keys == [key]
    assert after.unfinished() == ()


def test_a_print_that_was_cut_off_is_unknown_and_never_repeated(path):
    Journal(path).begin("PrintTicket", {}, repeatable=False)
    after = Journal(path)
    Settlement(after, KINDS).settle({"platform": Recorder()})
    assert after.count(Ending.UNKNOWN) == 1
    assert after.unfinished() == ()


def test_what_the_platform_cannot_be_asked_about_waits(path):
    journal = Journal(path)
    journal.begin("TakeTicket", NOTE, repeatable=True)
    Settlement(journal, KINDS).settle({"platform": Recorder(Offline())})
    assert len(journal.unfinished()) == 1


def test_a_job_that_never_arrived_is_not_done_for_somebody_who_has_left(path):
    journal = Journal(path)
    journal.begin("TakeTicket", NOTE, repeatable=True)
    Settlement(journal, KINDS).settle({"platform": Recorder(VisitExpired())})
    assert journal.count(Ending.NOT_DONE) == 1


def test_trying_the_same_again_keeps_the_key_and_another_job_gets_its_own(path):
    journal = Journal(path)
    first = journal.begin("TakeTicket", NOTE, repeatable=True)
    assert journal.begin("TakeTicket", NOTE, repeatable=True) == first
    assert journal.begin("TakeTicket", NOTE | {"queue_id": "other"}, repeatable=True) != first
    journal.end(first, Ending.DONE)
    assert journal.begin("TakeTicket", NOTE, repeatable=True) != first


def test_a_try_that_ended_late_and_the_next_one_share_a_key(path):
    journal = Journal(path)
    first = journal.begin("TakeTicket", NOTE, repeatable=True)
    journal.end(first, Ending.DONE)
    assert journal.begin("TakeTicket", NOTE, repeatable=True, again=first) == first
    assert len(journal.unfinished()) == 1


def test_what_a_finished_job_was_about_is_forgotten(path):
    journal = Journal(path)
    journal.end(journal.begin("TakeTicket", NOTE | {"token": "visible-token"}, repeatable=True), Ending.DONE)
    journal.close()
    assert b"visible-token" not in path.read_bytes()
