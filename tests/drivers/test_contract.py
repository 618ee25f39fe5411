"""What every driver owes its worker, told once for all of them: the models are found, not listed.

With `--device ROLE` the same stories are told by a real device and a person (see tests/drivers/real.py).
"""

import threading
import time

import pytest

import drivers
from drivers import About, DeviceError, Fault, State
from kiosk.config.loading import ROLES
from tests.drivers.benches import BENCHES
from tests.drivers.real import real_bench
from tests.drivers.sensing import fault_of, handles, reading_of, seconds_of
from tests.waiting import wait_until

MODELS = [f"{role}/{model}" for role in ROLES for model in drivers.models(role)]
STATUS_LIMIT = 10.0  # seconds: a worker that asks how a device is never waits longer, whatever the device does


def pytest_generate_tests(metafunc):
    if "bench" in metafunc.fixturenames:
        benches = _benches(metafunc.config)
        needs = metafunc.cls.needs if metafunc.cls else lambda _: True
        chosen = {name: bench for name, bench in benches.items() if needs(bench)}
        metafunc.parametrize("bench", chosen.values(), ids=chosen)


def _benches(options):
    if role := options.getoption("--device"):
        return {role: real_bench(role, options.getoption("--config"))}
    if options.getoption("--nodes"):
        from tests.long.nodes import NODES

        return NODES
    return BENCHES


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


def condition(driver):
    """Its fault, None when it is well; silence that it cannot explain is State.UNKNOWN."""
    try:
        status = driver.status()
    except DeviceError as error:
        return error.fault
    return status.fault or (State.UNKNOWN if status.state is State.UNKNOWN else None)


def opens(driver):
    try:
        driver.open()
    except DeviceError:
        driver.close()
        return False
    return True


@pytest.mark.parametrize("model", MODELS)
def test_every_model_has_a_bench(model):
    assert any(name.split(",")[0] == model for name in BENCHES), f"add {model} to tests/drivers/benches.py"


@pytest.mark.parametrize("model", MODELS)
def test_every_model_has_what_the_configuration_and_the_worker_ask_for(model):
    module = drivers.load(*model.split("/"))
    wanted = ["open", "close", "status", "about"]
    if hasattr(module.Driver, "poll"):
        wanted += ["arm", "disarm", "forget"]
    assert [name for name in wanted if not callable(getattr(module.Driver, name, None))] == []
    assert module.Settings.__dataclass_params__.frozen


def test_it_does_what_it_is_for(bench, device, driver):
    assert bench.use(driver, device)


def test_opened_and_closed_twice_is_harmless(bench, device, driver):
    driver.open()
    assert bench.use(driver, device)
    driver.close()
    driver.close()


def test_opened_again_it_works_again(bench, device, driver):
    driver.close()
    driver.open()
    assert bench.use(driver, device)


def test_closed_or_never_opened_it_is_not_well(bench, device):
    driver = bench.driver(device)
    assert condition(driver)
    driver.open()
    driver.close()
    assert condition(driver)


def test_it_says_what_it_is_or_nothing(driver):
    about = driver.about()
    assert isinstance(about, About)
    assert all(isinstance(word, str) for word in vars(about).values())


def test_a_device_that_is_absent_is_no_device_and_is_told_in_time(bench, device):
    bench.unplug(device)
    driver = bench.driver(device)
    wait_until(lambda: not opens(driver), bench.patience, driver.close)
    with pytest.raises(DeviceError) as caught:
        driver.open()
    assert caught.value.fault is Fault.NO_DEVICE
    driver.close()


def test_a_pulled_plug_is_no_device(bench, device, driver):
    bench.unplug(device)
    wait_until(lambda: condition(driver) is Fault.NO_DEVICE, bench.patience)


def test_it_works_again_when_the_plug_is_back(bench, device, driver):
    bench.unplug(device)
    wait_until(lambda: condition(driver) is Fault.NO_DEVICE, bench.patience)
    driver.close()
    bench.plug(device)
    wait_until(lambda: opens(driver), bench.patience)
    assert bench.use(driver, device)


def test_many_openings_leave_no_handle_and_no_thread(driver, pytestconfig):
    driver.close()
    driver.open()
    condition(driver)  # once it has answered, the other end has its handles, too
    before, threads = handles(), threading.active_count()
    for _ in range(pytestconfig.getoption("--rounds")):
        driver.close()
        driver.open()
    wait_until(lambda: handles() <= before and threading.active_count() <= threads)  # the device lets go in its time


def test_failed_openings_leave_no_handle(bench, device, driver):
    driver.close()
    bench.unplug(device)
    wait_until(lambda: not opens(driver), bench.patience, driver.close)
    before = handles()
    for _ in range(10):
        with pytest.raises(DeviceError):
            driver.open()
    wait_until(lambda: handles() <= before)


class TestSilence:
    """Devices that answer, and one day do not."""

    @staticmethod
    def needs(bench):
        return bench.mute is not None

    def test_a_silent_device_is_never_well_and_is_told_in_time(self, bench, device, driver):
        bench.mute(device)
        begun = time.monotonic()
        assert wait_until(lambda: condition(driver), bench.patience)
        assert seconds_of(lambda: condition(driver)) < STATUS_LIMIT
        assert time.monotonic() - begun < bench.patience


class TestSensors:
    """Devices to which a resident presents something."""

    @staticmethod
    def needs(bench):
        return bench.present is not None

    def test_poll_keeps_its_time_slice_when_nothing_is_presented(self, bench, driver):
        driver.arm()
        spent = sorted(seconds_of(lambda: driver.poll(0.1)) for _ in range(5))
        assert spent[0] > 0.09
        assert spent[2] < 0.5  # the median: a busy machine may delay one

    def test_what_is_presented_once_is_returned_once(self, bench, device, driver):
        driver.arm()
        bench.present(device)
        assert reading_of(driver)
        assert driver.poll(0.5) is None

    def test_what_was_read_before_is_forgotten_when_armed(self, bench, device, driver):
        driver.arm()
        bench.present(device)
        assert reading_of(driver)
        driver.disarm()
        driver.arm()
        assert driver.poll(0.5) is None

    def test_what_is_presented_at_the_end_of_a_visit_does_not_start_the_next(self, bench, device, driver):
        driver.arm()
        bench.present(device)
        assert reading_of(driver)
        driver.forget()
        driver.arm()
        assert driver.poll(0.5) is None

    def test_presented_taken_away_and_presented_to_the_next_it_is_read_again(self, bench, device, driver):
        for _ in range(2):
            driver.arm()
            bench.present(device)
            assert reading_of(driver)
            driver.disarm()
            bench.take_away(device)
            bench.rest(driver)

    def test_pulled_out_while_waiting_it_is_no_device_within_seconds(self, bench, device, driver):
        driver.arm()
        driver.poll(0.01)
        bench.unplug(device)
        assert fault_of(driver) is Fault.NO_DEVICE

    def test_a_reading_shows_nothing_of_its_resident_in_its_repr(self, bench, device, driver):
        driver.arm()
        bench.present(device)
        shown = repr(reading_of(driver))
        assert not any(word in shown for word in ("A017", "测试员甲", "11010519491231002X"))
