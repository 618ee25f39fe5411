"""The platform, as the kiosk sees it: calls that give typed objects or raise a named trouble.

Never Kivy, never a device.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from drivers.card import Card
from drivers.code import Code
from drivers.smartcard import SocialCard
from kiosk.model.appointments import Appointment, Slot
from kiosk.model.catalogue import CatalogueDelta
from kiosk.model.orders import Report, WorkOrder
from kiosk.model.people import Person
from kiosk.model.queueing import Given, NumberBlocks, Queue, Ticket


class Platform(Protocol):
    """Every call has a time limit of its own and raises a `kiosk.platform.troubles.Trouble` when it does not succeed.

    Calls that change the world take an idempotency key: repeated with the same key they do nothing twice and answer
    the same. Any thread may call.
    """

    def identify_card(self, card: Card) -> Person: ...
    def identify_social_card(self, card: SocialCard) -> Person: ...
    def identify_code(self, code: Code) -> Person: ...
    def queues(self, item_code: str) -> tuple[Queue, ...]:
        """The queues of this terminal's hall that serve an item ("" for all)."""
        ...

    def take_ticket(self, token: str, queue_id: str, item_code: str, key: str) -> Ticket: ...
    def reserve_numbers(self, held: Sequence[str], key: str) -> NumberBlocks:
        """The numbers that this terminal may give while the platform is away; `held` are the ids of those it has."""
        ...

    def tell_ticket(self, given: Given, key: str) -> Ticket: ...
    def slots(self, item_code: str) -> tuple[Slot, ...]:
        """Half-hours of the coming working days in this terminal's hall, with what is left."""
        ...

    def book(self, token: str, slot_id: str, item_code: str, key: str) -> Appointment: ...
    def appointments(self, token: str) -> tuple[Appointment, ...]:
        """The person's appointments that are still to come."""
        ...

    def change(self, token: str, appointment_id: str, slot_id: str, key: str) -> Appointment: ...
    def cancel(self, token: str, appointment_id: str, key: str) -> Appointment: ...
    def catalogue(self, version: str) -> CatalogueDelta | None:
        """What has changed since `version` ("" for everything), or None when nothing has."""
        ...

    def work_orders(self) -> tuple[WorkOrder, ...]:
        """This terminal's, the newest first: the unfinished ones and those that have ended lately."""
        ...

    def file_order(self, report: Report, key: str) -> WorkOrder: ...
    def report_recovery(self, role: str, fault: str, at: datetime, key: str) -> tuple[WorkOrder, ...]:
        """The order that was about this fault, if there was one."""
        ...

    def end_order(self, order_id: str, key: str) -> WorkOrder: ...
