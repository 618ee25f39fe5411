"""The door itself: a PIN goes in, a role comes out, or why not. Never on the UI thread: hashing takes its time."""

import logging
import math
from dataclasses import replace

from kiosk.credentials.model import Door, Refusal, Role
from kiosk.credentials.pins import BADGE, SAMPLES, Pins, PinsError
from kiosk.credentials.record import Record

log = logging.getLogger(__name__)

FREE = 3  # wrong tries in a row without a wait
FIRST_WAIT = 30.0  # seconds after the next wrong one; doubled by each further one …
LONGEST_WAIT = 3600.0  # … up to an hour
NOBODY = "nobody"  # who stands before the door


class Guard:
    """One thread at a time. `sample`: a demonstration, whose PINs are known and told at the door."""

    def __init__(self, pins: Pins, record: Record, *, sample: bool = False) -> None:
        self.pins, self.record = pins, record
        self.sample = SAMPLES[Role.TECHNICIAN] if sample else ""
        self.inside: Role | None = None

    def door(self) -> Door:
        """How it stands before anybody tries."""
        try:
            self._sample_pins()
            if not self.pins.any:
                return Door(Refusal.UNSET)
        except (PinsError, OSError) as error:
            log.error("the PINs cannot be used: %s", error)  # noqa: TRY400 - said in full already
            return Door(Refusal.UNSET)
        wrong, _ = self.record.wrong()
        if left := self._left():
            return Door(Refusal.LOCKED, seconds=left, sample=self.sample)
        return Door(tries=_tries(wrong), sample=self.sample)

    def enter(self, pin: str) -> Role | Door:
        """The role that this PIN opens the door for."""
        door = self.door()
        if door.refusal is not None:
            return door
        self.record.note_try()
        role = self.pins.role_of(pin)
        if role is None:
            self.record.note(NOBODY, "wrong PIN")
            left = self._left()
            tries = _tries(self.record.wrong()[0])
            return Door(Refusal.LOCKED if left else Refusal.WRONG, left, tries, self.sample)
        self.record.clear()
        self.inside = role
        self.record.note(role, "entered")
        return role

    def show_badge(self, badge: str) -> Role | Door:
        """The role whose badge this is. It opens a locked door, too: the lock is against guesses."""
        role = self.pins.role_of(badge) if badge.startswith(BADGE) else None
        if role is None:
            self.record.note_try()
            self.record.note(NOBODY, "wrong badge")
            return replace(self.door(), refusal=Refusal.BADGE)
        self.record.clear()
        self.inside = role
        self.record.note(role, "entered with a badge")
        return role

    def note(self, what: str) -> None:
        """Whoever is inside has done this."""
        self.record.note(self.inside or NOBODY, what)

    def leave(self) -> None:
        """Nobody is inside any more."""
        if self.inside is not None:
            self.record.note(self.inside, "left")
            self.inside = None

    def _sample_pins(self) -> None:
        if self.sample and not self.pins.any:
            for role, pin in SAMPLES.items():
                self.pins.set(role, pin)

    def _left(self) -> int:
        """Seconds until a locked door may be tried again; 0: now."""
        wrong, ago = self.record.wrong()
        return math.ceil(max(0.0, wait(wrong) - ago))


def wait(wrong: int) -> float:
    """Seconds that so many wrong tries in a row cost, counted from the last one."""
    if wrong < FREE:
        return 0.0
    return min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(wrong - FREE, 16))


def _tries(wrong: int) -> int:
    return max(1, FREE - wrong)
