"""Training: the same program with pretend people and devices, in a folder of its own; asked for by a file."""

import shutil
import socket
from pathlib import Path

from kiosk.config.loading import Config, read
from kiosk.config.tables import with_value
from kiosk.storage.safely import remove_safely, write_safely

LEFT_ALONE = 900.0  # seconds without anybody, after which training ends by itself: it serves nobody
_WANTED, _FOLDER = "training-wanted", "training"
_PLACE, _PORT = "state/training", "port = 19101"  # as the template has them


class Training:
    """What a terminal's storage folder knows of it."""

    def __init__(self, config: Config) -> None:
        self._config, folder = config, Path(config.storage.folder)
        self._wanted, self._folder = folder / _WANTED, folder / _FOLDER

    def want(self) -> None:
        """The next start of the program is one for training. Raises OSError."""
        write_safely(self._wanted, "")

    def taken(self) -> bool:
        """Whether this start is to be one for training; the next one is not, whatever becomes of this one."""
        if not self._wanted.exists():
            return False
        remove_safely(self._wanted)
        return True

    def prepared(self, template: Path) -> Path:
        """A configuration for it: the template's people and devices, this terminal's panel and language.

        What earlier trainings have left is gone. Raises OSError.
        """
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        text = read(template).replace(_PLACE, str(self._folder)).replace(_PORT, f"port = {port}")
        for name in ("panel_inches", "panel_bottom_mm", "language"):
            text = with_value(text, "terminal", name, getattr(self._config.terminal, name))
        file = self._folder / "kiosk.toml"
        write_safely(file, text)
        return file
