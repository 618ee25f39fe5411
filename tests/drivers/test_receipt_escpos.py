"""Good days of a receipt printer: the real driver, an emulated printer on a real wire."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from escpos.printer import Dummy
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from drivers import DeviceError, Fate, Paper, State, load, models
from drivers.document import Document, QrCode, Row
from drivers.drawing import draw, to_dots
from drivers.emulated.escpos_machine import Model
from drivers.emulated.receipt_printer import ReceiptPrinter
from drivers.receipt import _picture
from drivers.receipt import escpos as model
from tests.drivers.printing import EPSON, driver_for, on_paper, same
from tests.drivers.slips import GUIDE, LINK, SHORT, TICKET


@pytest.fixture
def printer():
    with ReceiptPrinter() as emulated:
        yield emulated


@pytest.fixture
def driver(printer):
    driver = driver_for(printer)
    driver.open()
    yield driver
    driver.close()


def test_it_is_found_by_the_name_that_halls_write():
    assert models("receipt") == ["escpos"]
    assert load("receipt", "escpos") is model


@pytest.mark.parametrize(("width_mm", "dots"), [(58, 384), (80, 576)])
def test_a_slip_comes_out_as_it_was_drawn_and_its_printing_is_confirmed(width_mm, dots):
    with ReceiptPrinter(model=Model(width=dots)) as printer:
        driver = driver_for(printer, width_mm=width_mm)
        driver.open()
        assert driver.print(TICKET) is Fate.CONFIRMED
        driver.close()
        (slip,) = printer.slips
    assert same(slip, TICKET, dots)
    (code,) = zxingcpp.read_barcodes(slip.picture.convert("L"))
    assert code.text == LINK
    assert printer.machine.unknown == []


def test_a_ready_printer_says_so(driver):
    status = driver.status()
    assert (status.state, status.fault, status.paper) == (State.ONLINE, None, Paper.FULL)


def test_paper_that_runs_low_is_reported_and_no_fault(driver, printer):
    printer.load_roll(600)
    assert driver.status().ok
    assert driver.status().paper is Paper.LOW


def test_ten_slips_are_ten_slips(driver, printer):
    for _ in range(10):
        assert driver.print(SHORT) is Fate.CONFIRMED
    assert len(printer.slips) == 10
    assert all(same(slip, SHORT) for slip in printer.slips)


def test_the_printer_itself_says_that_the_job_is_on_paper_where_it_can():
    with ReceiptPrinter(model=EPSON) as printer:
        driver = driver_for(printer, profile="epson")
        driver.open()
        assert driver.print(SHORT) is Fate.CONFIRMED
        assert driver.print(SHORT) is Fate.CONFIRMED
        driver.close()
        assert b"\x1d(H" in printer.slips[1].data or b"\x1d(H" in printer.machine.roll._data


def test_a_printer_that_has_only_its_status_is_believed_when_the_slip_has_had_its_time():
    with ReceiptPrinter(model=Model(paper_in_order=False)) as printer:
        driver = driver_for(printer, profile="plain")
        driver.open()
        assert driver.print(SHORT) is Fate.CONFIRMED
        assert same(printer.slips[0], SHORT)
        driver.close()


def test_a_kiosk_unit_reports_a_slip_that_waits_to_be_taken():
    with ReceiptPrinter(model=Model(slip_waiting=True)) as printer:
        driver = driver_for(printer, profile="kp628e")
        driver.open()
        assert driver.print(SHORT) is Fate.CONFIRMED
        assert driver.status().ok
        assert "waits" in driver.status().detail
        printer.take()
        assert driver.status().detail == ""
        driver.close()


def test_native_text_prints_common_characters_in_the_printers_font_and_draws_the_rare_ones(printer):
    driver = driver_for(printer, text="native")
    driver.open()
    assert driver.print(Document("t", (Row("姓名", "王小明"), Row("姓名", "王䶮𬭎"), QrCode(LINK)))) is Fate.CONFIRMED
    driver.close()
    (slip,) = printer.slips
    assert "王小明".encode("gbk") in slip.data
    assert slip.data.count(b"\x1dv0") >= 1
    assert zxingcpp.read_barcodes(Image.fromarray(np.pad(on_paper(slip), 40, constant_values=True)))[0].text == LINK
    assert printer.machine.unknown == []


def test_all_samples_print_natively(printer):
    driver = driver_for(printer, text="native")
    driver.open()
    for document in (TICKET, GUIDE, SHORT):
        assert driver.print(document) is Fate.CONFIRMED
    driver.close()
    assert len(printer.slips) == 3


@pytest.mark.parametrize("cut", ["feed", "full", "partial"])
def test_each_way_to_cut_makes_a_slip(printer, cut):
    driver = driver_for(printer, cut=cut)
    driver.open()
    assert driver.print(SHORT) is Fate.CONFIRMED
    assert len(printer.slips) == 1
    driver.close()


def test_without_a_cutter_the_paper_hangs_out_far_enough_to_be_torn(printer):
    driver = driver_for(printer, cut="none")
    driver.open()
    assert driver.print(SHORT) is Fate.CONFIRMED
    assert printer.hanging.height >= draw(SHORT, 576).height + 100
    driver.close()


@settings(deadline=None, max_examples=60)
@given(
    arrays(np.uint8, st.tuples(st.integers(1, 60), st.just(6)), elements=st.sampled_from([0x10, 4, 5, 0x14, 0, 255]))
)
def test_no_picture_ever_contains_a_real_time_command(packed):
    picture = Image.fromarray(np.unpackbits(packed, axis=1) == 0)
    stream = b"".join(_picture.raster(picture)) + b"\x04"
    assert not [pair for pair in pairwise(stream) if pair[0] == 0x10 and pair[1] in {4, 5, 0x14}]
    sent = np.frombuffer(b"".join(band[8:] for band in _picture.raster(picture)), np.uint8).reshape(packed.shape)
    assert ((sent & packed) == packed).all()  # dots are added, none is taken away


def test_our_raster_command_is_the_librarys():
    picture = to_dots(draw(SHORT, 384))
    library = Dummy()
    library.image(picture, fragment_height=_picture.BAND_ROWS)
    ours = b"".join(_picture.raster(picture))
    assert len(ours) == len(library.output)
    assert sum(a != b for a, b in zip(ours, library.output, strict=True)) <= 4


def test_opened_and_closed_many_times_it_keeps_no_handle(printer):
    driver = driver_for(printer)
    driver.open()
    driver.close()
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        driver.open()
        driver.open()
        assert driver.status().ok
        driver.close()
        driver.close()
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 2


def test_nothing_of_a_resident_is_in_an_error_or_a_repr(driver, printer, caplog):
    printer.load_roll(100)
    with pytest.raises(DeviceError) as caught:
        driver.print(TICKET)
    assert "王" not in f"{caught.value!r}{caught.value}{driver!r}{caplog.text}"


def test_the_library_leaves_nothing_in_the_temporary_directory_and_no_handler_on_the_root_logger(tmp_path):
    program = (
        "import logging; from drivers.receipt import escpos, _library; import sys;"
        "assert 'escpos.printer' not in sys.modules; _library.dummy(); assert logging.root.handlers == []"
    )
    subprocess.run([sys.executable, "-c", program], env={"TMPDIR": str(tmp_path)}, check=True, timeout=60)
    assert list(tmp_path.iterdir()) == []
