"""The visits of the demonstration, told as residents would tell them: what is read, pressed, and comes out."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.demo.eyes import Seen
from tests.demo.resident import NotSeen, Resident
from tests.demo.signs import Signs

ITEM, ITEM_KEYS = "城乡居民基本养老保险参保登记", "YLBX"
ITEM_EN, ITEM_EN_KEYS = "Enrolment in the basic pension", "PENSION"
START = 60.0  # seconds the programs are given until the first screen
PRINTING = 30.0  # seconds until the screen after a slip
TIMES = ("09:30–10:00", "10:00–10:30", "14:00–14:30", "09:00–09:30", "10:30–11:00")
REFUSED = 3.0  # seconds after which a time that was pressed counts as full


@dataclass(frozen=True)
class Scene:
    """The resident before the kiosk and at the dock beside it, and what is written on both."""

    kiosk: Resident
    dock: Resident
    zh: Signs
    en: Signs


def ticket_by_card(at: Scene) -> None:
    """Finds an item by four keys, reads its guide, takes a number with the ID card, and pulls the slip."""
    kiosk, dock, say = at.kiosk, at.dock, at.zh
    kiosk.sees(say("welcome.start"), within=START)
    kiosk.photograph("welcome")
    kiosk.presses(say("welcome.start"))
    kiosk.sees(say("home.title"))
    kiosk.photograph("home")
    kiosk.presses(say("home.search"))
    kiosk.types(ITEM_KEYS)
    kiosk.sees(ITEM)
    kiosk.photograph("search")
    kiosk.presses(ITEM)
    kiosk.sees(ITEM, say("showGuide.glance"))
    kiosk.photograph("guide")
    for part in ("bring", "how", "law", "questions"):
        kiosk.presses(say(f"showGuide.{part}"), which=highest)
        kiosk.photograph(f"guide-{part}")
    kiosk.presses(say("act.checklist"))
    kiosk.presses("居民身份证", which=highest)
    kiosk.photograph("checklist")
    kiosk.presses(say("act.ticket"))
    _choose_queue(at, say, "queues")
    kiosk.sees(say("readIdentity.card"))
    kiosk.photograph("identity")
    dock.presses(say("dock.card.citizen"))
    kiosk.sees(say("confirmTicket.title"))
    dock.photograph("dock-card")
    kiosk.photograph("confirm-ticket")
    kiosk.presses(say("confirmTicket.yes"))
    kiosk.sees(say("ticketTaken.number"), say("slipState.take"), within=PRINTING)
    kiosk.photograph("ticket")
    dock.sees(say("dock.receipt.tear"))
    dock.photograph("dock-slip")
    dock.presses(say("dock.receipt.tear"))
    dock.presses(say("dock.card.lift"))
    _leave(at, say, "farewell")


def booking_by_code(at: Scene) -> None:
    """In English: books a time with the e-ID code of a phone; changes it, and cancels it, in the same visit."""
    kiosk, dock, say = at.kiosk, at.dock, at.en
    kiosk.presses(say("welcome.start_in"), within=START)
    kiosk.sees(say("home.title"))
    kiosk.photograph("home-en")
    kiosk.presses(say("home.search"))
    kiosk.types(ITEM_EN_KEYS)
    kiosk.leafs_to(ITEM_EN, say("pages.after"))
    kiosk.sees(say("act.book"))
    kiosk.photograph("guide-en")
    kiosk.presses(say("act.book"))
    first = _choose_time(at, say("readIdentity.code"), TIMES, "times-en")
    kiosk.photograph("identity-en")
    dock.presses(at.zh("dock.code.e_id"), which=highest, once=True)
    kiosk.sees(say("confirmBooking.yes"))
    kiosk.photograph("confirm-booking")
    kiosk.presses(say("confirmBooking.yes"))
    kiosk.sees(say("appointmentMade.title"), say("slipState.take"), within=PRINTING)
    kiosk.photograph("appointment")
    dock.presses(at.zh("dock.receipt.tear"))
    kiosk.presses(say("act.more"))
    _change(at, say, [time for time in TIMES if time != first])
    _cancel(at, say)


def _change(at: Scene, say: Signs, times: list[str]) -> None:
    kiosk = at.kiosk
    kiosk.presses(say("home.bookings"))
    kiosk.sees(say("myAppointments.change"))
    kiosk.photograph("bookings")
    kiosk.presses(say("myAppointments.change"))
    _choose_time(at, say("confirmBooking.change"), times, "times-change")
    kiosk.photograph("confirm-change")
    kiosk.presses(say("confirmBooking.change"))
    kiosk.sees(say("appointmentMade.title"), say("slipState.take"), within=PRINTING)
    kiosk.photograph("appointment-changed")
    at.dock.presses(at.zh("dock.receipt.tear"))
    kiosk.presses(say("act.more"))


def _cancel(at: Scene, say: Signs) -> None:
    kiosk = at.kiosk
    kiosk.presses(say("home.bookings"))
    kiosk.presses(say("myAppointments.cancel"))
    kiosk.sees(say("confirmCancel.title"))
    kiosk.photograph("confirm-cancel")
    kiosk.presses(say("confirmCancel.yes"))
    kiosk.sees(say("cancelled.title"))
    kiosk.photograph("cancelled")
    kiosk.presses(say("footer.exit"))
    kiosk.sees(at.zh("welcome.start"))


def ticket_without_paper(at: Scene) -> None:
    """The roll ends in the middle of the slip: the number stays good; with a new roll the slip is printed again."""
    kiosk, dock, say = at.kiosk, at.dock, at.zh
    kiosk.sees(say("welcome.start"), within=START)
    dock.presses(say("dock.receipt.short_roll"))
    kiosk.presses(say("welcome.start"))
    kiosk.presses(say("home.ticket"))
    _choose_queue(at, say, "all-queues", which=lowest)
    dock.presses(say("dock.card.rare_name"))
    kiosk.sees(say("confirmTicket.yes"))
    kiosk.photograph("confirm-rare-name")
    kiosk.presses(say("confirmTicket.yes"))
    kiosk.sees(say("slipState.missing"), say("slipState.again"), within=PRINTING)
    kiosk.photograph("ticket-without-paper")
    dock.photograph("dock-no-paper")
    dock.presses(say("dock.receipt.new_roll"))
    kiosk.presses(say("slipState.again"))
    kiosk.sees(say("slipState.take"), within=PRINTING)
    kiosk.photograph("ticket-printed-again")
    dock.presses(say("dock.receipt.tear"))  # the piece on which the old roll ended
    dock.presses(say("dock.receipt.tear"))
    dock.presses(say("dock.card.lift"))
    _leave(at, say, "farewell-last")


def _choose_queue(at: Scene, say: Signs, picture: str, which: Callable[[list[Seen]], Seen] | None = None) -> None:
    """The first, or another one, of those where people wait."""
    at.kiosk.sees(say("chooseQueue.title"))
    at.kiosk.photograph(picture)
    at.kiosk.presses(say("chooseQueue.waiting", count="").strip(), which=which or highest)


def _choose_time(at: Scene, next_sign: str, times: list[str] | tuple[str, ...], picture: str) -> str:
    """A Thursday, and the first of these times that is still free; the time."""
    kiosk, say = at.kiosk, at.en
    kiosk.sees(say("chooseSlot.title"))
    kiosk.presses(say("weekday.4"), which=last)
    kiosk.photograph(picture)
    for time in times:
        kiosk.presses(time)
        try:
            kiosk.sees(next_sign, within=REFUSED)
        except NotSeen:
            continue
        return time
    raise NotSeen("none of the times is free")


def _leave(at: Scene, say: Signs, picture: str) -> None:
    """Done; and then the next resident's first screen, in the hall's language again."""
    at.kiosk.presses(say("act.done"))
    at.kiosk.sees(say("farewell.title"))
    at.kiosk.photograph(picture)
    at.kiosk.sees(at.zh("welcome.start"))


def highest(found: list[Seen]) -> Seen:
    return min(found, key=lambda seen: seen.top)


def lowest(found: list[Seen]) -> Seen:
    return max(found, key=lambda seen: seen.top)


def last(found: list[Seen]) -> Seen:
    """In the order of reading."""
    return max(found, key=lambda seen: (seen.top, seen.left))


VISITS = (ticket_by_card, booking_by_code, ticket_without_paper)
