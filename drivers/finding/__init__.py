"""Finding devices: what is plugged in, what it could be, and what it answers when it is asked in a harmless way.

Only here is it known how a device that nobody has configured is looked for. Nothing is printed, no setting of a device
is changed, no port that another program holds is opened, and no network is searched: only addresses that a person has
named are asked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

from drivers import Fault

if TYPE_CHECKING:
    from drivers.finding.system import System


class Kind(StrEnum):
    """What the system knows a thing as."""

    SERIAL = "serial"  # a serial port, built in or behind USB
    CAMERA = "camera"  # a V4L2 node that captures
    LINE_PRINTER = "linePrinter"  # /dev/usb/lp0
    USB = "usb"  # a USB device that no other kind stands for
    QUEUE = "queue"  # a queue of CUPS
    NETWORK = "network"  # an address that a person has named
    SMARTCARD = "smartcard"  # a reader of PC/SC
    SOUND = "sound"  # a playback device of ALSA
    UPS = "ups"  # one that NUT looks after


class Note(StrEnum):
    """What a technician should know of a thing, beside what it could be."""

    TWIN = "twin"  # another one like it is plugged in: it is named by its socket, and must stay in it
    KEYBOARD = "keyboard"  # a scanner that types like a keyboard: it must be switched to serial mode
    MODEM = "modem"  # never asked
    NEEDS_NUT = "needsNut"  # a UPS that no NUT looks after yet
    NEEDS_QUEUE = "needsQueue"  # a page printer without a queue of CUPS
    NO_DRIVER = "noDriver"  # of a kind that is known, and no driver here can use it


@dataclass(frozen=True)
class Usb:
    """A USB device as the kernel describes it."""

    vid: int
    pid: int
    maker: str = ""
    product: str = ""
    serial: str = ""
    speed: str = ""  # Mbit/s
    at: str = ""  # where it is plugged in: "1-1.2" is socket 2 of the hub in socket 1 of bus 1
    classes: frozenset[int] = frozenset()  # of the device and of its interfaces (USB-IF, bInterfaceClass)

    @property
    def numbers(self) -> str:
        return f"{self.vid:04x}:{self.pid:04x}"


@dataclass(frozen=True)
class Holder:
    """The program that has a device open."""

    process: int
    name: str
    kiosk: bool  # whether it is this program, in this process or in another


@dataclass(frozen=True)
class Found:
    """One thing that is there. `fault` says why it cannot be asked; one without a path is a service that is missing."""

    kind: Kind
    path: str  # its lasting name, as a configuration would write it
    name: str  # what a person calls it
    usb: Usb | None = None
    node: str = ""  # the system's present name for it, such as /dev/ttyUSB0
    fault: Fault | None = None
    detail: str = ""
    holder: Holder | None = None
    notes: frozenset[Note] = frozenset()
    could_be: tuple[str, ...] = ()  # roles, most likely first; empty where nothing speaks for any
    facts: Mapping[str, str] = field(default_factory=dict[str, str])


class Confidence(StrEnum):
    """How far a candidate can be trusted."""

    SURE = "sure"  # it has answered in the role's own words, or done what the role does
    LIKELY = "likely"  # its numbers or its name say so
    POSSIBLE = "possible"  # nothing speaks against it


class Why(StrEnum):
    """What a candidate rests on."""

    ANSWERED = "answered"  # the role's own question
    PICTURE = "picture"  # a picture has come
    GREY = "grey"  # a picture without colour has come: perhaps an infra-red eye
    LISTED = "listed"  # a service of the system that looks after it says so
    NAMED = "named"  # its numbers or its name; it was not asked, or did not answer
    SILENT = "silent"  # it answers nothing, as a code scanner does
    THROUGH = "through"  # it works with another device


@dataclass(frozen=True)
class Candidate:
    """A role that a thing can have: what `[devices.<role>]` would say. None stands for a setting that must not stay."""

    role: str
    model: str
    settings: Mapping[str, str | int | float | bool | None]
    confidence: Confidence
    why: Why
    told: str = ""  # what it has told of itself; alike in every language
    found: Found | None = None


@dataclass(frozen=True)
class Progress:
    """How far the looking or asking has come."""

    done: int
    total: int
    what: str  # the kind that is looked for, or the name of what is asked


Report = Callable[[Progress], None]


def quiet(_: Progress) -> None:
    """Reports to nobody."""


def look(progress: Report = quiet, system: "System | None" = None) -> list[Found]:
    """All that is plugged in. Never raises: what could not be looked for is in the list, with the reason.

    Loaded when it is called, as models are: what is behind it is heavy, and the brain shall not know it.
    """
    return import_module("drivers.finding.looking").look(progress, system)


def probe(found: Found, system: "System | None" = None) -> list[Candidate]:
    """What one thing can be, the best first, after the harmless questions. Never raises."""
    return import_module("drivers.finding.probing").probe(found, system)


def probe_all(
    found: Sequence[Found], progress: Report = quiet, system: "System | None" = None, *, ask: bool = True
) -> list[Candidate]:
    """The same for many, one after the other, within a total limit; with `ask` False only by numbers and names."""
    return import_module("drivers.finding.probing").probe_all(found, progress, system, ask=ask)
