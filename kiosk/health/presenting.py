"""Real tests of what residents present something to: a test card, a smartcard, the test code.

Of what is read only its kind and whether it is the test code come out of here; never a number, a name or a text.
"""

from typing import Any, TypeVar

from drivers import Sensor
from drivers.code import Code
from kiosk.documents.test_slip import TEST_CODE
from kiosk.health.flaws import Flaw
from kiosk.health.trial import Bench, Outcome, failed, passed, unknown

SLICE = 0.2  # seconds of one look at the sensor
ADDED = "the scanner adds characters to the code: look for its prefix, suffix and AIM identifier"
CHANGED = "the scanner changes Chinese characters: look for its output charset"

Reading = TypeVar("Reading")


def card(device: Sensor[Any], bench: Bench) -> Outcome:
    """Reads a card that somebody lays down. Any card will do: only its kind is told."""
    read = presented(device, bench)
    return nothing(bench) if read is None else passed(values={"kind": str(getattr(read, "kind", "read"))})


def code(device: Sensor[Code], bench: Bench) -> Outcome:
    """Reads the test code, which a test slip and a test page carry, and holds it against what it should say."""
    read = presented(device, bench)
    return nothing(bench) if read is None else judged(read)


def judged(read: Code) -> Outcome:
    """Whether a scanner has read the test code as it stands."""
    values = {"symbology": read.symbology, "bytes": str(len(read.data))}
    if read.text == TEST_CODE:
        return passed(values=values)
    if TEST_CODE in read.text:
        return failed(flaw=Flaw.CODE_ALTERED, detail=ADDED, values=values)
    if TEST_CODE.split()[0].encode("ascii") in read.data:  # every charset leaves that word as it is
        return failed(flaw=Flaw.CODE_ALTERED, detail=CHANGED, values=values)
    return unknown(Flaw.OTHER_CODE, "a code was read, but it is not the test code", values=values)


def presented(device: Sensor[Reading], bench: Bench) -> Reading | None:
    """What somebody presents in time. The sensor listens only meanwhile. Raises DeviceError."""
    end = bench.clock.seconds() + bench.wait
    device.arm()
    read = None
    while read is None and bench.clock.seconds() < end:
        read = device.poll(SLICE)
    device.disarm()
    return read


def nothing(bench: Bench) -> Outcome:
    return unknown(Flaw.NOTHING_PRESENTED, f"nothing was presented within {bench.wait:.0f} s")
