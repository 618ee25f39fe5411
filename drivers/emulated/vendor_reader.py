"""An ID-card reader that comes with its maker's library: the emulated reader, and a library that only it has.

The library is compiled from `vendor_reader.c` and has the functions of libsdtapi and of libtermb. It is a real shared
library: it finds the reader at a node beside itself, and hangs or crashes in the process that has loaded it.
"""

import os
import shutil
import subprocess
import tempfile
from enum import StrEnum
from functools import cache
from pathlib import Path

from drivers.emulated.card_reader import CardReader

COMPILE_WITHIN = 60.0  # seconds


class Bug(StrEnum):
    """What a library does wrong, as the library reads it."""

    HANGS = "hangs"  # in whichever call is next, for ever
    CRASHES = "crashes"  # and takes its process with it
    GIVES_LESS = "less"  # than a card holds
    PRINTS = "prints"  # to the output of its process


class VendorReader(CardReader):
    """The reader is at `library`.port, whatever port number the library is asked for."""

    def __init__(self, library: Path, *, finds_again: bool = False) -> None:
        super().__init__(library.with_name(f"{library.name}.port"), None, finds_again=finds_again)
        self.library = library
        self._bug = library.with_name(f"{library.name}.trouble")

    def break_library(self, bug: Bug | None) -> None:
        """From its next call on; None: it is sound again."""
        if bug is None:
            self._bug.unlink(missing_ok=True)
        else:
            self._bug.write_text(bug, encoding="ascii")

    def _appear(self) -> None:
        self.library.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.library.with_name(f".{self.library.name}.{os.getpid()}")
        shutil.copy(_compiled(), fresh)
        fresh.replace(self.library)
        super()._appear()

    def _vanish(self) -> None:
        super()._vanish()
        for file in (self.library, self._bug):
            file.unlink(missing_ok=True)


@cache
def _compiled() -> Path:
    """The compiled library, made once for this program's version and left to the system's temporary folder's end."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise OSError("the emulated reader with a library needs a C compiler: apt install gcc libc6-dev")
    source = Path(__file__).with_name("vendor_reader.c")
    made = Path(tempfile.gettempdir()) / f"hall-kiosk-reader-{os.getuid()}-{source.stat().st_mtime_ns:x}.so"
    if not made.exists():
        fresh = made.with_suffix(f".{os.getpid()}")
        words = [compiler, "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o", fresh, source]
        subprocess.run(words, check=True, timeout=COMPILE_WITHIN)
        fresh.replace(made)
    return made
