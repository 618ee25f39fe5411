"""A changed configuration is on trial until the program has stayed up with it; when it does not, the last good one is
put back before the next start. Nothing has to be told to this: it compares the file with the text that was good.
"""

import logging
from contextlib import suppress
from pathlib import Path

from kiosk.config import keeping, writing
from kiosk.config.loading import read
from kiosk.config.mistakes import ConfigError
from kiosk.storage.safely import write_safely

log = logging.getLogger(__name__)


class Trial:
    def __init__(self, path: Path) -> None:
        """The text that was good last is kept beside the configuration: no secret ever stands in one."""
        self._path = path.resolve()
        self._good = keeping.folder_of(self._path).parent / f"good{path.suffix}"

    @property
    def on(self) -> bool:
        """Whether the program has not stayed up with this text yet, and has with another one."""
        with suppress(OSError, ConfigError):
            return self._good.is_file() and read(self._path) != read(self._good)
        return False

    def passed(self, text: str) -> None:
        """The program has stayed up with this text."""
        with suppress(OSError, ConfigError):
            if not self._good.is_file() or read(self._good) != text:
                self._good.parent.mkdir(exist_ok=True)
                write_safely(self._good, text, 0o600)

    def end(self) -> str:
        """Put the last good text back; the name under which the failed one is kept. Raises ConfigError."""
        preview = writing.replace(self._path, read(self._good))
        name = writing.write(preview)
        log.error("the program did not stay up with the changed configuration: the last good one is back")
        return name
