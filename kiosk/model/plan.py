"""The plan of a hall: where its windows and what else people look for are, in metres from the lower left corner.

`x` goes to the right and `y` upwards, as it is drawn.
"""

from collections.abc import Iterable
from dataclasses import dataclass

Names = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Corner:
    x: float
    y: float


@dataclass(frozen=True)
class Room:
    """A space within walls; the first one is usually the hall itself."""

    corners: tuple[Corner, ...]
    name: str = ""
    names: Names = ()


@dataclass(frozen=True)
class Spot:
    """A window: its number, as it is written above it, and in words how to get there from the entrance."""

    number: str
    x: float
    y: float
    way: str = ""
    ways: Names = ()


@dataclass(frozen=True)
class Landmark:
    """Something that helps to find one's way; `kind` is one of KINDS, and others are passed over."""

    kind: str
    x: float
    y: float
    name: str = ""
    names: Names = ()


@dataclass(frozen=True)
class Stand:
    """Where a terminal stands, by its id at the platform."""

    terminal: str
    x: float
    y: float


KINDS = ("entrance", "desk", "toilet", "seats", "lift", "ramp")


@dataclass(frozen=True)
class Plan:
    width: float
    depth: float
    rooms: tuple[Room, ...]
    windows: tuple[Spot, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    terminals: tuple[Stand, ...] = ()


@dataclass(frozen=True)
class Directions:
    """To some windows of a hall, from where somebody stands."""

    plan: Plan
    windows: tuple[Spot, ...]  # to go to
    here: Stand | None = None

    @property
    def others(self) -> tuple[Spot, ...]:
        return tuple(spot for spot in self.plan.windows if spot not in self.windows)


def directions(plan: Plan | None, numbers: Iterable[str], terminal: str) -> Directions | None:
    """None where the plan does not show any of these windows, or there is none."""
    wanted = set(numbers)
    if plan is None or not (found := tuple(spot for spot in plan.windows if spot.number in wanted)):
        return None
    return Directions(plan, found, next((one for one in plan.terminals if one.terminal == terminal), None))


def mistakes(plan: Plan, numbers: Iterable[str]) -> list[str]:
    """What contradicts itself, or the hall's windows of these numbers."""
    known, shown = set(numbers), [spot.number for spot in plan.windows]
    found = [f"window {number} is no window of the hall" for number in shown if number not in known]
    found += [f"window {number} is shown twice" for number in sorted({n for n in shown if shown.count(n) > 1})]
    places = [
        *((f"window {one.number}", one) for one in plan.windows),
        *((f"{one.kind} {one.name}".strip(), one) for one in plan.landmarks),
        *((f"terminal {one.terminal}", one) for one in plan.terminals),
        *((f"a corner of room {number + 1}", one) for number, room in enumerate(plan.rooms) for one in room.corners),
    ]
    found += [
        f"{what} is outside of the plan" for what, at in places if not _within(at.x, plan.width, at.y, plan.depth)
    ]
    return list(dict.fromkeys(found))


def _within(x: float, width: float, y: float, depth: float) -> bool:
    return 0 <= x <= width and 0 <= y <= depth
