"""The hands and eyes: one folder per role of device, one file per model; the file's name is its name in the config.

A driver is blocking, single-threaded and ignorant: it knows bytes and cables, not residents. It starts no threads,
writes no personal data anywhere, and translates every library's error into a `DeviceError` at its own border.
"""

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Protocol, TypeVar


class State(StrEnum):
    """How a device is, in the words of XFS4IoT (Common.Status, `device`), and `unknown`: silence is never OK."""

    ONLINE = "online"
    OFFLINE = "offline"
    POWER_OFF = "powerOff"
    NO_DEVICE = "noDevice"
    HARDWARE_ERROR = "hardwareError"
    USER_ERROR = "userError"
    DEVICE_BUSY = "deviceBusy"
    STARTING = "starting"
    UNKNOWN = "unknown"


class Actor(StrEnum):
    """Who has to act on a fault."""

    RESIDENT = "resident"
    STAFF = "staff"
    TECHNICIAN = "technician"


class Fault(StrEnum):
    """What is wrong, as a closed list. Words of XFS4IoT where it has one."""

    NO_DEVICE = "noDevice"  # the node or the address is not there
    NO_ANSWER = "noAnswer"  # it is there and says nothing within its time limit
    GARBLED = "garbled"  # it answers what the protocol does not allow: baud rate, cable, another device
    HARDWARE_ERROR = "hardwareError"  # it says of itself that it is broken
    DRIVER_MISSING = "driverMissing"  # a library or program that this model needs is not installed
    NOT_PERMITTED = "notPermitted"  # it is there, and this program may not open it: a group or udev rule is missing
    IN_USE = "inUse"  # another program holds it
    STALE = "stale"  # a camera whose pictures no longer change
    PAPER_OUT = "paperOut"
    PAPER_JAMMED = "paperJammed"
    TONER_OUT = "tonerOut"  # toner or ink
    COVER_OPEN = "coverOpen"
    ON_BATTERY = "onBattery"  # a UPS whose mains is gone
    INVALID_MEDIA = "invalidMedia"  # a card or code that could not be read
    MEDIA_REMOVED = "mediaRemoved"  # taken away before it was read
    UNSUPPORTED_MEDIA = "unsupportedMedia"  # read, but not of a kind that is known here

    @property
    def actor(self) -> Actor:
        return _ACTORS.get(self, Actor.TECHNICIAN)


_ACTORS = {
    Fault.PAPER_OUT: Actor.STAFF,
    Fault.PAPER_JAMMED: Actor.STAFF,
    Fault.TONER_OUT: Actor.STAFF,
    Fault.COVER_OPEN: Actor.STAFF,
    Fault.ON_BATTERY: Actor.STAFF,
    Fault.INVALID_MEDIA: Actor.RESIDENT,
    Fault.MEDIA_REMOVED: Actor.RESIDENT,
    Fault.UNSUPPORTED_MEDIA: Actor.RESIDENT,
}


class DeviceError(Exception):
    """A device did not do what was asked. `detail` is for technicians and never holds anything of a resident.

    After a fault whose actor is the resident the device goes on working; after any other the owner closes it,
    waits, and opens it again.
    """

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}" if detail else str(fault))
        self.fault = fault
        self.detail = detail
        self.role = ""  # which device; set by its owner, for a driver does not know its own role


class Paper(StrEnum):
    """How much paper is left, in XFS4IoT's words."""

    UNKNOWN = "unknown"
    FULL = "full"
    LOW = "low"
    OUT = "out"
    JAMMED = "jammed"


class Fate(StrEnum):
    """What is known of a slip or a page after it was sent."""

    CONFIRMED = "confirmed"  # the printer itself has said that it is on paper
    UNKNOWN = "unknown"  # sent, and nothing contradicts it; nobody knows


class Battery(StrEnum):
    """How a battery is, in XFS4IoT's words (PowerManagement, `batteryStatus`)."""

    UNKNOWN = "unknown"
    FULL = "full"
    OPERATIONAL = "operational"
    LOW = "low"  # below the charge that its owner has set
    CRITICAL = "critical"  # about to end
    FAILURE = "failure"  # to be replaced


@dataclass(frozen=True)
class Status:
    """What a device says of itself. `fault` is None exactly when it can be used."""

    state: State = State.ONLINE
    fault: Fault | None = None
    detail: str = ""
    paper: Paper | None = None  # None: not a printer
    battery: Battery | None = None  # None: not a UPS

    @property
    def ok(self) -> bool:
        return self.fault is None

    @staticmethod
    def of(error: DeviceError) -> "Status":
        """The status that an error leaves behind."""
        return Status(_STATES.get(error.fault, State.HARDWARE_ERROR), error.fault, error.detail)


_STATES = {
    Fault.NO_DEVICE: State.NO_DEVICE,
    Fault.NO_ANSWER: State.OFFLINE,
    Fault.GARBLED: State.HARDWARE_ERROR,
    Fault.PAPER_OUT: State.USER_ERROR,
    Fault.IN_USE: State.DEVICE_BUSY,
    Fault.PAPER_JAMMED: State.USER_ERROR,
    Fault.TONER_OUT: State.USER_ERROR,
    Fault.COVER_OPEN: State.USER_ERROR,
}


@dataclass(frozen=True)
class About:
    """What a device tells of itself; empty where it tells nothing. Fit for a report and a log."""

    maker: str = ""
    model: str = ""
    firmware: str = ""
    serial: str = ""


Reading = TypeVar("Reading", covariant=True)  # noqa: PLC0105 - it reads better than Reading_co


class Device(Protocol):
    """What every role has. Calls may block for their own named time limits, never longer."""

    def open(self) -> None:
        """Make it ready. Harmless when it is open already. Raises DeviceError."""
        ...

    def close(self) -> None:
        """Let go of every handle. Harmless when it is closed already; never raises."""
        ...

    def status(self) -> Status:
        """Ask the device how it is. Raises DeviceError when it is gone."""
        ...

    def about(self) -> About:
        """Ask the device what it is; silence leaves the fields empty. Raises DeviceError when it is gone."""
        ...


class Sensor(Device, Protocol[Reading]):
    """A device to which a resident presents something."""

    def arm(self) -> None:
        """Begin to listen, and forget whatever was presented so far: nothing of the last resident starts a visit."""
        ...

    def poll(self, seconds: float) -> Reading | None:
        """What is presented within `seconds`, or None. Presented once, it is returned once. Raises DeviceError."""
        ...

    def disarm(self) -> None:
        """Stop listening; lamp or trigger off."""
        ...

    def forget(self) -> None:
        """A visit is over: what is presented now is the last resident's, and ignored until it has been taken away.

        Raises DeviceError when the device is gone.
        """
        ...


def models(role: str) -> list[str]:
    """The names that `[devices.<role>] driver = …` may take, without loading any of them."""
    folder = Path(__file__).parent / role
    return sorted(file.stem for file in folder.glob("*.py") if not file.stem.startswith("_"))


def load(role: str, model: str) -> ModuleType:
    """The module of one model. It has `Settings`, a frozen dataclass, and `Driver(settings, …)`."""
    return import_module(f"drivers.{role}.{model}")


def needs(role: str, model: str) -> tuple[str, ...]:
    """The roles of other devices that a model works with: `Driver(settings, camera)` needs the camera."""
    roles = {folder.name for folder in Path(__file__).parent.iterdir() if folder.is_dir()}
    return tuple(name for name in signature(load(role, model).Driver).parameters if name in roles)
