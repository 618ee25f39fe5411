"""Steps of booking, changing and cancelling a time."""

from dataclasses import dataclass, field
from typing import ClassVar

from drivers import Fate
from drivers.document import Document
from kiosk.documents.appointment import appointment_slip
from kiosk.model.appointments import Appointment, Slot
from kiosk.model.catalogue import Item, Names
from kiosk.model.people import Person
from kiosk.model.plan import Directions
from kiosk.platform import Platform
from kiosk.step import FinalJob, Job, Question, Scene, Step
from kiosk.steps.printing import PrintSlip
from kiosk.steps.way import AskWay
from kiosk.texts import Words


@dataclass(frozen=True)
class ListSlots(Job[tuple[Slot, ...]]):
    to: ClassVar[str] = "platform"
    item_code: str

    def run(self, resource: Platform, scene: Scene) -> tuple[Slot, ...]:
        del scene
        return resource.slots(self.item_code)


@dataclass(frozen=True)
class ChooseSlot(Question[Slot]):
    """Days and half-hours with what is left."""

    patience: ClassVar[float] = 90.0
    slots: tuple[Slot, ...]
    item_name: str
    item_names: Names = ()
    trouble: Exception | None = None


@dataclass(frozen=True)
class ConfirmBooking(Question[bool]):
    """Is this you, and is this the time? With masked data."""

    person: Person
    item_name: str
    slot: Slot
    item_names: Names = ()
    instead_of: Appointment | None = None  # the one that would be changed


@dataclass(frozen=True)
class Book(FinalJob[Appointment]):
    to: ClassVar[str] = "platform"
    patience: ClassVar[float] = 40.0
    token: str = field(repr=False)
    slot_id: str
    item_code: str

    def run(self, resource: Platform, scene: Scene) -> Appointment:
        return resource.book(self.token, self.slot_id, self.item_code, scene.key)


@dataclass(frozen=True)
class Change(FinalJob[Appointment]):
    to: ClassVar[str] = "platform"
    patience: ClassVar[float] = 40.0
    token: str = field(repr=False)
    appointment_id: str = field(repr=False)
    slot_id: str

    def run(self, resource: Platform, scene: Scene) -> Appointment:
        return resource.change(self.token, self.appointment_id, self.slot_id, scene.key)


@dataclass(frozen=True)
class Cancel(FinalJob[Appointment]):
    to: ClassVar[str] = "platform"
    patience: ClassVar[float] = 40.0
    token: str = field(repr=False)
    appointment_id: str = field(repr=False)

    def run(self, resource: Platform, scene: Scene) -> Appointment:
        return resource.cancel(self.token, self.appointment_id, scene.key)


@dataclass(frozen=True)
class PrintAppointment(PrintSlip):
    appointment: Appointment
    item: Item | None = None  # its check list goes on the slip

    def document(self, words: Words) -> Document:
        return appointment_slip(self.appointment, self.item, words)


@dataclass(frozen=True)
class AppointmentMade(Step[bool | AskWay]):
    """The day, the time and the code, and what became of the slip. Answered with True for "print it again"."""

    patience: ClassVar[float] = 30.0
    warns: ClassVar[bool] = False
    appointment: Appointment
    fate: Fate | None = None
    trouble: Exception | None = None
    way: Directions | None = None


@dataclass(frozen=True)
class ListAppointments(Job[tuple[Appointment, ...]]):
    to: ClassVar[str] = "platform"
    token: str = field(repr=False)

    def run(self, resource: Platform, scene: Scene) -> tuple[Appointment, ...]:
        del scene
        return resource.appointments(self.token)


@dataclass(frozen=True)
class ChangeIt:
    """Wants another time for this appointment."""

    appointment: Appointment


@dataclass(frozen=True)
class CancelIt:
    """Does not want this appointment any more."""

    appointment: Appointment


@dataclass(frozen=True)
class MyAppointments(Question[ChangeIt | CancelIt]):
    """What is booked, with change and cancel."""

    appointments: tuple[Appointment, ...]


@dataclass(frozen=True)
class ConfirmCancel(Question[bool]):
    appointment: Appointment


@dataclass(frozen=True)
class Cancelled(Step[bool]):
    """The appointment is gone; the place is free for somebody else."""

    patience: ClassVar[float] = 20.0
    warns: ClassVar[bool] = False
    appointment: Appointment
