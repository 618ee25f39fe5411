"""The page printer's driver against a real CUPS and a real IPP printer. Needs cups, cups-ipp-utils, avahi and dbus.

The printer takes three seconds for a page, and CUPS some more to hear of it.
"""

import time

import pytest

from drivers import DeviceError, Fate, Fault
from drivers.page import cups
from tests.drivers.pages import PAGE
from tests.long.print_service import PrintService
from tests.waiting import wait_until

STATUS_LIMIT = 10.0  # seconds: no question waits longer, whatever hangs


@pytest.fixture(scope="module")
def service():
    with PrintService() as service:
        yield service


def open_driver(service, queue):
    port = service.port if queue else service.printer_port
    driver = cups.Driver(cups.Settings(queue=queue, host="127.0.0.1", port=port, limit=60.0))
    driver.open()
    return driver


@pytest.fixture(params=["A4", ""], ids=["queue", "printer itself"])
def driver(service, request):
    wait_until(lambda: well(service, request.param), 30)
    return open_driver(service, request.param)


def well(service, queue):
    try:
        return open_driver(service, queue).status().ok
    except DeviceError:
        return False


def test_a_page_is_printed_and_the_printer_confirms_it(service, driver):
    before = len(service.printed)
    assert driver.print(PAGE) is Fate.CONFIRMED
    assert len(service.printed) == before + 1
    assert driver.about().model


def test_an_empty_tray_is_told_within_seconds_and_nobody_else_finds_that_page(service, driver):
    """This printer takes the cancellation, and prints the page all the same as soon as its tray is filled."""
    service.load(0)
    try:
        begun = time.monotonic()
        with pytest.raises(DeviceError) as caught:
            driver.print(PAGE)
        assert caught.value.fault is Fault.PAPER_OUT
        assert time.monotonic() - begun < 30
    finally:
        service.load(250)
    wait_until(lambda: driver.status().ok, 40)
    before = len(service.printed)
    assert driver.print(PAGE) is Fate.CONFIRMED
    assert len(service.printed) == before + 1


def test_a_printer_that_is_killed_in_mid_page_is_unknown_and_back_again_it_prints_nothing_old(service, driver):
    service.load(250)
    killed = []

    def kill_and_ask():
        if not killed and driver._service.my_jobs():
            killed.append(service.kill("printer"))
        return ask()

    ask, driver._while_printing = driver._while_printing, kill_and_ask
    assert driver.print(PAGE) is Fate.UNKNOWN
    assert killed
    before = service.printed
    service.start_printer()
    wait_until(lambda: well(service, driver._settings.queue), 30)
    again = open_driver(service, driver._settings.queue)
    wait_until(lambda: again.status().ok, 40)
    assert again.print(PAGE) is Fate.CONFIRMED
    assert len(service.printed) <= len(before) + 1


@pytest.mark.parametrize("name", ["server", "printer"])
def test_what_hangs_is_no_answer_in_time_and_goes_on_when_it_goes_on(service, name):
    queue = "A4" if name == "server" else ""
    driver = open_driver(service, queue)
    service.hang(name)
    try:
        begun = time.monotonic()
        with pytest.raises(DeviceError) as caught:
            driver.status()
        assert caught.value.fault is Fault.NO_ANSWER
        assert time.monotonic() - begun < STATUS_LIMIT
    finally:
        service.go_on(name)
    wait_until(lambda: well(service, queue), 30)


def test_a_server_that_is_gone_is_no_device_and_back_it_is_back(service):
    driver = open_driver(service, "A4")
    service.stop("server")
    with pytest.raises(DeviceError) as caught:
        driver.status()
    assert caught.value.fault is Fault.NO_DEVICE
    service.start_server()
    wait_until(lambda: driver.status().ok, 30)
