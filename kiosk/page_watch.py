"""Where a page lies in a live picture: found beside whoever shows the picture, who never waits for it."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from drivers.camera import Frame

if TYPE_CHECKING:
    from drivers.vision.pages import Found


class PageWatch:
    """One thread, idle until somebody looks. It keeps outlines, and no picture longer than it takes to find one.

    `look` belongs to one thread. An outline is some tenths of a second older than the picture it is drawn over.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "pages")
        self._looking: Future[Found] | None = None
        self._found: Found | None = None

    def look(self, frame: Frame) -> "Found | None":
        """What was found last, None before the first; this picture is next, if none is looked at. Returns at once."""
        if self._looking is None or self._looking.done():
            self._found = self._looking.result() if self._looking else None
            self._looking = self._thread.submit(_find, frame)
        return self._found

    def close(self) -> None:
        """What is looked at now is looked at to its end."""
        self._thread.shutdown(cancel_futures=True)


def _find(frame: Frame) -> "Found":
    from drivers.vision.pages import find_page  # on this thread: loading what finds takes a moment

    return find_page(np.ascontiguousarray(frame.pixels))
