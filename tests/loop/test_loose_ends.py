"""What nobody knows the end of is put before staff, each by itself, until somebody has looked after it."""

from datetime import datetime

import pytest

from drivers import Actor
from kiosk.credentials.model import Role
from kiosk.journeys.operations import operations
from kiosk.model.orders import Report
from kiosk.numbers.store import NumberStore
from kiosk.orders import letters
from kiosk.orders.watch import Gone
from kiosk.room.loose_ends import LooseEnd, LooseEnds, Sort
from kiosk.steps.door import NoteDeed
from kiosk.steps.operations import ListLooseEnds, LookAfter, LookAtRunning, LooseEndsPage, OperationsWish
from kiosk.storage.journal import Ending, Journal
from kiosk.storage.outbox import Outbox
from tests.loop.hall import NOON
from tests.loop.test_numbers import blocks
from tests.screens.technician_samples import RUNNING

ENDS = LooseEnd(Sort.UNSURE, "k", "PrintTicket", NOON), LooseEnd(Sort.NUMBER, "t-1", "A801", NOON)


class Folder:
    """What is written down on a terminal."""

    def __init__(self, path):
        self.path = path
        self.opened()

    def opened(self):
        self.books = Journal(self.path / "journal.db"), Outbox(self.path / "outbox.db"), NumberStore(self.path / "n.db")
        self.journal, self.outbox, self.numbers = self.books
        self.ends = LooseEnds(*self.books)

    def close(self):
        for book in self.books:
            book.close()


@pytest.fixture
def folder(tmp_path):
    folder = Folder(tmp_path)
    yield folder
    folder.close()


def unsure(folder):
    for kind in ("PrintTicket", "PrintGuide"):
        folder.journal.end(folder.journal.begin(kind, {}, repeatable=False), Ending.UNKNOWN)


def refused(folder):
    letters.put(folder.outbox, Report("receipt", "paperOut", Actor.STAFF, NOON), "1.0")
    letters.put(folder.outbox, Gone("card", "noDevice", NOON), "1.0")
    for letter in folder.outbox.waiting():
        folder.outbox.refuse(letter, "refused")


def given(folder):
    folder.numbers.put(blocks())
    folder.numbers.give("q1", "", "key-1", NOON)
    ((number, _),) = folder.numbers.untold()
    folder.numbers.told(number, refused=True)


def test_all_of_them_are_on_one_list_with_what_they_are_and_when(folder):
    for what in (unsure, refused, given):
        what(folder)
    ends = folder.ends.all()
    assert [(one.sort, one.what) for one in ends] == [
        (Sort.UNSURE, "PrintGuide"),
        (Sort.UNSURE, "PrintTicket"),
        (Sort.NUMBER, "A801"),
        (Sort.LETTER, "gone"),
        (Sort.LETTER, "file"),
    ]
    assert isinstance(ends[0].at, datetime)
    assert (ends[2].at, ends[4].at, ends[4].report.fault) == (NOON, NOON, "paperOut")
    assert "key" not in repr(ends)


@pytest.mark.parametrize("what", [unsure, refused, given])
def test_one_that_is_looked_after_is_on_the_list_no_more_and_stays_so(folder, what):
    what(folder)
    before = folder.ends.all()
    folder.ends.looked_after(before[0])
    assert folder.ends.all() == before[1:]
    folder.close()
    folder.opened()
    assert folder.ends.all() == before[1:]


def test_a_work_order_that_was_looked_after_still_is_the_last_word_on_its_fault(folder):
    refused(folder)
    for one in folder.ends.all():
        folder.ends.looked_after(one)
    assert folder.outbox.last_words() == {"receipt/paperOut": "file", "card/noDevice": "gone"}


def test_staff_look_at_the_list_and_take_one_off():
    journey = operations(Role.STAFF)
    assert journey.send(None) == LookAtRunning()
    journey.send(RUNNING)
    assert journey.send(OperationsWish.LOOSE_ENDS) == ListLooseEnds()
    one, other = ENDS
    assert journey.send(ENDS) == LooseEndsPage(ENDS)
    assert journey.send(one) == NoteDeed("looked after a loose end, PrintTicket")
    assert journey.send(None) == LookAfter(one)
    assert journey.send((other,)) == LooseEndsPage((other,))
