"""Times that can be booked, and the bookings."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from kiosk.model.catalogue import Names


@dataclass(frozen=True)
class Slot:
    """Half an hour of one day."""

    id: str
    day: date
    start: time
    end: time
    left: int  # places left; 0: shown, not bookable


class AppointmentState(StrEnum):
    BOOKED = "booked"
    CANCELLED = "cancelled"
    CHECKED_IN = "checkedIn"
    MISSED = "missed"


@dataclass(frozen=True)
class Appointment:
    id: str = field(repr=False)
    code: str = field(repr=False)  # six digits to say at the window
    item_code: str
    item_name: str
    hall_name: str
    windows: tuple[str, ...]
    slot: Slot
    state: AppointmentState = AppointmentState.BOOKED
    item_names: Names = ()
    hall_names: Names = ()
