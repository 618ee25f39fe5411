"""The emulated printer is held against what real ones do, so that the driver's tests mean something."""

import socket

import numpy as np
import pytest
import zxingcpp
from escpos.printer import Dummy
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from drivers.emulated.escpos_commands import Cut, Interpreter, Report, Rows
from drivers.emulated.escpos_machine import BUFFER, Machine, Model
from drivers.emulated.real_time import RealTimeScanner
from drivers.emulated.receipt_printer import ReceiptPrinter

WAIT = 5


@pytest.fixture
def answers():
    return []


@pytest.fixture
def machine(answers):
    return Machine(Model(process_id=True, reports_changes=True), answers.append)


def raster(rows, wide=72, byte=b"\xff"):
    return b"\x1dv0\0" + bytes((wide, 0)) + rows.to_bytes(2, "little") + byte * (wide * rows)


CUT = b"\x1dVB\0"


def test_a_raster_picture_comes_out_dot_by_dot(machine):
    picture = Image.fromarray(np.random.default_rng(1).random((50, 576)) > 0.5)
    library = Dummy()
    library.image(picture)
    machine.receive(library.output + CUT)
    assert np.array_equal(np.asarray(machine.slips[0].picture), np.asarray(picture))


@pytest.mark.parametrize("native", [True, False])
def test_a_code_made_by_the_library_can_be_read_from_the_slip(machine, native):
    library = Dummy()
    library.qr("https://hall.example.gov.cn/t/A017", native=native, size=5)
    machine.receive(b"\x1ba\x01" + b"\x1bJ\x40" + library.output + b"\x1bJ\x40" + CUT)
    (code,) = zxingcpp.read_barcodes(machine.slips[0].picture.convert("L"))
    assert code.text == "https://hall.example.gov.cn/t/A017"
    assert machine.unknown == []


def test_graphics_commands_print_the_same_as_raster(machine):
    picture = Image.fromarray(np.random.default_rng(2).random((40, 128)) > 0.5)
    for impl in ("bitImageRaster", "graphics"):
        library = Dummy()
        library.image(picture, impl=impl)
        machine.receive(library.output + CUT)
    first, second = machine.slips
    assert first.picture.tobytes() == second.picture.tobytes()


def test_chinese_text_is_printed_only_in_chinese_mode(machine):
    machine.receive("排队".encode("gbk") + b"\n" + CUT + b"\x1c&" + "排队".encode("gbk") + b"\x1c.\n" + CUT)
    plain, chinese = (np.asarray(slip.picture) for slip in machine.slips)
    assert not np.array_equal(plain, chinese)
    assert (~chinese)[:, :48].sum() > 150
    assert not (~chinese)[:, 48:].any()


def test_text_is_placed_enlarged_and_emphasised(machine):
    def width_of(command):
        machine.receive(b"\x1b@" + command + b"A017\n" + CUT)
        black = np.flatnonzero((~np.asarray(machine.slips[-1].picture)).any(axis=0))
        return black[0], black[-1] - black[0]

    left, width = width_of(b"")
    assert left < 12
    assert width_of(b"\x1ba\x01")[0] == pytest.approx(288 - 24, abs=6)
    assert width_of(b"\x1ba\x02")[0] > 500
    assert width_of(b"\x1d!\x11")[1] == pytest.approx(2 * width, abs=4)


def test_a_line_that_is_too_long_goes_on_below(machine):
    machine.receive(b"x" * 60 + b"\n" + CUT)
    assert machine.slips[0].picture.height >= 60


def test_a_code_page_decides_what_a_byte_prints(machine):
    """A line made of 95 on the Katakana page, as hosts draw it; on page 437 the same byte is a letter."""
    for page in (b"\x00", b"\x01"):
        machine.receive(b"\x1bt" + page + b"\x95" * 48 + b"\n" + CUT)
    letters, rule = (np.asarray(slip.picture) == 0 for slip in machine.slips)
    assert not letters.all(axis=1).any()
    assert rule.all(axis=1).any()


def test_everything_stays_in_the_printing_area_that_the_host_has_set(machine):
    area = b"\x1dL\x18\x00\x1dW\xf0\x00\x1ba\x01"  # from dot 24, 240 dots wide, centred
    machine.receive(area + b"||" + b"\n" + raster(8, wide=3) + b"|" * 24 + b"\n" + CUT)
    black = np.asarray(machine.slips[0].picture) == 0
    across = np.flatnonzero(black.any(axis=0))
    assert (across.min() >= 24, across.max() < 264) == (True, True)
    picture = np.flatnonzero(black[30:38].any(axis=0))
    assert (picture.min(), picture.max()) == (24 + (240 - 24) // 2, 24 + (240 + 24) // 2 - 1)
    assert black[38:].any(axis=1).sum() > black[:30].any(axis=1).sum()  # twenty-four are more than one line


def test_unknown_commands_are_recorded_and_passed_over(machine):
    machine.receive(b"\x1b\x7f\x1d(Z\x02\0ab" + b"A\n" + CUT)
    assert machine.unknown == [b"\x1b\x7f", b"\x1d(Z\x02\0ab"]
    assert len(machine.slips) == 1


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_ready_printer_answers_every_question_with_12(machine, answers, number):
    machine.receive(bytes((0x10, 0x04, number)))
    assert answers == [b"\x12"]


def test_status_is_answered_in_the_middle_of_a_picture_and_the_picture_suffers(machine, answers):
    """As on real printers: whoever sends such bytes within a picture gets an answer, and a shifted picture."""
    data = raster(2, byte=b"\x55")
    machine.receive(data[:60] + b"\x10\x04\x01" + data[63:] + CUT)
    assert answers == [b"\x12"]
    assert machine.slips == ()  # three bytes are missing from the picture, so it swallows the cut


def test_status_is_answered_while_the_printer_is_offline_and_its_buffer_holds_data(machine, answers):
    machine.open_cover()
    machine.receive(raster(10) + b"\x10\x04\x01\x10\x04\x02")
    assert answers == [b"\x1a", b"\x16"]
    assert machine.roll.burnt == 0
    machine.close_cover()
    assert machine.roll.burnt == 10


def test_a_roll_that_ends_stops_the_printer_in_the_middle_and_a_new_one_lets_it_go_on(machine, answers):
    machine.load_roll(30)
    machine.receive(raster(50) + CUT)
    machine.receive(b"\x10\x04\x04")
    assert answers == [b"\x7e"]
    assert machine.roll.burnt == 30
    assert machine.slips == ()
    machine.load_roll()
    assert [slip.picture.height for slip in machine.slips] == [50]


def test_a_roll_near_its_end_is_reported_as_low(machine, answers):
    machine.load_roll(500)
    machine.receive(b"\x10\x04\x04\x1dr\x01")
    assert answers == [b"\x1e", b"\x03"]


def test_changes_are_reported_unasked_after_gs_a(machine, answers):
    machine.receive(b"\x1da\x0e")
    machine.open_cover()
    machine.load_roll(0)
    assert answers == [b"\x10\0\0\0", b"\x38\0\0\0", b"\x18\0\x0f\0"]


def test_answers_in_print_order_come_only_after_the_print(machine, answers):
    machine.open_cover()
    machine.receive(raster(5) + b"\x1dr\x01" + b"\x1d(H\x06\x00000007")
    assert answers == []
    machine.close_cover()
    assert answers == [b"\0", b"\x37\x220007\0"]


def test_models_without_these_functions_stay_silent(answers):
    machine = Machine(Model(paper_in_order=False), answers.append)
    machine.receive(b"\x1da\x0e\x1dr\x01\x1d(H\x06\x00000007")
    assert answers == []


def test_a_stuck_cutter_needs_hands_and_then_a_command(machine, answers):
    machine.cutter_stuck = True
    machine.receive(raster(5) + CUT)
    machine.receive(b"\x10\x05\x02" + b"\x10\x04\x03")
    machine.free_cutter()
    machine.receive(b"\x10\x04\x03" + b"\x10\x05\x02" + b"\x10\x04\x03")
    assert answers == [b"\x1a", b"\x1a", b"\x12"]


def test_a_full_buffer_that_can_never_be_printed_is_thrown_away(machine):
    machine.receive(b"\x1d8L\xff\xff\xff\x7f0p" + bytes(BUFFER))
    assert not machine.full
    machine.receive(b"A\n" + CUT)
    assert len(machine.slips) == 1


def test_the_slip_remembers_the_bytes_that_made_it_until_it_is_torn_off(machine):
    machine.receive(b"\0\0" + b"\x1b@A\n" + CUT)
    assert machine.slips[0].data == b"\x1b@A\n" + CUT
    assert machine.take().height > 0
    assert machine.take() is None
    assert "A" not in repr(machine.slips)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=600))
def test_no_bytes_can_crash_the_interpreter(data):
    interpreter = Interpreter(384)
    interpreter.feed(data)
    for _ in range(len(data) + 1):
        found = interpreter.next()
        if found is None:
            break
        actions, command = found
        assert command
        assert all(isinstance(action, Rows | Cut | Report) for action in actions)
    else:
        pytest.fail("it took more commands than there are bytes")


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.sampled_from([b"\x1b", b"\x1d", b"\x1c", b"v0", b"(k", b"(L", b"V", b"\x10\x04\x01", b"\0\1", b"a\n"]))
)
def test_no_mixture_of_commands_can_stop_the_machine(pieces):
    machine = Machine(Model(384), lambda _: None)
    machine.receive(b"".join(pieces))
    machine.receive(bytes(BUFFER + 5000))
    machine.receive(b"\x1b@A\n" + CUT)
    assert machine.slips


@settings(deadline=None)
@given(st.binary(max_size=200), st.integers(0, 200))
def test_real_time_commands_are_found_however_the_bytes_are_cut(data, cut):
    whole, parts = RealTimeScanner(), RealTimeScanner()
    plain, commands = whole.scan(data)
    first, second = parts.scan(data[:cut]), parts.scan(data[cut:])
    assert (first[0] + second[0], first[1] + second[1]) == (plain, commands)


def connect(printer):
    host = socket.create_connection(("127.0.0.1", printer.port), WAIT)
    host.settimeout(WAIT)
    return host


def test_the_port_survives_unplugging_and_open_connections_are_reset():
    with ReceiptPrinter() as printer, connect(printer) as host:
        host.sendall(b"\x10\x04\x01")
        assert host.recv(10) == b"\x12"
        port = printer.port
        printer.unplug()
        with pytest.raises(ConnectionResetError):
            host.recv(10)
        with pytest.raises(ConnectionRefusedError):
            connect(printer)
        printer.plug()
        assert printer.wait_for(lambda: printer._server is not None, WAIT)
        with connect(printer) as again:
            again.sendall(b"\x10\x04\x01")
            assert again.recv(10) == b"\x12"
        assert printer.port == port


def test_a_printer_serves_one_host_at_a_time_like_real_ones():
    with ReceiptPrinter() as printer, connect(printer) as first:
        first.sendall(b"\x10\x04\x01")
        assert first.recv(1) == b"\x12"
        with connect(printer) as second:
            second.settimeout(0.2)
            second.sendall(b"\x10\x04\x01")
            with pytest.raises(TimeoutError):
                second.recv(1)
            first.close()
            second.settimeout(WAIT)
            assert second.recv(1) == b"\x12"


@pytest.mark.parametrize(("trouble", "expected"), [("half", b"\x37\x220"), ("garbage", None)], ids=["half", "garbage"])
def test_answers_can_be_spoilt(trouble, expected):
    with ReceiptPrinter(model=Model(process_id=True)) as printer, connect(printer) as host:
        setattr(printer.trouble, trouble, True)
        host.sendall(b"\x1d(H\x06\x00000007")
        answer = host.recv(20)
    assert answer == expected if expected else answer != b"\x37\x220007\0"


def test_it_starts_and_stops_twice():
    printer = ReceiptPrinter()
    for _ in range(2):
        printer.start()
        printer.start()
        with connect(printer):
            pass
        printer.stop()
        printer.stop()
