"""The hall of the demonstration: a fresh display, a fresh folder, and `run_kiosk.py demo` as a program of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from screens.display import Size, virtual

ROOT = Path(__file__).parents[2]
KIOSK = Size(1080, 1920)  # pixels
DOCK = Size(900, 1920)
END = 10.0  # seconds the programs are given to end


class Hall:
    """What stands in it: the display by its name, the folder for all that is kept, the running program."""

    def __init__(self, display: str, folder: Path) -> None:
        self.display = display
        self.state = folder / "state"
        self.config = folder / "demo.toml"
        self.log = folder / "program.log"
        self._program: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        """Start the program."""
        self.config.write_text(_config(self.state), encoding="utf-8")
        environment = {**os.environ, "DISPLAY": self.display, "PYTHONUNBUFFERED": "1"}
        with self.log.open("ab") as log:
            self._program = subprocess.Popen(
                [sys.executable, "run_kiosk.py", "demo", "--config", str(self.config)],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def running(self) -> bool:
        return self._program is not None and self._program.poll() is None

    def processes(self) -> list[int]:
        """The program and everything it has started, by process id, however deep."""
        return _family(self._program.pid) if self._program else []

    def process(self, command: str) -> int:
        """Of "run", the process that has brain, hands and face; of "devices", the dock that lays down the cards."""
        asked = f"run_kiosk.py\0{command}\0--config\0{self.config}".encode()
        return next(one for one in self.processes() if asked in Path(f"/proc/{one}/cmdline").read_bytes())

    def kill(self) -> None:
        """Pull the plug of the whole terminal: nobody gets time to tidy up."""
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        if self._program is not None:
            self._program.wait(END)
            self._program = None


@contextmanager
def hall(folder: Path) -> Iterator[Hall]:
    """A hall that leaves nothing running. Whatever an earlier one kept in `folder` is gone."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with virtual(Size(KIOSK.width + DOCK.width, KIOSK.height)) as display:
        place = Hall(display, folder)
        try:
            yield place
        finally:
            place.kill()


def _config(state: Path) -> str:
    """The demonstration's configuration, with its state and its printers' ports elsewhere."""
    text = (ROOT / "config" / "demo.toml").read_text(encoding="utf-8")
    demo = tomllib.loads(text)
    folder = demo["storage"]["folder"]
    for role in ("receipt", "page"):
        port = f"port = {demo['devices'][role]['port']}"
        assert port in text
        text = text.replace(port, f"port = {free_port()}")
    return text.replace(f'"{folder}', f'"{state}')


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def _family(parent: int) -> list[int]:
    """A process and its descendants, children first."""
    try:
        children = Path(f"/proc/{parent}/task").glob("*/children")
        below = [int(child) for file in children for child in file.read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [one for child in below for one in _family(child)] + [parent]
