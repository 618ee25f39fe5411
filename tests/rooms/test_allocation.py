"""Memory that was freed goes back to the system, however many threads had it, and says nothing of what was in it."""

import hashlib
import os
import re
import subprocess
import sys

import pytest

from kiosk.allocation import FORGETFUL, TUNABLES, forgetful
from tests.rooms.test_house import ROOT
from tests.soak.residue import remembered

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


SECRET = """
import hashlib, os, sys, threading
def hold():
    secret = hashlib.sha256(str(os.getpid()).encode()).hexdigest()
    kept = [f"{secret}{number}" for number in range(1000)], secret.encode("utf-16-le"), bytearray(secret, "ascii") * 500
for _ in range(3):
    one = threading.Thread(target=hold)
    one.start()
    one.join()
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("wiping", [False, True])
def test_what_a_program_has_freed_is_overwritten(wiping):
    environment = forgetful() if wiping else {name: text for name, text in os.environ.items() if name not in FORGETFUL}
    found = [_left(environment) for _ in range(30)]  # a stack that is kept keeps something in one of seven
    assert [bool(one) for one in found] == [not wiping] * len(found), found


def _left(environment):
    """What a program in this environment still has of its secret."""
    command = [sys.executable, "-c", SECRET]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"ready\n"
        secret = hashlib.sha256(str(holder.pid).encode()).hexdigest()
        found = remembered(holder.pid, [(charset, secret.encode(charset)) for charset in ("ascii", "utf-16-le")])
        holder.stdin.close()
    return found


def test_a_forgetful_program_keeps_the_tunables_that_somebody_has_set():
    told = forgetful({TUNABLES: "glibc.malloc.arena_max=2"})
    assert told[TUNABLES].split(":") == ["glibc.malloc.arena_max=2", *FORGETFUL[TUNABLES].split(":")]
    assert forgetful(told) == told


def test_the_service_starts_the_program_in_the_environment_that_it_would_choose():
    unit = (ROOT / "deploy" / "hall-kiosk.service").read_text(encoding="utf-8")
    (line,) = re.findall(r"^Environment=(.*)$", unit, re.MULTILINE)
    assert dict(part.split("=", 1) for part in line.split()) == FORGETFUL


ANEW = """
import os
from kiosk.allocation import become_forgetful
become_forgetful()
print(os.environ["PYTHONMALLOC"])
"""


def test_the_kiosk_begins_anew_to_be_forgetful():
    plain = {name: text for name, text in os.environ.items() if name not in FORGETFUL}
    command = [sys.executable, "-c", ANEW]
    told = subprocess.run(command, cwd=ROOT, env=plain, capture_output=True, text=True, check=True)
    assert told.stdout == "malloc\n"


TWICE = """
import os, sys
from kiosk.allocation import begin_anew
if "COME" not in os.environ:
    os.environ["COME"] = "once"
    print("first", os.getpid(), flush=True)
    begin_anew()
print("again", os.getpid(), sys.argv[1:])
"""


def test_a_program_that_begins_anew_is_the_same_process_with_the_same_words():
    command = [sys.executable, "-c", TWICE, "run", "--config", "x"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    (first, one), (again, other, *words) = told[0].split(), told[1].split()
    assert (first, again) == ("first", "again")
    assert one == other
    assert words == ["['run',", "'--config',", "'x']"]
