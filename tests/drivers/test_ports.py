"""Serial ports: found by path and by USB numbers, opened at one border that knows only DeviceError."""

import termios
import time
from dataclasses import dataclass

import pytest

from drivers import DeviceError, Fault
from drivers.emulated.wire import Wire
from drivers.ports import CHUNK, Line, check_port, find
from tests.drivers.sensing import handles


@dataclass
class Plugged:
    device: str
    vid: int | None = None
    pid: int | None = None
    serial_number: str | None = None
    usb_device_path: str | None = None


READER = Plugged("/dev/ttyUSB0", 0x1A86, 0x7523, None, "/sys/1-1")
SCANNER = Plugged("/dev/ttyACM10", 0x1EAB, 0x1A06, "S77", "/sys/1-2")
SCANNER_SECOND_PORT = Plugged("/dev/ttyACM9", 0x1EAB, 0x1A06, "S77", "/sys/1-2")
TWIN = Plugged("/dev/ttyUSB1", 0x1A86, 0x7523, None, "/sys/1-3")
BUILT_IN = Plugged("/dev/ttyS0")


@pytest.fixture
def wire(tmp_path):
    wire = Wire(tmp_path / "port")
    wire.plug()
    yield wire
    wire.unplug()


@pytest.fixture
def line(wire):
    line = Line(str(wire.path), 115200)
    line.open()
    yield line
    line.close()


def fault_of(task):
    with pytest.raises(DeviceError) as caught:
        task()
    return caught.value.fault


@pytest.mark.parametrize(
    "port", ["/dev/ttyUSB0", "/dev/serial/by-id/usb-x", "1a86:7523", "1A86:7523", "1eab:1a06:S 7:7"]
)
def test_what_a_hall_may_write(port):
    assert check_port(port) is None


@pytest.mark.parametrize("port", ["", "COM3", "ttyUSB0", "1a86", "1a86:", "1a86:75230", "1a86:7523:"])
def test_what_a_hall_may_not_write_is_explained(port):
    assert "/dev/serial/by-id" in check_port(port)


def test_a_device_is_found_by_its_usb_numbers_under_whatever_name_it_has_now():
    assert find("1a86:7523", lambda: [BUILT_IN, READER, SCANNER]) == "/dev/ttyUSB0"
    renamed = Plugged("/dev/ttyUSB3", 0x1A86, 0x7523)
    assert find("1A86:7523", lambda: [BUILT_IN, renamed, SCANNER]) == "/dev/ttyUSB3"


def test_the_serial_number_tells_two_of_a_kind_apart():
    other = Plugged("/dev/ttyACM0", 0x1EAB, 0x1A06, "S78", "/sys/1-4")
    assert find("1eab:1a06:S78", lambda: [SCANNER, other]) == "/dev/ttyACM0"


def test_of_one_device_with_several_ports_the_first_is_taken():
    assert find("1eab:1a06", lambda: [SCANNER, SCANNER_SECOND_PORT]) == "/dev/ttyACM9"


def test_two_of_a_kind_without_serial_numbers_are_not_guessed_at():
    assert fault_of(lambda: find("1a86:7523", lambda: [READER, TWIN])) is Fault.NO_DEVICE


def test_what_is_not_plugged_in_is_no_device(tmp_path):
    assert fault_of(lambda: find("ffff:7523", lambda: [READER])) is Fault.NO_DEVICE
    assert fault_of(lambda: find("ffff:7523")) is Fault.NO_DEVICE
    assert fault_of(lambda: find(str(tmp_path / "nowhere"))) is Fault.NO_DEVICE


def test_each_opening_looks_for_the_device_anew(wire):
    now = ["/dev/nowhere"]
    line = Line("1a86:7523", 9600, find=lambda port: find(port, lambda: [Plugged(now[0], 0x1A86, 0x7523)]))
    assert fault_of(line.open) is Fault.NO_DEVICE
    now[0] = wire.node
    line.open()
    wire.send(b"found")
    assert line.read(1.0) == b"found"
    line.close()


def test_bytes_go_both_ways_unchanged_whatever_they_are(line, wire):
    everything = bytes(range(256))
    line.write(everything)
    assert wire.receive(1.0) == everything
    wire.send(everything)
    assert line.read(1.0) == everything


def test_a_read_ends_with_the_first_bytes_or_with_its_time(line, wire):
    begun = time.monotonic()
    assert line.read(0.1) == b""
    assert 0.09 < time.monotonic() - begun < 0.2
    wire.send(b"a")
    assert line.read(5.0) == b"a"
    assert line.read(-1.0) == b""


def test_what_was_not_read_can_be_forgotten(line, wire):
    wire.send(b"old")
    line.drop_input()
    wire.send(b"new")
    assert line.read(1.0) == b"new"


def test_what_came_before_the_opening_is_not_read(wire):
    wire.send(b"old")
    line = Line(str(wire.path), 9600)
    line.open()
    assert line.read(0.05) == b""
    line.close()


@pytest.mark.parametrize("baudrate", [9600, 115200, 230400])
def test_the_line_runs_at_the_speed_that_was_asked_for(wire, baudrate):
    line = Line(str(wire.path), baudrate)
    line.open()
    assert termios.tcgetattr(wire._theirs)[5] == getattr(termios, f"B{baudrate}")
    line.close()


def test_a_second_program_does_not_get_the_port(line, wire):
    assert fault_of(Line(str(wire.path), 9600).open) is Fault.IN_USE
    line.close()
    second = Line(str(wire.path), 9600)
    second.open()
    second.close()


def test_a_file_that_is_no_serial_port_is_refused(tmp_path):
    (tmp_path / "file").touch()
    assert fault_of(Line(str(tmp_path / "file"), 9600).open) is Fault.NO_DEVICE


@pytest.mark.parametrize("use", ["read", "write", "drop_input", "check"])
def test_a_wire_that_is_gone_is_no_device_whatever_is_asked(line, wire, use):
    wire.unplug()
    argument = {"read": (1.0,), "write": (b"x",)}.get(use, ())
    assert fault_of(lambda: getattr(line, use)(*argument)) is Fault.NO_DEVICE
    line.close()
    assert fault_of(lambda: getattr(line, use)(*argument)) is Fault.NO_DEVICE


def test_a_line_that_takes_no_bytes_does_not_answer(line):
    assert fault_of(lambda: [line.write(bytes(16 * CHUNK)) for _ in range(9)]) is Fault.NO_ANSWER


def test_a_wire_comes_back_under_another_name(line, wire):
    before = wire.node
    wire.unplug()
    assert not wire.path.exists()
    line.close()
    assert fault_of(line.open) is Fault.NO_DEVICE
    wire.plug()
    assert wire.node != before
    line.open()
    line.write(b"again")
    assert wire.receive(1.0) == b"again"


def test_opened_or_closed_again_and_again_no_handle_is_left(line, wire):
    line.open()
    before = handles()
    for _ in range(50):
        line.close()
        line.close()
        line.open()
        line.open()
    assert handles() == before
