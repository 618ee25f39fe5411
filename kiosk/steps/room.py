"""Steps of the technician's room: the overview, one device, and the tests that its worker makes."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

from drivers import Fault
from kiosk.credentials.model import Part, Role
from kiosk.health.model import DeviceView, Finding, Level
from kiosk.maintenance.board import Notice
from kiosk.orders.desk import OrderDesk, Orders
from kiosk.room.desk import RoomDesk
from kiosk.step import Job, Scene, Step
from kiosk.steps.hands_on import PATIENCE, Seen

Answer = TypeVar("Answer")
TEST_PATIENCE = 150.0  # seconds: a test card has to be found, a laser printer warms up
WAIT = 30.0  # seconds that a test waits for a card, a code or a face


@dataclass(frozen=True)
class Page(Step[Answer], Generic[Answer]):
    """A page of the room. No question to come back to: the way back is the overview, made anew."""

    patience: ClassVar[float] = PATIENCE
    styled: ClassVar[bool] = False


@dataclass(frozen=True)
class OpenDevice:
    """Wants to see one device."""

    role: str


@dataclass(frozen=True)
class Overview(Page[OpenDevice | Part]):
    """Every device, and the ways into the other parts of the room."""

    root: ClassVar[bool] = True
    who: Role
    devices: tuple[DeviceView, ...]
    notice: Notice | None = None  # the terminal is closed from the next visit on
    orders: int = 0  # work orders that are open


class DeviceWish(StrEnum):
    HANDS_ON = "handsOn"
    TIMES = "times"
    EVENTS = "events"
    ORDER = "order"
    TRACE = "trace"


@dataclass(frozen=True)
class DevicePage(Page[Level | DeviceWish]):
    """One device: how it is, what to do about it, and what it can be asked."""

    device: DeviceView
    made: Finding | None = None  # by the test that has just ended
    wishes: frozenset[DeviceWish] = frozenset()
    tracing: datetime | None = None  # until when its wire is traced
    orders: Orders = field(default_factory=Orders)  # its own


@dataclass(frozen=True)
class ListDevices(Job[tuple[DeviceView, ...]]):
    to: ClassVar[str] = "health"

    def run(self, resource: RoomDesk, scene: Scene) -> tuple[DeviceView, ...]:
        del scene
        return resource.devices()


@dataclass(frozen=True)
class ReadOrders(Job[Orders]):
    """What is known of the work orders, without asking the platform."""

    to: ClassVar[str] = "orders"

    def run(self, resource: OrderDesk, scene: Scene) -> Orders:
        del scene
        return resource.known()


@dataclass(frozen=True)
class CheckDevice(Job[Finding]):
    """A test that the device's own worker makes. A device that is gone is no finding but a DeviceError."""

    patience: ClassVar[float] = TEST_PATIENCE
    role: str
    level: Level

    @property
    def to(self) -> str:  # pyright: ignore[reportIncompatibleVariableOverride] - whose worker it is, is a field here
        return self.role

    def run(self, resource: Any, scene: Scene) -> Finding:
        from kiosk.health.checks import external, internal

        if self.level is Level.EXTERNAL:
            return external(self.role, resource, scene.words, WAIT)
        return internal(self.role, resource)


@dataclass(frozen=True)
class Judge(Job[Finding]):
    """Keep what a technician has seen, or that a device failed before there was anything to see."""

    to: ClassVar[str] = "health"
    subject: str
    seen: Seen
    fault: Fault | None = None
    level: Level = Level.INTERACTIVE

    def run(self, resource: RoomDesk, scene: Scene) -> Finding:
        del scene
        return resource.judge(self.subject, self.level, self.seen.verdict, self.seen.detail, self.fault)


@dataclass(frozen=True)
class NoteFinding(Job[Finding]):
    """Keep what a test has come to."""

    to: ClassVar[str] = "health"
    finding: Finding

    def run(self, resource: RoomDesk, scene: Scene) -> Finding:
        del scene
        return resource.note(self.finding)


class ScreenTest(StrEnum):
    TOUCH = "touch"
    PIXELS = "pixels"
    COLOURS = "colours"


@dataclass(frozen=True)
class ChooseScreenTest(Page[ScreenTest]):
    """The tests of the panel itself."""

    made: tuple[tuple[ScreenTest, Finding], ...] = ()  # in this visit to the room


@dataclass(frozen=True)
class MaintenancePage(Page[str | None]):
    """Closed to the public or not; answered with a reason, or with None to open."""

    notice: Notice | None = field(default=None)
