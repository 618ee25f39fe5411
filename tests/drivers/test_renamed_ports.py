"""What comes back under another name is found again: every sensor on a serial line."""

import pytest

from drivers import Fault
from tests.drivers.benches import BENCHES
from tests.drivers.sensing import fault_of, reading_of
from tests.waiting import wait_until

SERIAL = [name for name in BENCHES if name.startswith(("card/sam", "code/serial", "code/ssi"))]


@pytest.fixture(params=SERIAL)
def bench(request):
    return BENCHES[request.param]


@pytest.fixture
def device(bench, tmp_path):
    with bench.device(tmp_path) as device:
        yield device


@pytest.fixture
def driver(bench, device):
    driver = bench.driver(device)
    driver.open()
    yield driver
    driver.close()


def test_it_works_again_when_the_plug_is_back_under_another_name(bench, device, driver):
    before = device.wire.node
    driver.arm()
    device.trouble.unplugged = True
    assert fault_of(driver) is Fault.NO_DEVICE
    driver.close()
    device.trouble.unplugged = False
    wait_until(lambda: device.wire.plugged and device.wire.path.exists())
    assert device.wire.node != before
    driver.open()
    driver.arm()
    bench.present(device)
    assert reading_of(driver)
