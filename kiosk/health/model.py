"""What is known of a device's health, as data: nothing here asks a device anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from drivers import About, Fault, Status
from kiosk.health.flaws import Flaw


class Level(StrEnum):
    """The three levels of a health check (UnifiedPOS, CheckHealth)."""

    INTERNAL = "internal"  # the device is asked about itself; nothing moves
    EXTERNAL = "external"  # the real thing is done: a slip printed, a card read, a frame seen
    INTERACTIVE = "interactive"  # a technician says what is to be seen, heard or felt


class Verdict(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"  # nobody could tell: never counted as passed


@dataclass(frozen=True)
class Finding:
    """What one test of one device, or of one part of the machine, has come to."""

    subject: str  # a role, "platform", "network" or "system"
    level: Level
    verdict: Verdict
    at: datetime
    seconds: float = 0.0  # how long the test took
    fault: Fault | None = None
    detail: str = ""  # for technicians; never anything of a resident
    values: Mapping[str, str] = field(default_factory=dict[str, str])  # what was measured, ready to show
    flaw: Flaw | None = None  # what is wrong beside a fault of the device; where the test has passed, a warning
    part: str = ""  # of "network" and "system": which one, such as "disk"

    @property
    def name(self) -> str:
        """The name of what is wrong, a key of the texts `remedy`; empty where nothing is."""
        return str(self.fault or self.flaw or "")

    @property
    def wrong(self) -> bool:
        """Whether somebody has to act: it failed, or it has a name and did not pass."""
        return self.verdict is Verdict.FAILED or (self.verdict is Verdict.UNKNOWN and bool(self.name))

    @property
    def warns(self) -> bool:
        return self.verdict is Verdict.PASSED and bool(self.name)


@dataclass(frozen=True)
class DeviceView:
    """One line of the overview."""

    role: str
    model: str  # the driver's name
    status: Status
    about: About = field(default_factory=About)
    last_test: Finding | None = None
    last_fault: Fault | None = None
    last_fault_at: datetime | None = None
    counters: Mapping[str, int] = field(
        default_factory=dict[str, int]
    )  # "reads", "prints", "faults" … since the first start
