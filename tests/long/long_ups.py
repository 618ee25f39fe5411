"""A UPS behind the server of Network UPS Tools itself, with NUT's own pretended UPS behind that.

Needs the Debian packages nut-server and nut-client; no root and no service: the programs are run by hand.
"""

import getpass
import os
import socket
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from drivers import Battery, DeviceError, Fault, State
from drivers.ups.nut import Driver, Settings
from tests.waiting import wait_until

PROGRAMS = Path("/lib/nut")
READ_AGAIN = 30.0  # seconds; the pretended UPS looks at its file every second
WELL = {"ups.status": "OL", "battery.charge": "100", "battery.runtime": "1800", "ups.firmware": "1.04"}


class Nut:
    """upsd and its driver dummy-ups in a folder of their own."""

    def __init__(self, folder):
        self.folder, self._running = folder, {}
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        files = {
            "nut.conf": "MODE=standalone\n",
            "ups.conf": "[hall]\ndriver = dummy-ups\nport = hall.dev\nmode = dummy-once\npollinterval = 1\n",
            "upsd.conf": f"LISTEN 127.0.0.1 {self.port}\nMAXAGE 5\n",
            "upsd.users": "",
        }
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
            (folder / name).chmod(0o640)

    def says(self, **values):
        """What the UPS is to tell from now on; names with a line below for a dot."""
        told = WELL | {name.replace("_", "."): value for name, value in values.items()}
        text = "".join(f"{name}: {value}\n" for name, value in told.items())
        (self.folder / "hall.dev").write_text(text, encoding="utf-8")

    def start(self, *words):
        places = ("NUT_CONFPATH", "NUT_STATEPATH", "NUT_ALTPIDPATH", "NUT_PIDPATH")
        path = PROGRAMS / words[0]
        assert path.is_file(), f"{path} is missing: install the packages nut-server and nut-client"
        command = [path, *words[1:], "-u", getpass.getuser(), "-D"]
        log = (self.folder / f"{words[0]}.log").open("w")
        environment = os.environ | dict.fromkeys(places, str(self.folder))
        self._running[words[0]] = subprocess.Popen(command, env=environment, stdout=log, stderr=log)

    def stop(self, name):
        self._running[name].terminate()
        self._running.pop(name).wait(10)

    def stop_all(self):
        for name in list(self._running):
            self.stop(name)


@pytest.fixture
def server(tmp_path):
    nut = Nut(tmp_path)
    nut.says()
    nut.start("dummy-ups", "-a", "hall")
    wait_until(lambda: list(tmp_path.glob("dummy-ups-hall*")))
    nut.start("upsd")
    yield nut
    nut.stop_all()


@pytest.fixture
def ups(server):
    driver = Driver(Settings(ups="hall", port=server.port, enough=30))
    wait_until(lambda: opened(driver), READ_AGAIN)
    yield driver
    driver.close()


def opened(driver):
    with suppress(DeviceError):
        driver.open()
        return driver.status().state is State.ONLINE
    return False


def status(driver):
    """As a worker asks: after a fault it opens again."""
    try:
        driver.open()
        return driver.status()
    except DeviceError as error:
        driver.close()
        return error


def test_a_real_server_is_understood_from_the_first_answer_to_the_last(server, ups):
    assert (ups.status().fault, ups.power().mains, ups.power().charge) == (None, True, 100)
    assert ups.about().firmware == "1.04"
    server.says(ups_status="OB DISCHRG", battery_charge="64", battery_runtime="700")
    wait_until(lambda: ups.status().fault is Fault.ON_BATTERY, READ_AGAIN)
    wait_until(lambda: (ups.power().charge, ups.power().seconds_left) == (64, 700), READ_AGAIN)
    server.says(ups_status="OB DISCHRG LB", battery_charge="8")
    wait_until(lambda: ups.status().battery is Battery.CRITICAL, READ_AGAIN)
    server.says()
    wait_until(lambda: (ups.status().fault, ups.status().battery) == (None, Battery.FULL), READ_AGAIN)


def test_an_unknown_name_is_no_device(server, ups):
    other = Driver(Settings(ups="elsewhere", port=server.port))
    with pytest.raises(DeviceError) as caught:
        other.open()
    assert caught.value.fault is Fault.NO_DEVICE
    assert ups.status().ok


def test_a_driver_of_nut_that_has_died_is_a_ups_that_does_not_answer_and_comes_back(server, ups):
    server.stop("dummy-ups")
    wait_until(lambda: status(ups).fault is Fault.NO_ANSWER, READ_AGAIN)
    server.start("dummy-ups", "-a", "hall")
    wait_until(lambda: status(ups).fault is None, READ_AGAIN)


def test_a_server_that_has_died_is_no_device_and_comes_back(server, ups):
    server.stop("upsd")
    wait_until(lambda: status(ups).fault is Fault.NO_DEVICE, READ_AGAIN)
    server.start("upsd")
    wait_until(lambda: status(ups).fault is None, READ_AGAIN)
