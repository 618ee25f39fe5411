"""A resident who takes a number while somebody pulls plugs: takes whatever the screen offers, and never gives up."""

import time
from dataclasses import dataclass, field, replace

import zxingcpp

from drivers import Fate
from drivers.emulated.sample_cards import CITIZEN
from drivers.protocols.gb11643 import check_character
from drivers.protocols.sam import FIND
from kiosk.events import Left
from kiosk.platform.server.e_id import sample_e_id
from kiosk.steps.common import Farewell, Home, Sorry, TakeNumber, Welcome
from kiosk.steps.identity import ReadIdentity
from kiosk.steps.queueing import ChooseQueue, ConfirmTicket, TicketTaken

STEPS_MOST = 60  # a visit that takes more of them goes in a circle
ANEW = 4.0  # seconds after which a card is laid down once more, as people do
LIFTED = 1.0  # seconds a card is lifted, at most
BACK_WITHIN = 10.0  # seconds from the plug until a device serves again
MOMENTS = (Welcome, Farewell, Home, ChooseQueue, ReadIdentity, ConfirmTicket, Sorry, TicketTaken)


def person(number):
    """A pretend person of their own, so that nobody holds a number already."""
    first17 = f"1101051949123{number:04}"
    return replace(CITIZEN, number=first17 + check_character(first17))


@dataclass
class Plug:
    """A plug that is pulled so many seconds after the visit began, and put in again after some more."""

    device: object
    pull_at: float
    seconds: float
    begun: float = field(default_factory=time.monotonic)
    plugged_at: float = 0.0

    def move(self):
        """Do what is due. Whether all of it is done."""
        now = time.monotonic() - self.begun
        if self.plugged_at or now < self.pull_at:
            return bool(self.plugged_at)
        if now < self.pull_at + self.seconds:
            self.device.trouble.unplugged = True
            return False
        self.device.trouble.unplugged = False
        self.plugged_at = time.monotonic()
        return True


def visit(hall, card, plug):
    """One visit under this trouble: the ticket taken and what became of its slip, in the end."""
    pump, hall.kiosk.pump = hall.kiosk.pump, lambda *_: (plug.move(), pump())
    try:
        return _to_the_ticket(hall, card)
    finally:
        hall.kiosk.pump = pump
        hall.devices.card.lift()


def _to_the_ticket(hall, card):
    for _ in range(STEPS_MOST):
        step = hall.wait(lambda: _moment(hall.step) and hall.step, 60)
        turn = hall.kiosk.turn
        match step:
            case Welcome() | Farewell():
                hall.press()
            case Home():
                hall.press(TakeNumber())
            case ChooseQueue():
                hall.press(step.queues[0])
            case ReadIdentity():
                _show(hall, card, turn)
                continue
            case ConfirmTicket():
                hall.press(True)
            case Sorry():
                hall.wait(lambda: well(hall), 60)
                hall.press(step.again)
            case TicketTaken() if step.trouble is not None:
                hall.wait(lambda: well(hall), 60)
                hall.press(True)
            case TicketTaken():
                return step.ticket, step.fate
        hall.wait(lambda turn=turn: hall.kiosk.turn != turn, 60)
    raise AssertionError("the visit goes in a circle")


def _show(hall, card, turn):
    """Lay the card down, or show the code where only codes are read; now and then anew until something happens."""
    while hall.kiosk.turn == turn:
        if "card" in hall.step.listens:
            _lift(hall)
            hall.devices.card.insert(card)
        else:
            hall.devices.code.show(sample_e_id(card.name, card.number).encode())
        again = time.monotonic() + ANEW
        hall.wait(lambda again=again: hall.kiosk.turn != turn or time.monotonic() > again, 60)
    hall.devices.code.hide()


def _lift(hall):
    """As slowly as a hand: a reader that is plugged in looks at least once before the card lies there again."""
    reader = hall.devices.card
    if reader.has_card:
        reader.lift()
        reader.heard = []
        until = time.monotonic() + LIFTED
        hall.wait(lambda: FIND in reader.heard or time.monotonic() > until, 60)


def _moment(step):
    """Whether a step is one at which a resident does something."""
    return isinstance(
        step, Welcome | Farewell | Home | ChooseQueue | ReadIdentity | ConfirmTicket | Sorry | TicketTaken
    )


def well(hall):
    return all(status.ok for status in hall.kiosk.health.values())


def round_of(hall, number, role, pull_at, seconds):
    """One visit with one plug pulled. Seconds until the device was well again."""
    plug = Plug(getattr(hall.devices, role), pull_at, seconds)
    while hall.devices.receipt.take():  # what the last one has left hanging
        pass
    ticket, fate = visit(hall, person(number), plug)
    hall.wait(plug.move, 60)
    hall.wait(lambda: hall.kiosk.health[role].ok, 60)
    back = time.monotonic() - plug.plugged_at
    if fate is Fate.CONFIRMED:  # it is printed; the knife comes a moment later
        hall.wait(lambda: codes(hall.devices.receipt.slips).count(f"hallkiosk:ticket:{ticket.id}") == 1)
    hall.tell(Left())
    hall.until(Welcome)
    return ticket.number, back


def codes(slips):
    """What the codes on these slips say."""
    return [code.text for slip in slips for code in zxingcpp.read_barcodes(slip.picture)]
