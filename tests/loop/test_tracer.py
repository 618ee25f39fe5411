"""The trace of a room: one device at a time, for minutes, bounded, and gone when the next visit begins."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from drivers import DeviceError
from drivers.tracing import Direction, Told
from kiosk.jobs import Jobs
from kiosk.pool import Desk
from kiosk.room import tracer as room
from kiosk.room.tracer import Tracer
from kiosk.steps.common import Home, Welcome
from tests.loop.hall import Hall

AT = datetime(2026, 7, 2, 9, 30, tzinfo=UTC)
SAID = Told(Direction.SENT, "AA AA", "find a card")


class Wire:
    """A device that can be traced."""

    def __init__(self):
        self.tell = None

    def trace(self, tell):
        self.tell = tell


class Bench:
    def __init__(self):
        self.now = 0.0
        self.card, self.receipt = Wire(), Wire()
        devices = {"card": self.card, "receipt": self.receipt, "camera": object()}
        self.tracer = Tracer(devices, lambda: AT, lambda: self.now)


@pytest.fixture
def bench():
    return Bench()


def test_lines_are_numbered_and_told_in_milliseconds_since_the_beginning(bench):
    bench.now = 5.0
    bench.tracer.start("card")
    for seconds in (5.0, 5.25):
        bench.now = seconds
        bench.card.tell(SAID)
    trace = bench.tracer.trace()
    assert [(line.number, line.milliseconds, line.told) for line in trace.lines] == [(1, 0.0, SAID), (2, 250.0, SAID)]
    assert (trace.role, trace.begun, trace.on, trace.lost) == ("card", AT, True, 0)
    assert trace.until - trace.begun == timedelta(seconds=room.SECONDS)


def test_another_device_ends_the_trace_of_the_first(bench):
    bench.tracer.start("card")
    bench.card.tell(SAID)
    bench.tracer.start("receipt")
    assert bench.card.tell is None
    assert bench.tracer.trace().lines == ()
    assert bench.tracer.of("card").until is None
    assert bench.tracer.of("receipt").until == AT + timedelta(seconds=room.SECONDS)


def test_what_has_no_wire_cannot_be_traced(bench):
    for role in ("camera", "nothing"):
        assert not bench.tracer.of(role).possible
        with pytest.raises(DeviceError):
            bench.tracer.start(role)


@pytest.mark.parametrize("by", ["the device's next word", "a look"])
def test_a_trace_ends_by_itself_and_what_it_told_can_still_be_looked_at(bench, by):
    bench.tracer.start("card")
    bench.card.tell(SAID)
    tell, bench.now = bench.card.tell, room.SECONDS
    if by != "a look":
        tell(SAID)
    trace = bench.tracer.trace()
    assert (trace.on, len(trace.lines)) == (False, 1)
    assert bench.card.tell is None
    assert bench.tracer.of("card").until is None


def test_a_word_that_was_on_its_way_when_the_trace_ended_is_not_kept(bench):
    bench.tracer.start("card")
    tell = bench.card.tell
    bench.tracer.stop()
    tell(SAID)
    assert bench.tracer.trace() is None
    bench.tracer.start("card")
    tell(SAID)
    assert bench.tracer.trace().lines == ()


def test_it_never_grows_beyond_its_bounds(bench):
    bench.tracer.start("card")
    for _ in range(room.LINES + 5):
        bench.card.tell(SAID)
    trace = bench.tracer.trace()
    assert (len(trace.lines), trace.lost, trace.lines[-1].number) == (room.LINES, 5, room.LINES + 5)
    for _ in range(500):
        bench.card.tell(Told(Direction.HEARD, "·· " * 300))
    assert sum(len(line.told.shown) + len(line.told.words) for line in bench.tracer.trace().lines) <= room.LETTERS


def test_a_device_may_tell_while_somebody_looks_and_stops(bench):
    bench.tracer.start("card")
    going, broken = threading.Event(), []

    def talk(tell):
        while not going.is_set():
            try:
                tell(SAID)
            except Exception as error:  # noqa: BLE001 - whatever it is, the test tells
                return broken.append(error)
        return None

    talkers = [threading.Thread(target=talk, args=(bench.card.tell,)) for _ in range(3)]
    for talker in talkers:
        talker.start()
    for _ in range(200):
        trace = bench.tracer.trace()
        assert [line.number for line in trace.lines] == list(range(trace.lost + 1, trace.lost + len(trace.lines) + 1))
    bench.tracer.stop()
    going.set()
    for talker in talkers:
        talker.join()
    assert broken == []


def test_no_visit_of_a_resident_is_traced(bench, tmp_path):
    hall = Hall(tmp_path)
    try:
        desk = Desk(bench.tracer, hall.kiosk.post, Jobs(hall.journal), bench.tracer.stop)
        hall.kiosk.hands = {**hall.kiosk.hands, "trace": desk}
        hall.until(Welcome)
        bench.tracer.start("card")
        hall.kiosk.start()  # somebody has left the room: the next one may come
        assert isinstance(hall.kiosk.step, Welcome)
        assert bench.card.tell is None
        assert bench.tracer.trace() is None
        hall.press()
        hall.until(Home)
        assert bench.card.tell is None
    finally:
        hall.stop()
