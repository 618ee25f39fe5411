"""A resident made of software: looks at the screen, reads what is written there, and presses it with a finger."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from math import ceil, hypot
from pathlib import Path

import numpy as np
from PIL import Image

from tests.demo.eyes import SURE, Seen, Sight
from tests.demo.screen import Screen

PATIENCE = 20.0  # seconds for which something is looked for
IGNORED = 2.0  # seconds after which a press without any effect counts as not noticed
TRIES = 3
LOOK_AGAIN = 0.1  # seconds between two looks
STILL = 3.0  # seconds after which a screen that goes on moving is taken as it is
CLOSER = 4  # every so many looks letters of every size are looked for, and not only the usual ones: it takes long
ANY_SIZE = tuple(range(18, 100))  # pixels
MOST_PAGES = 6
MM_PER_INCH = 25.4


class NotSeen(AssertionError):  # noqa: N818 - it tells what did not happen
    """Something that should be on the screen has not come."""


@dataclass(frozen=True)
class Pane:
    """One of the two windows: where it is (pixels), and in what sizes its letters come (pixels per em)."""

    name: str
    left: int
    top: int
    width: int
    height: int
    sizes: tuple[int, ...]


@dataclass(frozen=True)
class Pace:
    """How hasty somebody is, in seconds."""

    reaction: float = 0.5  # what a person needs at least between seeing and pressing
    calm: float = 0.4  # without a change, after which a screen counts as drawn


@dataclass(frozen=True)
class Moment:
    """One thing done, and how long it took."""

    what: str
    seconds: float
    picture: str = ""


def letters(millimetres: tuple[float, ...], px_per_mm: float) -> tuple[int, ...]:
    """Sizes of letters in pixels, as they come out on a panel."""
    return tuple(sorted({ceil(one * px_per_mm) for one in millimetres}))


def density(width: int, height: int, inches: float) -> float:
    """Pixels per millimetre of a panel."""
    return hypot(width, height) / (inches * MM_PER_INCH)


class Resident:
    """Looks at one pane at a time. Whatever is done is told in a sentence, and timed."""

    def __init__(
        self,
        screen: Screen,
        pane: Pane,
        folder: Path,
        moments: list[Moment],
        tell: Callable[[str], None],
        pace: Pace | None = None,
        *,
        here: tuple[str, ...] = (),
    ) -> None:
        """`here`: what is written where one presses who is asked whether they are still there."""
        self._screen, self._pane, self._folder = screen, pane, folder
        self._moments, self._tell, self._pace, self._here = moments, tell, pace or Pace(), here

    def look(self) -> np.ndarray:
        pane = self._pane
        return self._screen.picture(pane.left, pane.top, pane.width, pane.height)

    def find(self, text: str) -> list[Seen]:
        """Where the text stands now, the surest first: in the usual letters, or else in letters of any size."""
        picture = self.look()
        return Sight(picture, self._pane.sizes).find(text) or Sight(picture, ANY_SIZE).find(text)

    def sees(self, *texts: str, within: float = PATIENCE) -> Seen:
        """Waits until all of these are on the screen; where the last one is. Raises NotSeen."""
        begun = time.monotonic()
        found: list[list[Seen]] = [[]]
        for look in count():
            if all(found):
                break
            waited = time.monotonic() - begun
            sight = Sight(self.look(), ANY_SIZE if look % CLOSER == CLOSER - 1 else self._pane.sizes)
            found = [sight.find(text) for text in texts]
            if not all(found) and (asked := [place for text in self._here for place in sight.find(text)]):
                self._press(asked[0])
                self._note("says that somebody is still there", 0.0)
            if not all(found) and waited > within:
                missing = next(text for text, seen in zip(texts, found, strict=True) if not seen)
                self.photograph("not-seen")
                raise NotSeen(f"“{missing}” has not come on the {self._pane.name} within {within:g} s")
            time.sleep(LOOK_AGAIN)
        self._note(f"sees “{texts[-1]}” on the {self._pane.name}", time.monotonic() - begun)
        return self._surest(found[-1])

    def presses(
        self,
        text: str,
        *,
        within: float = PATIENCE,
        which: Callable[[list[Seen]], Seen] | None = None,
        once: bool = False,
    ) -> None:
        """Waits for the text, and a moment longer, as people do; then presses the middle of it.

        When nothing at all happens it is pressed again, but for what must be done `once`.
        """
        self.sees(text, within=within)
        self.waits_until_still()
        time.sleep(self._pace.reaction)
        found = self.find(text) or [self.sees(text, within=within)]  # a question may have come over it
        place = (which or self._surest)(found)
        for _ in range(TRIES):
            before = self.look()
            self._press(place)
            self._note(f"presses “{text}”", 0.0)
            if once or self._has_changed(before):
                return
            self._note("nothing has happened", IGNORED)

    def _has_changed(self, before: np.ndarray) -> bool:
        """Whether the screen becomes another one."""
        end = time.monotonic() + IGNORED
        while time.monotonic() < end:
            self.waits_until_still()
            if not np.array_equal(before, self.look()):
                return True
        return False

    def sees_one(self, text: str, which: Callable[[list[Seen]], Seen]) -> Seen:
        """Of all places where the text stands, one."""
        self.sees(text)
        return which(self.find(text))

    def leafs_to(self, text: str, forward: str) -> None:
        """Turns pages until the text is there, and presses it."""
        for _ in range(MOST_PAGES):
            self.waits_until_still()
            if self.find(text):
                break
            self.presses(forward)
        self.presses(text)

    def types(self, keys: str) -> None:
        """Presses keys of the keyboard on the screen, one after the other."""
        for key in keys:
            self.presses(key, which=lowest)

    def waits_until_still(self) -> None:
        """Nothing has moved for a while; or it goes on moving for so long that it is taken as it is."""
        end = time.monotonic() + STILL
        before, since = self.look(), time.monotonic()
        while time.monotonic() < min(end, since + self._pace.calm):
            time.sleep(LOOK_AGAIN)
            now = self.look()
            if not np.array_equal(before, now):
                before, since = now, time.monotonic()

    def photograph(self, name: str) -> None:
        """Keep what is to be seen now, as the next picture."""
        self.waits_until_still()
        number = len(list(self._folder.glob("*.png"))) + 1
        file = f"{number:02}-{name}.png"
        Image.fromarray(self.look()).save(self._folder / file)
        self._note(f"keeps a picture: {file}", 0.0, file)

    def _press(self, seen: Seen) -> None:
        x, y = seen.middle
        self._screen.press(self._pane.left + x, self._pane.top + y)

    def _note(self, what: str, seconds: float, picture: str = "") -> None:
        self._moments.append(Moment(what, seconds, picture))
        self._tell(what)

    @staticmethod
    def _surest(found: list[Seen]) -> Seen:
        return max(found, key=lambda seen: seen.sure)


def lowest(found: list[Seen]) -> Seen:
    return max((seen for seen in found if seen.sure >= SURE), key=lambda seen: seen.top)
