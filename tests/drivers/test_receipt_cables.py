"""The four cables of a receipt printer, each with its way of going wrong."""

import pytest

from drivers import DeviceError, Fate, Fault, State
from drivers.emulated.receipt_printer import SerialReceiptPrinter
from drivers.receipt._usb import UsbWire
from drivers.receipt.escpos import Driver, Settings
from tests.drivers.printing import QUICK, fault_of, same
from tests.drivers.slips import SHORT, TICKET
from tests.drivers.usb_bus import Bus


def test_a_printer_on_a_serial_line(tmp_path):
    with SerialReceiptPrinter(tmp_path / "printer") as printer:
        driver = Driver(Settings(connection="serial", port=str(tmp_path / "printer"), baudrate=115200, timeout=QUICK))
        driver.open()
        assert driver.status().state is State.ONLINE
        assert driver.print(SHORT) is Fate.CONFIRMED
        assert same(printer.slips[0], SHORT)
        driver.close()


def test_a_serial_cable_pulled_out_in_the_middle_of_a_slip(tmp_path):
    with SerialReceiptPrinter(tmp_path / "printer") as printer:
        driver = Driver(Settings(connection="serial", port=str(tmp_path / "printer"), timeout=QUICK))
        driver.open()
        printer.after(60, printer.unplug)
        with pytest.raises(DeviceError) as caught:
            driver.print(TICKET)
        assert caught.value.fault is Fault.NO_DEVICE
        driver.close()


def test_a_device_file_that_answers(tmp_path):
    """/dev/usb/lp0 is a character device, as the pseudo terminal is."""
    with SerialReceiptPrinter(tmp_path / "lp0") as printer:
        driver = Driver(Settings(connection="file", path=str(tmp_path / "lp0"), timeout=QUICK))
        driver.open()
        assert driver.status().state is State.ONLINE
        assert driver.print(SHORT) is Fate.CONFIRMED
        assert same(printer.slips[0], SHORT)
        driver.close()


def test_a_plain_file_takes_the_bytes_and_nobody_knows_more(tmp_path):
    driver = Driver(Settings(connection="file", path=str(tmp_path / "out.bin")))
    driver.open()
    assert driver.status().state is State.UNKNOWN
    assert driver.status().ok
    assert driver.print(SHORT) is Fate.UNKNOWN
    driver.close()
    assert b"\x1dv0" in (tmp_path / "out.bin").read_bytes()


def usb_driver(bus, port="0416:5011"):
    return Driver(
        Settings(connection="usb", port=port, timeout=QUICK), connect=lambda given: UsbWire(given.port or "", bus)
    )


@pytest.mark.parametrize("port", ["0416:5011", "0416:5011:SAMPLE0001", None])
def test_a_printer_on_usb_is_found_and_prints(port):
    bus = Bus()
    driver = usb_driver(bus, port)
    driver.open()
    assert driver.status().state is State.ONLINE
    assert driver.print(SHORT) is Fate.CONFIRMED
    assert same(bus.machine.slips[0], SHORT)
    driver.close()
    driver.open()
    assert driver.status().ok
    driver.close()


def test_another_usb_device_is_not_taken_for_the_printer():
    driver = usb_driver(Bus(), "0416:5011:ANOTHER")
    assert fault_of(driver.open) is Fault.NO_DEVICE


def test_a_usb_cable_pulled_out_in_the_middle_of_a_slip():
    bus = Bus()
    driver = usb_driver(bus)
    driver.open()
    bus.machine.after(60, bus.unplug)
    assert fault_of(lambda: driver.print(TICKET)) is Fault.NO_DEVICE
    driver.close()
    assert fault_of(driver.open) is Fault.NO_DEVICE


def test_a_usb_printer_that_takes_no_more_data_is_given_up():
    bus = Bus()
    driver = usb_driver(bus)
    driver.open()
    bus.machine.after(60, bus.jam)
    assert fault_of(lambda: driver.print(TICKET)) is Fault.NO_ANSWER
    driver.close()


@pytest.mark.parametrize(
    "wrong",
    [
        {"connection": "network"},
        {"connection": "network", "host": "127.0.0.1", "port": "/dev/ttyUSB0"},
        {"connection": "network", "host": "127.0.0.1", "port": 1},
        {"connection": "network", "host": "no.such.host.invalid"},
        {"connection": "serial"},
        {"connection": "serial", "port": 9100},
        {"connection": "serial", "port": "/dev/no-such-port"},
        {"connection": "serial", "port": "dead:beef"},
        {"connection": "file"},
        {"connection": "file", "path": "/dev/usb/lp77"},
        {"connection": "usb", "port": "dead:beef"},
        {"connection": "usb", "port": "not a number"},
    ],
)
def test_a_printer_that_is_not_there_is_a_fault_and_no_crash(wrong):
    driver = Driver(Settings(**wrong))
    with pytest.raises(DeviceError) as caught:
        driver.open()
    assert caught.value.fault in {Fault.NO_DEVICE, Fault.DRIVER_MISSING}
    with pytest.raises(DeviceError):
        driver.status()
    driver.close()
