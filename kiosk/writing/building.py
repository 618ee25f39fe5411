"""Gets rime's folder ready in a process of its own: it takes seconds, and 70 MiB that a window need not keep."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Event

from kiosk.catalogue.pinyin import PinyinError
from kiosk.writing import tables
from kiosk.writing.lacking import SOUNDS, Lacking, data
from kiosk.writing.librime import Rime

PROJECT = Path(__file__).parents[2]
CALM = 10  # niceness: the first screen comes first
LOOK = 0.1  # seconds between two looks whether it is done


def build(folder: Path, stopping: Event) -> None:
    """Once for a machine; returns at once where it is done. Raises Lacking."""
    data(SOUNDS)
    if tables.prepared(folder):
        return
    command = [sys.executable, "-m", "kiosk.writing.building", str(folder.absolute())]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as child:
        while child.poll() is None:
            if stopping.wait(LOOK):
                child.terminate()
        if child.returncode and not stopping.is_set():
            lines = (child.stderr.read() if child.stderr else "").strip().splitlines()
            raise Lacking(f"rime's tables cannot be built: {lines[-1] if lines else child.returncode}")


def main(folder: Path) -> None:
    """The schemas and the dictionary, and the tables that rime makes of them."""
    os.nice(CALM)
    try:
        tables.prepare(folder, SOUNDS)
        Rime(folder, tables.PAGE).close()
    except (Lacking, PinyinError, OSError) as error:
        sys.exit(f"{type(error).__name__}: {error}")
    tables.mark(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
