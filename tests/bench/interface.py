"""The running program measured from outside: first screen, tap to changed pixels, memory."""

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

import numpy as np

from kiosk.housekeeping import QUIET
from screens import tokens
from tests.bench.figure import Figure
from tests.demo.hall import KIOSK, Hall, hall
from tests.demo.resident import Pace, Pane, Resident, density, letters
from tests.demo.screen import Screen
from tests.demo.signs import Signs
from tests.demo.visits import lowest

INCHES = 21.5
TYPE_MM = (tokens.LARGE, tokens.TITLE, tokens.GREAT, tokens.TITLE * 0.85)
START = 60.0  # seconds until the first screen
REST = 0.7  # seconds between two taps: each finds the program at rest
LOST = 2.0  # seconds after which a tap counts as lost
PATCH = 24  # pixels round a finger that are watched for a change
EDGE = 60  # pixels on either side of the field that are not
TAPS = "YLBXSFZGJJYLBX"
WARM_UP, VISITS = 3, 3  # visits: the first ones fill what is kept for all, such as fonts and pictures

# What is promised, on a machine with two cores and no graphics card.
DRAWN_WITHIN = 15.0  # s
FELT_MEDIAN, FELT_P95 = 100.0, 200.0  # ms; up to 0.1 s an answer is felt as immediate (R. B. Miller, 1968)
TYPED_MEDIAN, TYPED_P95 = 200.0, 400.0  # ms; a search and a new list belong to it
KIOSK_MEMORY = 280.0  # MiB
GROWTH = 8.0  # MiB


class Box(NamedTuple):
    """A part of the screen, in pixels."""

    left: int
    top: int
    width: int
    height: int

    @classmethod
    def round(cls, x: int, y: int) -> "Box":
        return cls(x - PATCH, y - PATCH, 2 * PATCH, 2 * PATCH)


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, hall(Path(folder) / "hall") as place:
        begun = time.monotonic()
        place.open()
        with closing(Screen(place.display)) as screen:
            resident = _resident(screen, Path(folder))
            resident.sees(_SAY("welcome.start"), within=START)
            drawn = time.monotonic() - begun
            resident.waits_until_still()
            return [
                Figure("from start to the first screen", drawn, "s", DRAWN_WITHIN),
                *_memory(place, resident),
                *_taps(screen, resident),
            ]


_SAY = Signs("zh")


def _resident(screen: Screen, folder: Path) -> Resident:
    pane = Pane("kiosk", 0, 0, *KIOSK, letters(TYPE_MM, density(*KIOSK, INCHES)))
    return Resident(screen, pane, folder, [], lambda _: None, Pace(reaction=0.3, calm=0.2))


def _memory(place: Hall, resident: Resident) -> list[Figure]:
    """After visits that looked around, and how much it grows with more of them."""
    at_first = _rested(place, resident, WARM_UP)
    later = _rested(place, resident, VISITS)
    whole, face = sum(later.values()), max(later.values())
    return [
        Figure(f"memory of the kiosk after {WARM_UP + VISITS} visits, all its processes (PSS)", whole, "MiB"),
        Figure("… of its main process", face, "MiB", KIOSK_MEMORY),
        Figure(f"… its growth over the last {VISITS} visits", face - max(at_first.values()), "MiB", GROWTH),
    ]


def _rested(place: Hall, resident: Resident, visits: int) -> dict[int, float]:
    """The memory of each process when nobody is there any more: the program tidies up between two residents."""
    for _ in range(visits):
        _look_around(resident)
    time.sleep(3 * QUIET)
    return _kiosk(place)


def _look_around(resident: Resident) -> None:
    resident.presses(_SAY("welcome.start"))
    resident.presses(_SAY("home.search"))
    resident.types("YLBX")
    resident.presses(_SAY("footer.exit"))
    resident.sees(_SAY("welcome.start"))


def _kiosk(place: Hall) -> dict[int, float]:
    """Each process of the kiosk itself (not of the dock) and its proportional share of memory, in MiB."""
    found = {}
    for process in place.processes():
        command = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
        if b"demo" not in command and b"devices" not in command:
            found[process] = _share(process)
    return found


def _share(process: int) -> float:
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise LookupError(f"process {process} does not tell its memory")


def _taps(screen: Screen, resident: Resident) -> list[Figure]:
    """Keys of the search: the key answers the finger, and what was typed appears when it is lifted."""
    resident.presses(_SAY("welcome.start"))
    resident.presses(_SAY("home.search"))
    resident.waits_until_still()
    keys = {key: resident.sees_one(key, lowest).middle for key in sorted(set(TAPS))}
    field = resident.sees(_SAY("search.field"))
    typed = Box(EDGE, field.top, KIOSK.width - 2 * EDGE, field.height)
    downs, ups = [], []
    for key in TAPS:
        time.sleep(REST)
        downs.append(_change(screen, Box.round(*keys[key]), lambda key=key: screen.down(*keys[key])))
        time.sleep(REST / 4)
        ups.append(_change(screen, typed, screen.up))
    return [
        *_figures("finger down to changed pixels", downs, FELT_MEDIAN, FELT_P95),
        *_figures("finger up to what was typed", ups, TYPED_MEDIAN, TYPED_P95),
    ]


def _change(screen: Screen, box: Box, act: Callable[[], None]) -> float:
    """Milliseconds from the act to the first changed pixel in the box."""
    before = screen.picture(*box)
    begun = time.perf_counter()
    act()
    while np.array_equal(before, screen.picture(*box)):
        if time.perf_counter() - begun > LOST:
            raise TimeoutError("a tap has changed nothing")
    return (time.perf_counter() - begun) * 1000


def _figures(name: str, times: list[float], usual: float, worst: float) -> list[Figure]:
    p95 = quantiles(times, n=20, method="inclusive")[-1]
    return [
        Figure(f"{name}, median of {len(times)}", median(times), "ms", usual),
        Figure(f"{name}, 95 of 100", p95, "ms", worst),
    ]
