"""Card readers behind their maker's library: read as all others, and no bug of the library reaches the terminal."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers import DeviceError, Fault
from drivers.card import _library, sdt, termb
from drivers.emulated.devices import EmulatedDevices, NotEmulated
from drivers.emulated.sample_cards import CARDS, CITIZEN
from drivers.emulated.vendor_reader import Bug, VendorReader
from drivers.finding import Kind
from drivers.protocols.sam_answers import module_id, module_number
from tests.drivers.asking import asked
from tests.drivers.machine import Machine
from tests.drivers.sensing import fault_of, reading_of, seconds_of
from tests.rooms.test_house import ROOT
from tests.waiting import wait_until

MODELS = [sdt, termb]
BUGS = [(Bug.CRASHES, Fault.HARDWARE_ERROR), (Bug.HANGS, Fault.NO_ANSWER)]


@pytest.fixture(params=MODELS, ids=lambda model: model.LIBRARY)
def model(request):
    return request.param


@pytest.fixture
def reader(model, tmp_path):
    with VendorReader(tmp_path / model.LIBRARY) as reader:
        yield reader


@pytest.fixture
def driver(model, reader):
    driver = model.Driver(model.Settings(library=str(reader.library)))
    driver.open()
    driver.arm()
    yield driver
    driver.close()


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(_library, "CALL", 1.5)


def condition(driver):
    try:
        return driver.status().fault
    except DeviceError as error:
        return error.fault


def runs(process):
    """Whether it still does anything: one that nobody has buried has no command line."""
    try:
        return bool(Path(f"/proc/{process}/cmdline").read_bytes())
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize("name", CARDS)
def test_every_kind_of_card_is_read_as_it_was_written(reader, driver, name):
    reader.insert(CARDS[name])
    assert reading_of(driver) == CARDS[name]


def test_it_tells_the_number_of_its_module(driver):
    assert driver.about().serial == "05.01-20230101-0001234567-0089012345"


@pytest.mark.parametrize(("bug", "fault"), BUGS)
def test_a_library_that_hangs_or_crashes_is_a_fault_in_time_and_works_again_in_a_new_process(
    impatient, reader, driver, bug, fault
):
    reader.break_library(bug)
    begun = time.monotonic()
    assert fault_of(driver) is fault
    assert condition(driver) is fault
    assert time.monotonic() - begun < 6
    driver.close()
    reader.break_library(None)
    driver.open()
    driver.arm()
    reader.insert(CITIZEN)
    assert reading_of(driver) == CITIZEN


def test_a_library_that_hangs_when_it_is_opened_leaves_no_process(monkeypatch, model, reader):
    monkeypatch.setattr(_library, "START", 1.5)
    reader.break_library(Bug.HANGS)
    driver = model.Driver(model.Settings(library=str(reader.library)))
    with pytest.raises(DeviceError) as caught:
        driver.open()
    assert caught.value.fault is Fault.NO_ANSWER
    assert driver._talk._process is None


def test_what_a_library_prints_is_no_answer(reader, driver):
    reader.break_library(Bug.PRINTS)
    reader.insert(CITIZEN)
    assert reading_of(driver) == CITIZEN


def test_a_library_that_gives_less_than_a_card_holds_gives_no_person(reader, driver):
    reader.break_library(Bug.GIVES_LESS)
    reader.insert(CITIZEN)
    assert fault_of(driver) is Fault.INVALID_MEDIA


def test_a_silent_reader_behind_a_sound_library_does_not_answer(reader, driver):
    reader.trouble.mute = True
    assert condition(driver) is Fault.NO_ANSWER
    assert seconds_of(lambda: condition(driver)) < 8


def test_a_library_that_is_not_there_is_told_with_what_to_do(model, tmp_path):
    driver = model.Driver(model.Settings(library=str(tmp_path / "nothing.so")))
    with pytest.raises(DeviceError) as caught:
        driver.open()
    assert caught.value.fault is Fault.DRIVER_MISSING
    assert "install the maker's library" in caught.value.detail


def test_a_library_of_something_else_is_told_by_what_it_lacks(model):
    driver = model.Driver(model.Settings(library="libc.so.6"))
    with pytest.raises(DeviceError) as caught:
        driver.open()
    assert caught.value.fault is Fault.DRIVER_MISSING
    assert "libc.so.6 has no " in caught.value.detail


def test_its_process_ends_with_the_program_that_began_it(reader):
    opened = f"from drivers.card import sdt; d = sdt.Driver(sdt.Settings(library={str(reader.library)!r})); d.open()"
    words = f"{opened}; import os; print(d._talk._process.pid, flush=True); os._exit(1)"
    run = subprocess.run([sys.executable, "-c", words], stdout=subprocess.PIPE, check=False, timeout=60, cwd=ROOT)
    wait_until(lambda: not runs(int(run.stdout)))


@pytest.mark.parametrize("port", [0, 17, 1000, 1017])
def test_a_port_that_no_library_has_is_refused(port):
    assert sdt.check_port(port)


@given(st.binary(min_size=16, max_size=16))
def test_the_number_of_a_module_is_the_same_there_and_back(data):
    assert module_number(module_id(data)) == data


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_a_number(label):
    assert len(module_number(label)) in {0, 16}


def test_a_reader_on_usb_that_is_no_port_is_offered_with_its_makers_library(tmp_path):
    machine = Machine(tmp_path)
    machine.usb("1-2", "0400:c35a", product="Reader")
    (one,) = asked(machine, Kind.USB)
    assert (one.role, one.model, dict(one.settings)) == ("card", "sdt", {"port": 1001})


def test_an_emulated_reader_never_takes_the_place_of_a_makers_library(tmp_path):
    theirs = tmp_path / "libsdtapi.so"
    theirs.write_text("theirs")
    for library in ("libsdtapi.so", "/usr/lib/libsdtapi.so", str(theirs)):
        with pytest.raises(NotEmulated, match="maker's"):
            EmulatedDevices({"card": ("sdt", sdt.Settings(library=library))})
    settings = sdt.Settings(library=str(tmp_path / "own" / "libsdtapi.so"))
    with EmulatedDevices({"card": ("sdt", settings)}) as devices:
        devices.card.insert(CITIZEN)
        driver = sdt.Driver(settings)
        driver.open()
        driver.arm()
        assert reading_of(driver) == CITIZEN
        driver.close()
