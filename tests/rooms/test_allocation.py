"""Memory that was freed goes back to the system, however many threads had it."""

import subprocess
import sys

from tests.rooms.test_house import ROOT

HOLD = """
import sys, threading
from kiosk.allocation import frugal
if sys.argv[1] == "frugal":
    assert frugal()
import ctypes
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
inside, leave = threading.Barrier(17), threading.Event()
def hold():
    libc.free(libc.malloc(1000))
    inside.wait()
    leave.wait()
threads = [threading.Thread(target=hold) for _ in range(16)]
for one in threads: one.start()
inside.wait()
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
leave.set()
"""


def test_threads_share_two_arenas():
    plain, frugal = (_arenas(way) for way in ("plain", "frugal"))
    assert frugal <= 2 < plain


def _arenas(way):
    """How many arenas malloc_info(3) tells of."""
    run = subprocess.run([sys.executable, "-c", HOLD, way], cwd=ROOT, capture_output=True, text=True, check=True)
    return run.stdout.count("<heap nr=")
