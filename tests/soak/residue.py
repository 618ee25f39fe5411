"""What a running process holds on to: memory, threads, handles, and marked people's names and numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

CHUNK = 1 << 24  # bytes read at once


@dataclass(frozen=True)
class Size:
    memory: float  # MiB, proportional share
    threads: int
    handles: int


def size(process: int) -> Size:
    home = Path(f"/proc/{process}")
    rollup = dict(line.split(":", 1) for line in (home / "smaps_rollup").read_text().splitlines()[1:])
    status = dict(line.split(":", 1) for line in (home / "status").read_text().splitlines())
    return Size(int(rollup["Pss"].split()[0]) / 1024, int(status["Threads"]), len(list((home / "fd").iterdir())))


def remembered(process: int, forms: Iterable[tuple[str, bytes]]) -> list[str]:
    """Which of the forms stand in any writable memory of a process, each once with where it was found."""
    found, forms = {}, list(forms)
    longest = max(len(data) for _, data in forms)
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for begin, end, name in _writable(process):
            for piece in _pieces(memory, begin, end, longest):
                found |= {what: f"{what} ({name})" for what, data in forms if what not in found and data in piece}
    return sorted(found.values())


def _writable(process: int) -> list[tuple[int, int, str]]:
    spans = []
    for line in Path(f"/proc/{process}/maps").read_text().splitlines():
        where, rights, *_, name = [*line.split(maxsplit=5), "no file"][:6]
        if "w" in rights and name not in {"[vvar]", "[vsyscall]"}:
            begin, end = (int(half, 16) for half in where.split("-"))
            spans.append((begin, end, name.strip()))
    return spans


def _pieces(memory, begin: int, end: int, overlap: int):
    while begin < end:
        try:
            memory.seek(begin)
            piece = memory.read(min(CHUNK, end - begin))
        except OSError:  # gone meanwhile, or a device's
            return
        if not piece:
            return
        yield piece
        begin += max(len(piece) - overlap, 1) if begin + len(piece) < end else len(piece)
