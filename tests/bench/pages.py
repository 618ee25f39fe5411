"""How many pages are found, how exactly, how often something else is taken for one, and how long a picture takes.

One thread, its own time. Other sets: `BENCH_PAGES=40 BENCH_SEED=5 python -m tests.bench pages`.
"""

import os
import time
from dataclasses import dataclass, field

import cv2
import numpy as np

from drivers.document_camera import page_in
from drivers.emulated.camera_pictures import LAID
from drivers.emulated.desk import desk, with_sheet
from drivers.emulated.sheets import A4
from drivers.vision.cleaning import clean
from drivers.vision.pages import Sight, find_page, straighten
from drivers.vision.upright import turned, turns_to_upright
from tests.bench.figure import Figure
from tests.bench.hard_pages import CONDITIONS, Shot, shots

PAGES = 8  # under each condition
SEED = 2025  # the finder's limits were chosen on 3, 100, 200, 300, 301; a shadow's edge here led to one rule more
NEAR = 12  # pixels; a corner further off has cut the document or left some of the desk
FOUND, CUT_OFF = 95, 80  # per cent
ERROR = 1.0  # pixels, of 1920
LARGE = 2592, 1944  # pixels, what the driver asks for
CAPTURED = 400  # milliseconds
UPRIGHT = 90  # per cent of the pages that were laid down turned by a quarter
MILLISECONDS = 120  # of one 1080p picture, 95th percentile: a capture takes three pictures and one of these


@dataclass
class Row:
    """What has come of one condition."""

    shown: int = 0
    whole: int = 0
    cut_off: int = 0
    wrong: int = 0
    errors: list[float] = field(default_factory=list)

    def count(self, shot: Shot, sight: Sight, error: float) -> None:
        self.shown += 1
        right = shot.condition.page == "whole" and error <= NEAR
        taken = sight is Sight.WHOLE or (sight is Sight.CUT_OFF and shot.condition.page == "none")
        self.wrong += taken and not right
        self.cut_off += sight is Sight.CUT_OFF
        if sight is Sight.WHOLE and right:
            self.whole += 1
            self.errors.append(error)


@dataclass
class Tally:
    rows: dict[str, Row] = field(default_factory=lambda: {condition.name: Row() for condition in CONDITIONS})
    finding: list[float] = field(default_factory=list)  # milliseconds
    making: list[float] = field(default_factory=list)  # … to straighten, turn and clean
    lying: int = 0  # pages that have to be turned
    righted: int = 0  # … and are
    misturned: int = 0  # pages turned to where they do not stand upright

    def of(self, page: str) -> list[Row]:
        return [self.rows[condition.name] for condition in CONDITIONS if condition.page == page]


def error_of(shot: Shot, corners: np.ndarray) -> float:
    """Pixels by which the worst corner is off, whichever of the page's corners is called the first."""
    assert shot.corners is not None
    return min(float(np.linalg.norm(np.roll(shot.corners, by, axis=0) - corners, axis=1).max()) for by in range(4))


def measure(count: int, seed: int) -> Tally:
    tally, threads = Tally(), cv2.getNumThreads()
    cv2.setNumThreads(1)
    for shot in shots(count, seed):
        begun = time.thread_time()
        found = find_page(shot.picture)
        tally.finding.append(1000 * (time.thread_time() - begun))
        there = found.corners is not None and shot.corners is not None
        error = error_of(shot, found.corners) if there else np.inf
        tally.rows[shot.condition.name].count(shot, found.sight, error)
        if found.sight is Sight.WHOLE and error <= NEAR:
            _make(shot, found.corners, tally)
    cv2.setNumThreads(threads)
    return tally


def _make(shot: Shot, corners: np.ndarray, tally: Tally) -> None:
    begun = time.thread_time()
    page = straighten(shot.picture, corners)
    turns = turns_to_upright(page)
    clean(turned(page, turns))
    tally.making.append(1000 * (time.thread_time() - begun))
    needed = -int(np.argmin(np.linalg.norm(corners - shot.corners[0], axis=1))) % 4
    tally.lying += needed != 0
    tally.righted += needed != 0 and turns == needed
    tally.misturned += turns not in {0, needed}


def run(count: int | None = None, seed: int | None = None) -> list[Figure]:
    """Measure, print the table, and hold what we promise against its limits."""
    count = count or int(os.environ.get("BENCH_PAGES", PAGES))
    seed = seed or int(os.environ.get("BENCH_SEED", SEED))
    tally = measure(count, seed)
    _print(tally, count, seed)
    whole, partly, none = (tally.of(page) for page in ("whole", "partly", "none"))
    errors = [error for row in whole for error in row.errors]
    return [
        Figure("pages found", _share(whole, "whole"), "%", FOUND, at_least=True),
        Figure("pages partly outside, said to be so", _share(partly, "cut_off"), "%", CUT_OFF, at_least=True),
        Figure(f"pages cut wrongly, of {sum(row.shown for row in whole + partly)}", _wrong(whole + partly), "", 0),
        Figure(f"desks without a page on which one was seen, of {sum(row.shown for row in none)}", _wrong(none), "", 0),
        Figure("worst corner of a page, median", float(np.median(errors)), "px", ERROR),
        Figure("worst corner of a page, worst of all", max(errors), "px", NEAR),
        Figure("finding a page in one 1080p picture, p95", _p95(tally.finding), "ms", MILLISECONDS),
        Figure("straightening, turning and cleaning it, p95", _p95(tally.making), "ms", MILLISECONDS),
        Figure(f"finding, straightening and turning in {LARGE[0]}×{LARGE[1]}", _large(), "ms", CAPTURED),
        Figure("turned pages set upright", 100 * tally.righted / tally.lying, "%", UPRIGHT, at_least=True),
        Figure("pages turned the wrong way up", tally.misturned, "", 0),
    ]


def _share(rows: list[Row], what: str) -> float:
    return 100 * sum(getattr(row, what) for row in rows) / sum(row.shown for row in rows)


def _p95(times: list[float]) -> float:
    return float(np.percentile(times, 95))


def _large() -> float:
    """Milliseconds from a picture as large as document cameras give it to the page, beside the shots themselves."""
    view, threads = with_sheet(desk(*LARGE), A4, LAID), cv2.getNumThreads()
    cv2.setNumThreads(1)
    times = []
    for _ in range(5):
        begun = time.thread_time()
        assert page_in(view).found
        times.append(1000 * (time.thread_time() - begun))
    cv2.setNumThreads(threads)
    return float(np.median(times))


def _wrong(rows: list[Row]) -> int:
    return sum(row.wrong for row in rows)


def _print(tally: Tally, count: int, seed: int) -> None:
    print(f"{count} pictures of each kind, seed {seed}; pixels of 1920")
    print(f"{'':14}{'whole':>7}{'cut off':>9}{'wrong':>7}{'median':>8}{'worst':>8}")
    for name, row in tally.rows.items():
        errors = f"{np.median(row.errors):8.2f}{max(row.errors):8.2f}" if row.errors else ""
        print(f"{name:14}{row.whole:7}{row.cut_off:9}{row.wrong:7}{errors}")


if __name__ == "__main__":
    for figure in run():
        print(f"{figure.name:66}{figure.value:8.2f} {figure.unit:3}{'' if figure.ok else '  over its limit'}")
