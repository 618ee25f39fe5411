"""How the C library hands out memory: a program that runs for a year with thirty threads gives back what it freed,
and what was freed is overwritten at once, so that no name of a resident stays behind in it.
"""

import ctypes
import os
import sys
from collections.abc import Mapping

# Parameters of mallopt(3), GNU C library.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
ARENAS = 2  # instead of eight per core: most threads wait, and each arena keeps what it once had
GIVEN_BACK = 32 * 1024  # bytes: a block from this size, such as a line of text, goes back to the system when freed

TUNABLES = "GLIBC_TUNABLES"
FORGETFUL = {
    "PYTHONMALLOC": "malloc",  # Python's own allocator never overwrites
    # The C library overwrites what is freed (mallopt(3), M_PERTURB), but for what its thread caches keep: none of them.
    TUNABLES: "glibc.malloc.tcache_count=0:glibc.malloc.perturb=165",
    # A function that is looked up when it is first called has the wide registers, and the copy of a name in them, saved
    # on a stack that the C library keeps for the next thread (ld.so(8)): all are looked up at the start.
    "LD_BIND_NOW": "1",
}


def frugal() -> bool:
    """Call before the first thread starts. False where the C library is another one."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    wanted = ((M_ARENA_MAX, ARENAS), (M_TRIM_THRESHOLD, GIVEN_BACK), (M_MMAP_THRESHOLD, GIVEN_BACK))
    taken = [mallopt(parameter, value) for parameter, value in wanted]
    return all(taken)


def give_back() -> None:
    """Whole pages that nothing needs any more go back to the system, wherever they lie (malloc_trim(3))."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def forgetful(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment in which a program overwrites whatever it frees."""
    tunables = [one for one in environment.get(TUNABLES, "").split(":") if one and one not in FORGETFUL[TUNABLES]]
    return {**environment, **FORGETFUL, TUNABLES: ":".join([*tunables, FORGETFUL[TUNABLES]])}


def become_forgetful() -> None:
    """Begin this program anew in that environment, unless it runs in it: an allocator is chosen at the very start."""
    if forgetful() != dict(os.environ):
        begin_anew()


def begin_anew() -> None:
    """This program once more, in the place of itself, from its very start."""
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], forgetful())  # noqa: S606 - itself
