"""Steps of the technician's room about work orders: all of this terminal, one filed by hand, one marked done."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk.model.orders import Reason
from kiosk.orders.desk import OrderDesk, Orders
from kiosk.step import Job, Scene
from kiosk.steps.room import Page

PATIENCE = 60.0  # seconds: what waits is sent first, and the platform asked afterwards


@dataclass(frozen=True)
class AskOrders(Job[Orders]):
    """Send what waits, and ask the platform what has become of the orders."""

    to: ClassVar[str] = "orders"
    patience: ClassVar[float] = PATIENCE

    def run(self, resource: OrderDesk, scene: Scene) -> Orders:
        del scene
        return resource.asked()


@dataclass(frozen=True)
class FileOrder(Job[Orders]):
    """Report by hand what a technician has seen; kept where the platform is away."""

    to: ClassVar[str] = "orders"
    patience: ClassVar[float] = PATIENCE
    role: str
    reason: Reason

    def run(self, resource: OrderDesk, scene: Scene) -> Orders:
        del scene
        return resource.file(self.role, self.reason)


@dataclass(frozen=True)
class EndOrder(Job[Orders]):
    """The work of an order is done; kept where the platform is away."""

    to: ClassVar[str] = "orders"
    patience: ClassVar[float] = PATIENCE
    order_id: str

    def run(self, resource: OrderDesk, scene: Scene) -> Orders:
        del scene
        return resource.end(self.order_id)


class OrdersWish(StrEnum):
    FILE = "file"
    AGAIN = "again"


@dataclass(frozen=True)
class Done:
    """Says that the work of an order is done."""

    order_id: str


@dataclass(frozen=True)
class OrdersPage(Page[OrdersWish | Done]):
    """Every work order of this terminal, the newest first, and what has not reached the platform."""

    orders: Orders


@dataclass(frozen=True)
class ChooseReason(Page[Reason]):
    """What is to be reported of a device, or of the terminal as a whole."""

    role: str
