"""A reading that arrives while the step changes: told to whoever listens now, never to the next visit."""

from contextlib import contextmanager

import pytest

from drivers import DeviceError, Fault, Status
from kiosk.events import Answered, Failed
from kiosk.jobs import Jobs
from kiosk.storage.journal import Journal
from kiosk.worker import Worker
from tests.waiting import wait_until


class Sensor:
    """Reads one thing, once; `meanwhile` happens while it reads."""

    def __init__(self):
        self.meanwhile = lambda: None
        self.lies = "a card"
        self.forgotten = 0

    def open(self): ...
    def close(self): ...
    def arm(self): ...
    def disarm(self): ...

    def status(self):
        return Status()

    def forget(self):
        self.forgotten += 1

    def poll(self, seconds):
        read, self.lies = self.lies, None
        if read:
            self.meanwhile()
        return read


@contextmanager
def worker(sensor, folder):
    posted = []
    one = Worker("card", sensor, lambda event, turn: posted.append((event, turn)), Jobs(Journal(folder / "journal.db")))
    one.start()
    yield one, lambda: [(event.value, turn) for event, turn in posted if isinstance(event, Answered)]
    one.stop()


def test_a_reading_goes_to_the_turn_that_listens_when_it_is_there(tmp_path):
    sensor = Sensor()
    with worker(sensor, tmp_path) as (one, answers):
        sensor.meanwhile = lambda: one.listen(2)
        one.listen(1)
        wait_until(answers)
    assert answers() == [("a card", 2)]


@pytest.mark.parametrize("end", ["forgotten", "not listened to"])
def test_a_reading_of_a_visit_that_ends_meanwhile_reaches_nobody(tmp_path, end):
    sensor = Sensor()
    with worker(sensor, tmp_path) as (one, answers):

        def leave():
            if end == "forgotten":
                one.forget()
            else:
                one.listen(None)
            one.listen(2)

        sensor.meanwhile = leave
        one.listen(1)
        wait_until(lambda: sensor.lies is None)
        sensor.lies, sensor.meanwhile = "the next one's", lambda: None
        wait_until(answers)
    assert answers() == [("the next one's", 2)]


def test_a_worker_listens_once_its_device_is_armed_and_not_before():
    seen = []

    class Slow:
        def arm(self):
            seen.append(worker._listening)

        def disarm(self):
            seen.append(worker._listening)

    worker = Worker("code", Slow(), lambda *_: None, None)
    worker._listen(7)
    assert (seen, worker._listening) == ([None], 7)
    worker._listen(None)
    assert (seen, worker._listening) == ([None, 7], None)


def test_whoever_listens_to_a_device_that_cannot_be_armed_is_told():
    class Broken:
        def arm(self):
            raise DeviceError(Fault.NO_ANSWER)

    told = []
    worker = Worker("code", Broken(), lambda event, turn: told.append((type(event), turn)), None)
    with pytest.raises(DeviceError) as caught:
        worker._listen(7)
    worker._tell_listener(caught.value)
    assert told == [(Failed, 7)]
