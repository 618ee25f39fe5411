"""A PC/SC service of one's own: Debian's pcscd with a virtual reader, on a socket in a folder, apart from the system's.

It is the real service, started with what systemd would hand it (a listening socket), a configuration of its own and
no USB readers. Its virtual reader (vsmartcard-vpcd) is kept off every network by `local_vpcd.c`. It ends with this
process in whatever way that ends.
"""

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

READER = "Emulated Social Card Reader"
PORT = 1  # of the reader's first slot, a name in the folder; the second slot is the next one and stays empty
COMPILE_WITHIN = 60.0  # seconds
END_WITHIN = 5.0  # seconds
LONGEST = 100  # characters of a socket's path that the kernel and the PC/SC library both take

_LIBRARIES = "/usr/lib/pcsc/drivers/serial"
_START = """
exec 3<&0 0</dev/null
sh -c 'exec env LISTEN_PID=$$ LISTEN_FDS=1 "$@"' sh "$@" &
read line <"/dev/fd/$LIFELINE"
kill -9 $!
wait
"""
_CONFIG = """FRIENDLYNAME "{reader}"
DEVICENAME   /dev/null:{port:#x}
LIBPATH      {library}
CHANNELID    {port:#x}
"""


class NotInstalledError(OSError):
    """A program or library that the emulated reader needs is missing; the message names its Debian package."""


class Pcscd:
    """`start` and `stop` it from one thread. Its clients find it at `socket` (PCSCLITE_CSOCK_NAME)."""

    def __init__(self, path: Path) -> None:
        self.socket = path
        if len(str(path)) > LONGEST:
            raise ValueError(f"the path of a socket may have {LONGEST} characters: {path}")
        self._folder = Path()
        self._listener: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._lifeline = -1

    @property
    def reader(self) -> Path:
        """Where a card is connected to the reader."""
        return self._folder / str(PORT)

    def open(self) -> None:
        """Offer the socket; whoever calls waits until the service runs. Raises OSError."""
        if self._listener is None:
            self.socket.unlink(missing_ok=True)
            self._folder = Path(tempfile.mkdtemp(prefix="card-"))
            self._listener = socket.socket(socket.AF_UNIX)
            self._listener.bind(str(self.socket))
            self._listener.listen()

    def close(self) -> None:
        """Stop it, and take the socket away."""
        self.stop()
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.close()
            self.socket.unlink(missing_ok=True)
            shutil.rmtree(self._folder, ignore_errors=True)

    def start(self, *, reader: bool = True) -> None:
        """Run it, with its reader or without. Raises NotInstalledError, OSError."""
        assert self._listener is not None
        self.stop()
        command = [_program(), "--foreground", "--critical", "--config", str(self._configured(reader=reader))]
        ours, self._lifeline = os.pipe()
        environment = {
            **os.environ,
            "LIFELINE": str(ours),
            "LD_PRELOAD": str(_shim()),
            "VPCD_FOLDER": str(self._folder),
            "PCSCLITE_HP_DROPDIR": str(self._folder / "no-usb"),
        }
        try:
            self._process = subprocess.Popen(
                ["sh", "-c", _START, "sh", *command], stdin=self._listener.fileno(), stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, pass_fds=(ours,), env=environment, start_new_session=True,
            )  # fmt: skip
        finally:
            os.close(ours)

    def stop(self) -> None:
        """End it, as a crash would. Its socket stays: calls wait for the next start."""
        process, self._process = self._process, None
        if process is not None:
            os.close(self._lifeline)
            process.wait(END_WITHIN)
            self.reader.unlink(missing_ok=True)

    def _configured(self, *, reader: bool) -> Path:
        """The folder with the configuration of the readers there are to be."""
        (self._folder / "no-usb").mkdir(exist_ok=True)
        (self._folder / "readers").mkdir(exist_ok=True)
        file = self._folder / "readers" / "one"
        with suppress(FileNotFoundError):
            file.unlink()
        if reader:
            file.write_text(_CONFIG.format(reader=READER, port=PORT, library=_library()), encoding="utf-8")
        return file.parent


def installed() -> None:
    """Raises NotInstalledError when something is missing that a service of one's own needs."""
    for needed in (_program, _library, _compiler):
        needed()


def _program() -> str:
    found = shutil.which("pcscd") or shutil.which("pcscd", path="/usr/sbin:/sbin")
    if found is None:
        raise NotInstalledError("the emulated smartcard reader needs pcscd: apt install pcscd")
    return found


def _library() -> Path:
    found = next(iter(sorted(Path(_LIBRARIES).glob("libifdvpcd.so*"))), None)
    if found is None:
        raise NotInstalledError("the emulated smartcard reader needs a virtual one: apt install vsmartcard-vpcd")
    return found


def _compiler() -> str:
    found = shutil.which("cc") or shutil.which("gcc")
    if found is None:
        raise NotInstalledError("the emulated smartcard reader needs a C compiler: apt install gcc libc6-dev")
    return found


@cache
def _shim() -> Path:
    """The compiled `local_vpcd.c`, made once for this process in a folder that nobody else can write to."""
    folder = Path(tempfile.mkdtemp(prefix="card-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    source, made = Path(__file__).with_name("local_vpcd.c"), folder / "local_vpcd.so"
    subprocess.run([_compiler(), "-shared", "-fPIC", "-O2", "-o", made, source], check=True, timeout=COMPILE_WITHIN)
    return made
