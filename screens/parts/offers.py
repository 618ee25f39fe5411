"""What can be begun with, on the idle screen and on Home: each service with its picture and the wish for it."""

from kiosk.services import Service
from kiosk.steps.common import BookTime, SearchItems, SeeBookings, TakeNumber, Wish

OFFERS: dict[Service, tuple[str, Wish]] = {
    Service.TICKET: ("ticket", TakeNumber()),
    Service.FIND: ("search", SearchItems()),
    Service.BOOK: ("calendar", BookTime()),
    Service.BOOKINGS: ("clock", SeeBookings()),
    Service.PRINT: ("print", SearchItems()),
}
