"""Steps of taking a number in a queue."""

import secrets
from dataclasses import dataclass, field
from typing import ClassVar

from drivers import Fate
from drivers.document import Document
from kiosk.documents.ticket import ticket_slip
from kiosk.model.catalogue import Item
from kiosk.model.people import Person
from kiosk.model.plan import Directions
from kiosk.model.queueing import Queue, Ticket
from kiosk.numbers.desk import NumberDesk, Unasked
from kiosk.platform import Platform
from kiosk.step import FinalJob, Job, Question, Scene, Step
from kiosk.steps.printing import PrintSlip
from kiosk.steps.way import AskWay
from kiosk.texts import Words


@dataclass(frozen=True)
class ListQueues(Job[tuple[Queue, ...]]):
    to: ClassVar[str] = "platform"
    item_code: str  # "" for every queue of the hall

    def run(self, resource: Platform, scene: Scene) -> tuple[Queue, ...]:
        del scene
        return resource.queues(self.item_code)


@dataclass(frozen=True)
class LookAtPutBy(Job[Unasked]):
    """What could be given without the platform, and whether it is away."""

    to: ClassVar[str] = "numbers"
    department: str  # whose item it is about; "" for none

    def run(self, resource: NumberDesk, scene: Scene) -> Unasked:
        del scene
        return resource.unasked(self.department)


@dataclass(frozen=True)
class ChooseQueue(Question[Queue | AskWay]):
    """How many wait, how long, and at which windows."""

    queues: tuple[Queue, ...]
    item: Item | None
    trouble: Exception | None = None  # why the last choice did not do
    way: Directions | None = None  # to the windows of all of them
    away: bool = False  # the platform is: numbers that it has put by are given, and to whom is not asked


@dataclass(frozen=True)
class ConfirmTicket(Question[bool | AskWay]):
    """Is this you, and is this the queue? With masked data."""

    person: Person | None  # None: the platform is away, and nobody was asked who they are
    queue: Queue
    item: Item | None
    way: Directions | None = None  # to the queue's windows, where the hall has a plan


@dataclass(frozen=True)
class TakeTicket(FinalJob[Ticket]):
    to: ClassVar[str] = "platform"
    patience: ClassVar[float] = 40.0
    token: str = field(repr=False)
    queue_id: str
    item_code: str

    def run(self, resource: Platform, scene: Scene) -> Ticket:
        return resource.take_ticket(self.token, self.queue_id, self.item_code, scene.key)


@dataclass(frozen=True)
class GiveNumber(FinalJob[Ticket]):
    """One of the numbers that were put by."""

    to: ClassVar[str] = "numbers"
    queue_id: str
    item_code: str
    wish: str = field(default_factory=lambda: secrets.token_urlsafe(9))  # whose it is: two people's are two numbers

    def run(self, resource: NumberDesk, scene: Scene) -> Ticket:
        return resource.give(self.queue_id, self.item_code, scene.key)


@dataclass(frozen=True)
class PrintTicket(PrintSlip):
    ticket: Ticket
    way: Directions | None = None

    def document(self, words: Words) -> Document:
        return ticket_slip(self.ticket, words, self.way)


@dataclass(frozen=True)
class TicketTaken(Step[bool | AskWay]):
    """The number, where to go, and what became of the slip. Answered with True for "print it again", else the end.

    Printing again is offered only when the slip is certainly not on paper (`trouble`).
    """

    patience: ClassVar[float] = 30.0
    warns: ClassVar[bool] = False
    ticket: Ticket
    fate: Fate | None = None  # None: there is no slip
    trouble: Exception | None = None
    way: Directions | None = None
