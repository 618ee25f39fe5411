"""How often the program has come up and not stayed up. Counted in a file: a kill or a power cut counts, too."""

import json
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from pathlib import Path

from kiosk.storage.safely import remove_safely, write_safely

log = logging.getLogger(__name__)

REASON = "safeMode"  # why a terminal that starts safely serves nobody: a word that the texts know
MOST = 3  # starts in a row …
WITHIN = 600.0  # … in so many seconds, none of which stayed up …
STAYED = 60.0  # … for so long: the next one is a safe one


class Start(Enum):
    USUAL = "usual"
    AGAIN = "again"  # the one before did not stay up
    SAFE = "safe"  # several before did not: without devices, serving nobody


class Starts:
    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        self._file, self._now = folder / "starts.json", now

    def begin(self) -> Start:
        """Note that the program starts, and how it is to. After a safe one it is tried as usual again."""
        now = self._now()
        lately = [at for at in self._read() if 0 <= now - at < WITHIN]
        safely = len(lately) >= MOST
        with suppress(OSError):  # a disk that is full must not keep the terminal from starting
            write_safely(self._file, json.dumps([] if safely else [*lately, now]))
        if safely:
            log.error("ended %d times within %d s after its start: starts without devices", len(lately), WITHIN)
            return Start.SAFE
        return Start.AGAIN if lately else Start.USUAL

    def stayed(self) -> None:
        """It has been up for STAYED seconds, or was ended in an orderly way."""
        with suppress(OSError):
            remove_safely(self._file)

    def _read(self) -> list[float]:
        try:
            return [float(at) for at in json.loads(self._file.read_text(encoding="utf-8"))]
        except (OSError, ValueError, TypeError):
            return []
