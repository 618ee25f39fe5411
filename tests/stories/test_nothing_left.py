"""After a visit nothing of the resident is on this terminal: no file, no database, no log holds who it was."""

import gc

from drivers.card import Card
from drivers.code import Code
from drivers.emulated.sample_cards import CITIZEN
from kiosk.events import Left
from kiosk.logs import start_logging
from kiosk.model.people import Person
from kiosk.platform.server.e_id import sample_e_id
from kiosk.steps.common import Welcome
from kiosk.steps.identity import ReadIdentity
from kiosk.steps.queueing import ConfirmTicket, TicketTaken

CHARSETS = ("utf-8", "utf-16-le", "gb18030")
SECRETS = (CITIZEN.number, CITIZEN.name, CITIZEN.address, CITIZEN.number[6:14])


def holding(folder, texts):
    """The files below a folder in which any of the texts stands, in any charset."""
    needles = [text.encode(charset) for text in texts for charset in CHARSETS]
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return [path for path in files if any(needle in path.read_bytes() for needle in needles)]


def leave(hall):
    hall.lift_card()
    hall.tell(Left())
    hall.until(Welcome)


def test_no_file_of_the_terminal_tells_who_was_there(hall):
    state = hall.folder / "state"
    start_logging(state / "logs" / "kiosk.log", "debug", 5, 2)
    hall.go_to(TicketTaken)
    token = hall.kiosk.hands["memory"].resource.person.token
    leave(hall)
    hall.go_to(ReadIdentity)
    hall.show_code(sample_e_id(CITIZEN.name, CITIZEN.number))
    hall.until(ConfirmTicket)
    leave(hall)
    hall.stop()
    assert (state / "logs" / "kiosk.log").stat().st_size > 0
    assert holding(state, [*SECRETS, token]) == []


def test_the_search_finds_what_is_there(hall):
    (hall.folder / "state" / "note").write_bytes(CITIZEN.name.encode("gb18030"))
    assert holding(hall.folder / "state", SECRETS)


def test_the_platform_has_it_and_that_is_the_only_place(hall):
    hall.go_to(TicketTaken)
    leave(hall)
    assert {path.parent.name for path in holding(hall.folder, [CITIZEN.number])} == {"platform"}


def of_residents():
    """Everything in this process that tells who somebody is."""
    gc.unfreeze()  # what is set aside is searched, too
    gc.collect()
    return [thing for thing in gc.get_objects() if type(thing) in (Card, Code, Person)]


def test_no_person_card_or_code_is_in_memory_after_the_visit(hall):
    before = of_residents()  # the samples themselves
    hall.go_to(TicketTaken)
    assert len(of_residents()) > len(before)
    leave(hall)
    hall.stages[0] = None
    known = {id(thing) for thing in before}
    assert [type(thing).__name__ for thing in of_residents() if id(thing) not in known] == []
