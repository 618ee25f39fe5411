"""How one test becomes a finding: it is timed, and whatever a device raises is what the test has found."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from drivers import DeviceError, Fault, Status
from kiosk.health.flaws import Flaw
from kiosk.health.model import Finding, Level, Verdict
from kiosk.texts import Words

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What a test has come to, before anybody has asked for when and how long."""

    verdict: Verdict = Verdict.PASSED
    fault: Fault | None = None
    flaw: Flaw | None = None
    detail: str = ""
    values: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Clock:
    """The clocks of a test: one that only goes on, the one on the wall, and how it waits."""

    seconds: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone()
    rest: Callable[[float], None] = time.sleep  # between two looks


@dataclass(frozen=True)
class Bench:
    """What a real test may use beside the device."""

    words: Words
    wait: float  # seconds that somebody is given to present something
    terminal: str = ""
    clock: Clock = field(default_factory=Clock)


_NOTHING: Mapping[str, str] = {}


def failed(
    fault: Fault | None = None, flaw: Flaw | None = None, detail: str = "", values: Mapping[str, str] = _NOTHING
) -> Outcome:
    return Outcome(Verdict.FAILED, fault, flaw, detail, values)


def passed(flaw: Flaw | None = None, detail: str = "", values: Mapping[str, str] = _NOTHING) -> Outcome:
    """With a flaw it is a warning."""
    return Outcome(Verdict.PASSED, None, flaw, detail, values)


def unknown(flaw: Flaw | None = None, detail: str = "", values: Mapping[str, str] = _NOTHING) -> Outcome:
    """Nobody could tell. With a flaw somebody has to act, without one there is just nothing that could be asked."""
    return Outcome(Verdict.UNKNOWN, None, flaw, detail, values)


def told(status: Status) -> dict[str, str]:
    """A status as values to show."""
    parts = {"state": status.state, "paper": status.paper, "battery": status.battery}
    return {name: str(value) for name, value in parts.items() if value is not None}


def finding(subject: str, level: Level, test: Callable[[], Outcome], clock: Clock, part: str = "") -> Finding:
    """Run a test. What a device raises is no accident here: it is what was to be found out."""
    at, begun = clock.now(), clock.seconds()
    try:
        outcome = test()
    except DeviceError as error:
        outcome = failed(error.fault, detail=error.detail)
    except Exception as error:  # noqa: BLE001 - whatever breaks, the next test is made, and this one is told
        log.error("the test of %s broke: %s", subject, type(error).__name__)  # noqa: TRY400 - its message may say much
        outcome = failed(Fault.HARDWARE_ERROR, detail=f"the program broke: {type(error).__name__}")
    took = clock.seconds() - begun
    return Finding(
        subject,
        level,
        outcome.verdict,
        at,
        took,
        outcome.fault,
        outcome.detail,
        outcome.values,
        outcome.flaw,
        part,
    )
