"""Two levels of a health check (UnifiedPOS, CheckHealth): what a device says of itself, and doing the real thing.

Whoever calls has opened the device, and calls on the one thread that owns it.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from drivers import About, Device, Paper, State, Status
from kiosk.health import asking, presenting, printing, seeing, signalling
from kiosk.health.flaws import Flaw
from kiosk.health.model import Finding, Level
from kiosk.health.trial import Bench, Clock, Outcome, failed, finding, passed, told, unknown
from kiosk.texts import Words

REAL: Mapping[str, Callable[[Any, Bench], Outcome]] = {
    "card": presenting.card,
    "smartcard": presenting.card,
    "code": presenting.code,
    "camera": seeing.camera,
    "document_camera": seeing.document_camera,
    "receipt": printing.receipt,
    "page": printing.page,
    "lights": signalling.lights,
    "sound": signalling.sound,
    "voice": signalling.voice,
    "presence": signalling.presence,
    "ups": signalling.ups,
    "platform": asking.platform,
}
ASKABLE = frozenset({"card", "smartcard", "camera", "document_camera", "receipt", "page", "ups"})
# roles whose silence is a flaw: a scanner, a lamp or a loudspeaker can often not be asked at all

_NOT_WELL = frozenset({State.OFFLINE, State.POWER_OFF, State.NO_DEVICE, State.HARDWARE_ERROR, State.USER_ERROR})
_NO_PAPER = frozenset({Paper.OUT, Paper.JAMMED})


def internal(role: str, device: Device, *, clock: Clock = Clock()) -> Finding:  # noqa: B008 - it is frozen
    """What the device says of itself: its status, what it is, and whether both can be true. Nothing moves."""
    return finding(role, Level.INTERNAL, partial(_asked, role, device), clock)


def external(
    role: str,
    device: Any,
    words: Words,
    wait: float,
    *,
    terminal: str = "",
    clock: Clock = Clock(),  # noqa: B008 - it is frozen
) -> Finding:
    """The real thing: a slip printed, a card read, a frame seen. `wait` is how long somebody may take to present it.

    `device` is the role's driver; of "platform", its client.
    """
    bench = Bench(words, wait, terminal, clock)
    test = REAL.get(role)
    if test is None:
        return finding(role, Level.EXTERNAL, lambda: unknown(detail="there is no real test for this role"), clock)
    return finding(role, Level.EXTERNAL, partial(test, device, bench), clock)


def _asked(role: str, device: Device) -> Outcome:
    status = device.status()
    if status.fault is not None:
        return failed(status.fault, detail=status.detail, values=told(status))
    values = {**told(status), **_identity(getattr(device, "about", About)())}
    if why := contradiction(status):
        return failed(flaw=Flaw.CONTRADICTION, detail=why, values=values)
    if status.state is State.UNKNOWN:
        return unknown(Flaw.SILENT if role in ASKABLE else None, status.detail or "cannot be asked", values=values)
    return passed(Flaw.PAPER_LOW if status.paper is Paper.LOW else None, status.detail, values=values)


def contradiction(status: Status) -> str:
    """What cannot be true together in a status that has no fault."""
    if status.state in _NOT_WELL:
        return f"no fault, but its state is {status.state}"
    return f"no fault, but its paper is {status.paper}" if status.paper in _NO_PAPER else ""


def _identity(about: About) -> dict[str, str]:
    told = {"maker": about.maker, "model": about.model, "firmware": about.firmware, "serial": about.serial}
    return {name: value for name, value in told.items() if value}
