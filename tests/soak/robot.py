"""A resident without hands: presses what the screen offers until the wish is fulfilled, and says when a hand is needed.

It lives in the terminal's own process, stands where the face stands, and knows nobody's name.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.events import Answered, Left
from kiosk.loop import Kiosk
from kiosk.model.appointments import Appointment, AppointmentState
from kiosk.steps import appointments as booking
from kiosk.steps import finding, queueing
from kiosk.steps.common import BookTime, Farewell, Home, SearchItems, SeeBookings, Sorry, TakeNumber, Welcome
from kiosk.steps.identity import ReadIdentity

LIMIT = 60.0  # seconds in which something must happen at any step
ANEW = 4.0  # seconds after which a card is laid down once more, as people do
SLOW = 0.7  # seconds that a hand takes to lift a card: the reader looks twice meanwhile
BEAT = 0.05  # seconds between two looks where nothing wakes the terminal
STEPS_MOST = 80  # a visit that takes more goes in a circle
GIVES_UP = 6  # times that somebody is told sorry, and then goes home
TYPED = "ylbx"
WISHES = {"ticket": TakeNumber, "book": BookTime, "cancel": SeeBookings, "guide": SearchItems, "leave": TakeNumber}


class LostInCircles(Exception):  # noqa: N818 - what has happened to the robot
    """Nothing happens any more, or always the same."""


@dataclass
class Outcome:
    """What a visit has come to."""

    end: str  # the last step
    paper: str = ""  # the code that is on its slip
    number: str = ""
    fate: str = ""
    put_by: bool = False  # the number is nobody's: the platform was away


class Robot:
    def __init__(self, kiosk: Kiosk, say: Callable[..., None]) -> None:
        """`say` asks for a hand: say("card") has a card laid down, say("code") a code shown, say("lift") takes away."""
        self.kiosk, self.say = kiosk, say
        self._woken = threading.Event()
        kiosk.wake = self._woken.set

    def until(self, true: Callable[[], Any], limit: float = LIMIT) -> Any:
        """Let the terminal live until something is so; its value."""
        end = time.monotonic() + limit
        while not (value := true()):
            if time.monotonic() > end:
                raise LostInCircles(f"{type(self.kiosk.step).__name__}, {self.kiosk.health}")
            self._woken.wait(BEAT)
            self._woken.clear()
            self.kiosk.pump()
        return value

    def rest(self, seconds: float) -> None:
        """Nobody does anything for a while."""
        self._until_or(lambda: False, seconds)

    def _until_or(self, true: Callable[[], bool], seconds: float) -> None:
        end = time.monotonic() + seconds
        self.until(lambda: true() or time.monotonic() > end)

    def visit(self, wish: str, steps: int) -> Outcome:
        """One visit. `steps` is how many moments somebody stays who walks away."""
        outcome = self._through(wish, steps)
        self.say("lift")
        while not isinstance(self.kiosk.step, Welcome):
            turn = self.kiosk.turn
            self.kiosk.post(Left())
            self.until(lambda turn=turn: self.kiosk.turn != turn)
        self.rest(SLOW)
        return outcome

    def _through(self, wish: str, steps: int) -> Outcome:
        sorry = 0
        for count in range(STEPS_MOST):
            step = self.until(lambda: self._asked() and self.kiosk.step)
            if wish == "leave" and count >= steps:
                return Outcome(f"left at {type(step).__name__}")
            if isinstance(step, Sorry):
                sorry += 1
                self.until(self._well, LIMIT)
            if sorry > GIVES_UP:
                return Outcome("Sorry")
            if (outcome := _fulfilled(step)) is not None:
                return outcome
            turn = self.kiosk.turn
            if isinstance(step, ReadIdentity):
                self._show(step, turn)
            else:
                if getattr(step, "trouble", None) is not None:
                    self.until(self._well, LIMIT)
                self.kiosk.post(Answered(_answer(step, wish)), turn)
                self.until(lambda turn=turn: self.kiosk.turn != turn)
        raise LostInCircles(type(self.kiosk.step).__name__)

    def _asked(self) -> bool:
        """Whether it is somebody's turn to do something, and no machine's."""
        return not hasattr(self.kiosk.step, "to")

    def _well(self) -> bool:
        return all(status.ok for status in self.kiosk.health.values())

    def _show(self, step: ReadIdentity, turn: int) -> None:
        while self.kiosk.turn == turn:
            self.say("card" if "card" in step.listens else "code")
            self._until_or(lambda: self.kiosk.turn != turn, ANEW)
            if self.kiosk.turn == turn:
                self.say("lift")
                self.rest(SLOW)


def _fulfilled(step: Any) -> Outcome | None:
    match step:
        case queueing.TicketTaken(trouble=None):
            put_by = step.ticket.ahead is None
            return Outcome("TicketTaken", step.ticket.id, step.ticket.number, _word(step.fate), put_by)
        case booking.AppointmentMade(trouble=None):
            return Outcome("AppointmentMade", step.appointment.id, fate=_word(step.fate))
        case booking.Cancelled():
            return Outcome("Cancelled")
        case booking.MyAppointments() if not any(map(_stands, step.appointments)):
            return Outcome("Cancelled")
        case booking.ChooseSlot(slots=slots) if not any(slot.left for slot in slots):
            return Outcome("ChooseSlot")
        case finding.GuidePrinted(trouble=None):
            return Outcome("GuidePrinted", fate=_word(step.fate))
    return None


def _stands(appointment: Appointment) -> bool:
    return appointment.state is AppointmentState.BOOKED


def _word(fate: Any) -> str:
    return str(fate) if fate is not None else ""


def _answer(step: Any, wish: str) -> Any:
    match step:
        case Welcome() | Farewell():
            return None
        case Home():
            return WISHES[wish]()
        case finding.Search():
            return step.catalogue.search(TYPED)[0]
        case finding.ChooseItem():
            return step.catalogue.group(step.by, step.group)[0]
        case finding.ShowGuide():
            return finding.GuideWish.PRINT
        case finding.GuidePrinted():
            return step.paper
        case queueing.ChooseQueue():
            return step.queues[0]
        case booking.ChooseSlot():
            return next(slot for slot in step.slots if slot.left)
        case booking.MyAppointments():
            return booking.CancelIt(next(filter(_stands, step.appointments)))
        case Sorry():
            return step.again
        case _:  # whatever is asked to be confirmed, or what is to be printed again
            return True
