"""The disk is full: nothing is begun that could be lost, and what was begun is not lost."""

from kiosk.events import Left
from kiosk.platform.troubles import NotWritten
from kiosk.steps.common import Sorry
from kiosk.steps.queueing import ConfirmTicket, TicketTaken
from tests.stories.weather import GOOD, TARDY


def journal(hall):
    return hall.kiosk.hands["platform"].jobs.journal


def fill(hall, *, full=True):
    """From now on no write succeeds: SQLite answers as for a disk that takes nothing more."""
    journal(hall)._db.execute(f"PRAGMA query_only = {int(full)}")


def test_a_resident_is_told_that_nothing_was_done_and_the_platform_gave_no_number(hall):
    hall.go_to(ConfirmTicket)
    fill(hall)
    hall.press(True)
    assert isinstance(hall.until(Sorry).reason, NotWritten)
    assert hall.tickets() == []
    fill(hall, full=False)
    hall.tell(Left())
    hall.lift_card()
    assert hall.go_to(TicketTaken).ticket.number == hall.tickets()[0]


def test_a_number_that_was_taken_as_the_disk_filled_is_shown_and_stays_the_only_one(hall):
    hall.go_to(ConfirmTicket)
    hall.weather.mode, hall.weather.path, hall.weather.seconds = TARDY, "/v1/tickets", 1.0
    hall.press(True)
    hall.wait(lambda: journal(hall).unfinished())
    fill(hall)
    taken = hall.until(TicketTaken)
    assert isinstance(taken.trouble, NotWritten), "no slip, for that it is printed could not be written down"
    assert hall.tickets() == [taken.ticket.number]
    hall.weather.mode = GOOD
    hall.stop()
    hall.devices.card.lift()
    hall.start()
    hall.wait(lambda: journal(hall).unfinished() == ())
    assert hall.tickets() == [taken.ticket.number]
