"""The ways of writing that this machine offers, got ready in the background: nobody waits for them at the start."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Self

from kiosk.writing.building import build
from kiosk.writing.components import Components
from kiosk.writing.draft import Engine, Way
from kiosk.writing.handwriting import Handwriting
from kiosk.writing.lacking import MODEL, STROKES, Lacking, missing
from kiosk.writing.librime import Rime
from kiosk.writing.pinyin import pinyin
from kiosk.writing.strokes import strokes
from kiosk.writing.tables import PAGE

log = logging.getLogger(__name__)

REST = 2.0  # seconds after the start in which the first screen has the machine for itself
STOP = 10.0  # seconds; rime may be reading its tables


class Writing:
    """Until it is started there are only letters. Its engines belong to the UI thread as soon as they are there."""

    def __init__(self, folder: Path = Path(), *, rest: float = REST, model: Path = MODEL) -> None:
        """In `folder` rime keeps its tables: nothing of what anybody types."""
        self._folder, self._rest, self._model = folder, rest, model
        self._engines: dict[Way, Engine] = {}
        self._coming: frozenset[Way] = frozenset()
        self._rime: Rime | None = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Say what is missing, and get ready what is there."""
        self._coming = frozenset({Way.PINYIN, Way.STROKES, Way.HAND})
        self._thread = threading.Thread(target=self._get_ready, name="writing", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(STOP)
        for engine in self._engines.values():
            engine.close()
        self._engines.clear()
        if self._rime is not None:
            self._rime.close()
            self._rime = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def ready(self) -> bool:
        """Whether all has come that will come."""
        return not self._coming

    def ways(self) -> tuple[Way, ...]:
        """What there is, and what is being got ready."""
        return tuple(way for way in Way if way is Way.LETTERS or way in self._engines or way in self._coming)

    def engine(self, way: Way) -> Engine | None:
        """None for letters, and for what is not ready."""
        return self._engines.get(way)

    def clear(self) -> None:
        """Forget what was written by whatever way."""
        for engine in self._engines.values():
            engine.clear()

    def _get_ready(self) -> None:
        if self._stopping.wait(self._rest):
            return
        for lack in missing():
            log.warning("not everything can be written: %s", lack)
        self._try(self._hand, {Way.HAND})
        if not self._stopping.is_set():
            self._try(self._keys, {Way.PINYIN, Way.STROKES})

    def _try(self, make: Callable[[], dict[Way, Engine]], ways: set[Way]) -> None:
        try:
            self._engines |= make()
        except (Lacking, OSError) as error:
            log.warning("no writing by %s: %s", " and ".join(sorted(ways)), error)
        self._coming -= ways

    def _hand(self) -> dict[Way, Engine]:
        components = Components(STROKES) if STROKES.is_file() else None
        return {Way.HAND: Handwriting(components, self._model)}

    def _keys(self) -> dict[Way, Engine]:
        build(self._folder, self._stopping)
        if self._stopping.is_set():
            return {}
        self._rime = Rime(self._folder, PAGE)
        return {Way.PINYIN: pinyin(self._rime), Way.STROKES: strokes(self._rime)}
