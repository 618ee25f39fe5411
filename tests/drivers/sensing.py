"""How the tests wait for a sensor: polled in slices, as its worker does, with a deadline."""

import time
from pathlib import Path

import pytest

from drivers import DeviceError
from tests.waiting import wait_until

SLICE = 0.05  # seconds


def reading_of(sensor):
    """The first thing that the sensor reads."""
    return wait_until(lambda: sensor.poll(SLICE))


def fault_of(sensor):
    """The fault with which polling the sensor ends."""
    with pytest.raises(DeviceError) as caught:
        reading_of(sensor)
    return caught.value.fault


def handles():
    """How many files this process holds open."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def seconds_of(task):
    """How long a task takes."""
    begun = time.monotonic()
    task()
    return time.monotonic() - begun
