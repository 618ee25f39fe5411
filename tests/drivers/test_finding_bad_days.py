"""Devices that are held, pulled, mute or gone when they are asked what they are: nothing raises, nothing hangs."""

import os
import time
from contextlib import suppress

import pytest

from drivers import DeviceError, Fault
from drivers.emulated.card_reader import CardReader
from drivers.emulated.scanner import Scanner
from drivers.emulated.wire import Wire
from drivers.finding import Confidence, Why, look, probe, probe_all, probing
from tests.drivers.asking import asked, listed, patient, plugged, reader_of
from tests.drivers.machine import Machine
from tests.drivers.sensing import handles


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_a_device_that_is_held_is_not_opened_and_still_has_its_name(machine):
    node = plugged(machine, "1eab:1a06")
    with Scanner(node) as scanner:
        machine.held(node, 99, "python run_kiosk.py")
        heard = []
        scanner._hear = heard.append
        (one,) = asked(machine)
        assert (one.confidence, one.why, one.found.fault) == (Confidence.LIKELY, Why.NAMED, Fault.IN_USE)
        assert not heard


def test_a_device_that_is_taken_between_listing_and_asking_is_left_alone(machine):
    node = plugged(machine)
    with CardReader(node) as reader:
        one = listed(machine)
        machine.held(node, 99, "python other.py")
        assert probe(one, machine.system) == []
        assert not reader.heard


def test_a_device_that_vanishes_between_listing_and_asking_raises_nothing(machine):
    with CardReader(plugged(machine)):
        one = listed(machine)
    assert probe(one, machine.system) == []


def test_a_device_that_is_pulled_in_the_middle_of_a_question_is_left_to_its_name(machine):
    with CardReader(reader_of(machine)) as reader, patient(machine):
        reader.on_command = lambda _: setattr(reader.trouble, "unplugged", True)
        (one,) = asked(machine)
        assert (one.role, one.confidence, one.why) == ("card", Confidence.LIKELY, Why.NAMED)


def test_a_line_that_takes_no_bytes_ends_within_its_limits(machine):
    """A wire whose other end is never read: what is sent fills the kernel's buffer and stays there."""
    wire = Wire(plugged(machine))
    wire.plug()
    try:
        handle = os.open(wire.path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        with suppress(BlockingIOError):
            while True:
                os.write(handle, bytes(4096))
        begun = time.monotonic()
        asked(machine)
        assert time.monotonic() - begun < probing.DEVICE_ANSWERS * 0.4 + 10
        os.close(handle)
    finally:
        wire.unplug()


def test_a_port_that_another_program_has_locked_is_not_spoken_to(machine):
    from drivers.ports import Line

    node = plugged(machine)
    with CardReader(node) as reader:
        one = listed(machine)
        other = Line(str(node), 9600)
        other.open()
        assert probe(one, machine.system) == []
        assert not reader.heard
        other.close()


def test_when_the_time_for_all_is_over_names_must_do(machine, monkeypatch):
    monkeypatch.setattr(probing, "TOTAL_LIMIT", 0.0)
    with Scanner(plugged(machine, "1eab:1a06")) as scanner:
        heard = []
        scanner._hear = heard.append
        (one,) = probe_all(look(system=machine.system), system=machine.system)
        assert (one.confidence, heard) == (Confidence.LIKELY, [])


def test_without_probing_nothing_is_opened(machine):
    with Scanner(plugged(machine, "1eab:1a06")) as scanner:
        heard = []
        scanner._hear = heard.append
        (one,) = probe_all(look(system=machine.system), system=machine.system, ask=False)
        assert (one.role, one.why, heard) == ("code", Why.NAMED, [])


def test_the_sure_come_before_the_likely_and_progress_is_told(machine):
    with CardReader(reader_of(machine)), patient(machine):
        machine.port("ttyACM0", machine.usb("1-3", "05e0:1701", product="Symbol")).touch()
        told = []
        found = [one for one in look(system=machine.system) if one.path]
        candidates = probe_all(found, told.append, machine.system)
    assert [one.confidence for one in candidates] == [Confidence.SURE, Confidence.LIKELY]
    assert [one.done for one in told] == list(range(len(found) + 1))


def test_asking_leaves_no_handle_open(machine):
    with CardReader(plugged(machine)) as reader:
        reader.trouble.mute = True
        one = listed(machine)
        machine.answer = 0.01
        probe(one, machine.system)
        before = handles()
        for _ in range(3):
            probe(one, machine.system)
        assert handles() == before


def test_a_file_that_is_no_port_is_refused(machine, tmp_path):
    from drivers.finding import lines

    (tmp_path / "file").touch()
    with pytest.raises(DeviceError) as caught, lines.kept(str(tmp_path / "file")):
        raise AssertionError
    assert caught.value.fault is Fault.NO_DEVICE
