"""Who has a device open, read from /proc: so that no port is opened that another program holds.

Open files of other users are hidden from whoever is not root; their locks are not, and every careful program locks
the ports it uses.
"""

import os
import re
import socket
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from drivers.finding import Holder
from drivers.finding.system import inside, text

THIS_PROGRAM = ("run_kiosk.py", "drivers.camera._capture")
_ESTABLISHED = "01"
_LOCK = re.compile(r"^\d+: \S+\s+\S+\s+\S+\s+(?P<process>\d+) (?P<place>[0-9a-f]+:[0-9a-f]+:\d+) ", re.MULTILINE)


def of(nodes: Iterable[str], proc: Path = Path("/proc")) -> dict[str, Holder]:
    """The holders of those nodes that are held."""
    wanted = {os.path.realpath(node): node for node in nodes}
    held: dict[str, Holder] = {}
    for process in [one for one in inside(proc) if one.name.isdigit()]:
        for target in _open_files(process):
            if target in wanted:
                held.setdefault(wanted[target], _holder(process))
    return _locked(wanted, proc) | held


def _open_files(process: Path) -> list[str]:
    targets: list[str] = []
    for one in inside(process / "fd"):
        try:
            targets.append(str(one.readlink()))
        except OSError:
            continue  # closed in between
    return targets


def _locked(wanted: Mapping[str, str], proc: Path) -> dict[str, Holder]:
    """By the list of locks, where a file stands as major:minor:inode."""
    places = {place: node for real, node in wanted.items() if (place := _place(real))}
    found = ((places.get(one["place"]), one["process"]) for one in _LOCK.finditer(text(proc / "locks") + "\n"))
    return {node: _holder(proc / process) for node, process in found if node}


def _place(path: str) -> str:
    try:
        there = os.stat(path)  # noqa: PTH116 - next to realpath, on paths as text
    except OSError:
        return ""
    return f"{os.major(there.st_dev):02x}:{os.minor(there.st_dev):02x}:{there.st_ino}"


def _holder(process: Path) -> Holder:
    number = int(process.name)
    words = text(process / "cmdline").replace("\0", " ")
    return Holder(
        number, text(process / "comm") or "?", number == os.getpid() or any(one in words for one in THIS_PROGRAM)
    )


def connected(host: str, port: int, proc: Path = Path("/proc")) -> bool:
    """Whether a program of this machine has a connection to that address: a printer serves one host at a time."""
    try:
        answers = socket.getaddrinfo(host, port, socket.AF_INET, socket.SOCK_STREAM)
    except OSError:
        return False
    wanted = {f"{_kernel_order(str(address[0]))}:{port:04X}" for *_, address in answers}
    lines = text(proc / "net/tcp").splitlines()[1:]
    return any(line.split()[2] in wanted and line.split()[3] == _ESTABLISHED for line in lines)


def _kernel_order(address: str) -> str:
    """An address as /proc/net/tcp has it: the bytes in the machine's own order."""
    packed = socket.inet_aton(address)
    return (packed[::-1] if sys.byteorder == "little" else packed).hex().upper()
