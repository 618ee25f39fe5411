"""Which terminal this is: the facts about itself that a journey may know."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Terminal:
    id: str
    hall: str  # id of the hall or village point where it stands
    roles: frozenset[str] = frozenset()  # device roles that are configured: card, code, camera, receipt


@dataclass(frozen=True)
class Registered:
    """What the platform knows of the terminal that asks."""

    id: str
    hall: str
    hall_name: str
