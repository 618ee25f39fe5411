"""What should shine and sound at each moment of a visit, and whoever tells the lamps and the loudspeaker of it.

They lead the eye and call for attention; nothing is said by them alone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from drivers import Status
from drivers.lights import Flash, Lights, Place
from drivers.sound import Audible
from kiosk.calling import Call
from kiosk.services import Service
from kiosk.stage import Stage
from kiosk.step import Job, Step
from kiosk.steps.common import Sorry
from kiosk.steps.door import UnderMaintenance
from kiosk.steps.finding import PaperKind
from kiosk.steps.identity import Identify

LISTENING = {  # where the lamp is that asks for something to be laid down or shown
    "card": Place.CARD_READER,
    "smartcard": Place.CARD_READER,
    "code": Place.SCANNER,
    "document_camera": Place.SCANNER,
}
WORKING = {"receipt": Place.RECEIPT_PRINTER, "page": Place.DOCUMENT_PRINTER}  # where something is about to come out


AFAR = frozenset({Place.STATUS_GOOD, Place.STATUS_WARNING, Place.STATUS_BAD, Place.STATUS_SUPERVISOR})


def seen_from_afar(lamps: Iterable[str]) -> bool:
    """Whether one of these lamps, by their names, is there for others than who stands before the terminal."""
    return bool(AFAR & set(lamps))


@dataclass(frozen=True)
class Signals:
    """How every lamp shines, and what is to be heard once when this begins."""

    lamps: Mapping[Place, Flash]
    sound: Audible | None = None
    chime: Audible | None = None  # for staff, beside what the resident hears


def signals(stage: Stage) -> Signals:
    """All that shines and sounds at a moment."""
    called = stage.call is Call.COMING
    state = Flash.QUICK if called else Flash.CONTINUOUS
    lit = {**_work(stage.step), **_listening(stage), **_to_take(stage.step), _state(stage): state}
    if called:
        lit[Place.STATUS_SUPERVISOR] = Flash.QUICK
    lamps = {place: lit.get(place, Flash.OFF) for place in Place}
    return Signals(lamps, _sound(stage), Audible.CRITICAL if called else None)


def _listening(stage: Stage) -> dict[Place, Flash]:
    """A lamp flashes where something is waited for; never at a device that is out of order."""
    roles = [role for role in stage.step.listens if stage.health.get(role, Status()).ok]
    return {LISTENING[role]: Flash.MEDIUM for role in roles if role in LISTENING}


def _work(step: Step[Any]) -> dict[Place, Flash]:
    return {WORKING[step.to]: Flash.SLOW} if isinstance(step, Job) and step.to in WORKING else {}


def _to_take(step: Step[Any]) -> dict[Place, Flash]:
    """A steady lamp where paper hangs out, or should: every step that shows some has its `fate`."""
    if _fate(step) is None:
        return {}
    return {WORKING[getattr(step, "paper", PaperKind.SLIP)]: Flash.CONTINUOUS}


def _fate(step: Step[Any]) -> object:
    return getattr(step, "fate", None)


def _state(stage: Stage) -> Place:
    """Which of the three lamps of state is lit: bad when nobody can be served, warning when something is amiss."""
    offered = [service for service in stage.services.states if service is not Service.FIND]
    if isinstance(stage.step, UnderMaintenance) or (offered and not any(map(stage.services.works, offered))):
        return Place.STATUS_BAD
    return Place.STATUS_GOOD if all(status.ok for status in stage.health.values()) else Place.STATUS_WARNING


def _sound(stage: Stage) -> Audible | None:
    if stage.seconds_left is not None:  # a hall's own chime may last ten seconds: nothing talks over the voice for long
        return Audible.WARNING if stage.voice is None else None
    match stage.step:
        case Identify():
            return Audible.KEYPRESS  # the card may be taken away
        case Sorry():
            return Audible.ERROR
        case step:
            return None if _fate(step) is None else Audible.EXCLAMATION


class Owner(Protocol):
    """What is needed of a worker."""

    def tell(self, act: Callable[[Any], None]) -> None: ...


class Signaller:
    """Called with every stage, on the UI thread: it drops notes for the workers, and only when something changes.

    Either may be missing. A device that comes back, or that was tested, is told everything anew.
    """

    def __init__(self, lights: Owner | None = None, sound: Owner | None = None) -> None:
        self._lights, self._speaker = lights, sound
        self._shown: Mapping[Place, Flash] = {}  # what the lamps were told; empty while they are away
        self._sounded: Audible | None = None
        self._chimed: Audible | None = None

    def __call__(self, stage: Stage) -> None:
        now = signals(stage)
        if self._lights is not None:
            tested = isinstance(stage.step, Job) and stage.step.to == "lights"
            self._shine(self._lights, now.lamps, stage.health.get("lights"), tested=tested)
        self._play(now.sound, self._sounded)
        self._play(now.chime, self._chimed)
        self._sounded, self._chimed = now.sound, now.chime

    def _play(self, what: Audible | None, before: Audible | None) -> None:
        """Once, when it begins."""
        if self._speaker is not None and what is not None and what is not before:
            self._speaker.tell(partial(_play, what))

    def _shine(
        self, lights: Owner, lamps: Mapping[Place, Flash], status: Status | None, *, tested: bool = False
    ) -> None:
        if status is None or not status.ok or tested:
            self._shown = {}
            return
        changed = {place: flash for place, flash in lamps.items() if self._shown.get(place) is not flash}
        if changed:
            self._shown = lamps
            lights.tell(partial(_light, changed))


def _light(lamps: Mapping[Place, Flash], device: Lights) -> None:
    for place, flash in lamps.items():
        device.light(place, flash)


def _play(what: Audible, device: Any) -> None:
    device.play(what)
