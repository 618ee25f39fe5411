"""How the C library hands out memory: a program that runs for a year with thirty threads gives back what it freed."""

import ctypes

# Parameters of mallopt(3), GNU C library.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
ARENAS = 2  # instead of eight per core: most threads wait, and each arena keeps what it once had
GIVEN_BACK = 128 * 1024  # bytes: a block from this size goes back to the system when it is freed


def frugal() -> bool:
    """Call before the first thread starts. False where the C library is another one."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    wanted = ((M_ARENA_MAX, ARENAS), (M_TRIM_THRESHOLD, GIVEN_BACK), (M_MMAP_THRESHOLD, GIVEN_BACK))
    taken = [mallopt(parameter, value) for parameter, value in wanted]
    return all(taken)
