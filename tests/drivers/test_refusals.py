"""What the system and the services say when they do not let a device be used, as faults: shared by many drivers."""

import errno

import pytest
import serial

from drivers import Fault
from drivers.ports import Line
from drivers.refusals import refusal, unopened
from drivers.smartcard import _codes
from tests.drivers.printing import fault_of


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (errno.EACCES, Fault.NOT_PERMITTED),
        (errno.EPERM, Fault.NOT_PERMITTED),
        (errno.EBUSY, Fault.IN_USE),
        (errno.EAGAIN, Fault.IN_USE),
        (errno.ENOENT, Fault.NO_DEVICE),
    ],
)
def test_a_node_that_cannot_be_opened_is_forbidden_held_or_gone(number, fault):
    assert refusal("/dev/nowhere", OSError(number, "as the kernel says")).fault is fault


@pytest.mark.parametrize(("number", "fault"), [(errno.EACCES, Fault.NOT_PERMITTED), (errno.EBUSY, Fault.IN_USE)])
def test_a_library_that_does_not_say_why_is_helped_by_trying_by_hand(monkeypatch, tmp_path, number, fault):
    def forbidden(*_):
        raise OSError(number, "as the kernel says")

    monkeypatch.setattr("drivers.refusals.os.open", forbidden)
    assert unopened(str(tmp_path)).fault is fault


def test_a_line_that_cannot_do_a_speed_is_broken(monkeypatch, tmp_path):
    def refused(*_, **__):
        raise ValueError("not a valid baudrate")

    monkeypatch.setattr(serial, "Serial", refused)
    assert fault_of(Line(str(tmp_path), 9600, find=str).open) is Fault.HARDWARE_ERROR


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (0x8010000B, Fault.IN_USE),
        (0x8010006A, Fault.NOT_PERMITTED),
        (0x80100069, Fault.MEDIA_REMOVED),
        (0x80100066, Fault.INVALID_MEDIA),
        (0x80100017, Fault.NO_DEVICE),
        (0x80100001, Fault.HARDWARE_ERROR),
    ],
)
def test_what_the_card_service_answers_is_told_as_a_fault(code, fault):
    assert _codes.error(code).fault is fault


@pytest.mark.parametrize(("path", "fault"), [("/usr/sbin/pcscd", Fault.NO_ANSWER), (None, Fault.DRIVER_MISSING)])
def test_a_card_service_that_does_not_run_and_one_that_is_not_installed_are_told_apart(monkeypatch, path, fault):
    monkeypatch.setattr("drivers.smartcard._codes.shutil.which", lambda *_, **__: path)
    assert _codes.error(_codes.NO_SERVICE).fault is fault
