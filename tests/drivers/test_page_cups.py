"""Page printers: what becomes of a page on good and bad days, and that none comes out late, before somebody else."""

import select
import socket
import threading
from contextlib import contextmanager

import cups as libcups
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drivers import About, DeviceError, Fate, Fault, Paper, State
from drivers.emulated.page_printer import PagePrinter
from drivers.page import _reasons, cups
from drivers.page._service import BUSY
from drivers.protocols import ipp
from drivers.protocols.ipp import Attribute, Group
from tests.drivers.benches import IMPATIENT
from tests.drivers.pages import PAGE, page
from tests.drivers.sensing import seconds_of
from tests.waiting import wait_until


@pytest.fixture
def printer():
    with PagePrinter() as printer:
        yield printer


@contextmanager
def opened(printer, **more):
    driver = cups.Driver(cups.Settings(**{**where(printer), **more}), IMPATIENT)
    driver.open()
    yield driver
    driver.close()


def where(printer, queue="A4"):
    return {"queue": queue, "host": "127.0.0.1", "port": printer.port, "timeout": 2.0, "limit": 8.0}


@pytest.fixture(params=["A4", ""], ids=["queue", "printer itself"])
def driver(printer, request):
    with opened(printer, queue=request.param) as driver:
        yield driver


def fault_of(call):
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value


def test_a_page_goes_through_memory_to_paper_and_the_printer_says_so(printer, driver):
    assert driver.print(PAGE) is Fate.CONFIRMED
    (printed,) = printer.pages
    assert printed.pdf == PAGE


def test_copies_are_the_printers_work(printer, driver):
    assert driver.print(page(count=2), copies=3) is Fate.CONFIRMED
    (printed,) = printer.pages
    assert (printed.copies, printed.sheets) == (3, 6)


def test_it_says_what_it_is(driver):
    assert driver.about() == About("Emulated", "Hall Emulated A4 10", "1.0", "SAMPLE-1")


def test_a_well_printer_is_well(driver):
    status = driver.status()
    assert (status.state, status.fault, status.paper) == (State.ONLINE, None, Paper.FULL)


def test_a_job_carries_no_name_but_the_terminals(printer, driver):
    driver.print(PAGE)
    (job,) = printer.machine.jobs.values()
    assert job.name == "Hall Kiosk 1"
    assert job.user == f"hall-kiosk@{socket.gethostname()}"


def no_paper(machine):
    machine.sheets = 0


TROUBLES = [
    (no_paper, Fault.PAPER_OUT, Paper.OUT),
    (lambda machine: setattr(machine, "cover_open", True), Fault.COVER_OPEN, Paper.FULL),
    (lambda machine: setattr(machine, "jammed", True), Fault.PAPER_JAMMED, Paper.JAMMED),
    (lambda machine: setattr(machine, "toner_out", True), Fault.TONER_OUT, Paper.FULL),
]


@pytest.mark.parametrize(("happens", "fault", "paper"), TROUBLES, ids=[str(fault) for _, fault, _ in TROUBLES])
def test_trouble_before_a_page_is_told_and_nothing_is_sent(printer, driver, happens, fault, paper):
    happens(printer.machine)
    status = driver.status()
    assert (status.fault, status.paper) == (fault, paper)
    assert fault_of(lambda: driver.print(PAGE)).fault is fault
    assert not printer.machine.jobs


@pytest.mark.parametrize(("happens", "fault", "paper"), TROUBLES, ids=[str(fault) for _, fault, _ in TROUBLES])
def test_trouble_in_mid_page_is_told_and_the_page_never_comes_out_late(printer, driver, happens, fault, paper):
    printer.machine.when_printing = lambda: happens(printer.machine)
    assert fault_of(lambda: driver.print(PAGE)).fault is fault
    (job,) = printer.machine.jobs.values()
    assert job.ended
    printer.machine.sheets, printer.machine.cover_open = None, False
    printer.machine.jammed = printer.machine.toner_out = False
    assert driver.print(PAGE) is Fate.CONFIRMED
    assert len(printer.pages) == 1


def test_a_printer_that_prints_what_was_cancelled_is_in_use_until_that_page_is_out(printer, driver):
    """As ippeveprinter does, after its tray was filled: whoever fills it finds the page, and no resident."""
    printer.machine.obstinate = True
    printer.machine.when_printing = lambda: no_paper(printer.machine)
    assert fault_of(lambda: driver.print(PAGE)).fault is Fault.PAPER_OUT
    printer.machine.seconds_per_sheet = 0.5
    printer.machine.sheets = None
    wait_until(lambda: driver.status().fault is Fault.IN_USE)
    assert not printer.pages
    wait_until(lambda: driver.status().ok)
    assert len(printer.pages) == 1


def test_little_paper_and_little_toner_are_no_fault(printer, driver):
    printer.machine.sheets, printer.machine.toner_low = 5, True
    status = driver.status()
    assert (status.fault, status.paper) == (None, Paper.LOW)
    assert "toner-low" in status.detail
    assert driver.print(PAGE) is Fate.CONFIRMED


def test_a_short_trouble_that_somebody_mends_at_once_does_not_lose_the_page(printer):
    def open_and_close():
        printer.machine.cover_open = True
        closing.start()

    closing = threading.Timer(0.05, lambda: setattr(printer.machine, "cover_open", False))
    printer.machine.when_printing = open_and_close
    patient = cups.Driver(cups.Settings(**where(printer)), cups.Limits(mend=20, look=0.02))
    patient.open()
    assert patient.print(PAGE) is Fate.CONFIRMED


def test_a_page_that_never_ends_is_cancelled_and_its_fate_is_unknown(printer):
    printer.machine.stuck = True
    with opened(printer, limit=1.0) as driver:
        assert driver.print(PAGE) is Fate.UNKNOWN
    (job,) = printer.machine.jobs.values()
    assert job.ended


def test_a_page_that_waits_behind_another_for_too_long_is_certainly_not_printed(printer):
    other = printer.machine.create("other", "somebody", 1)
    printer.machine.load(other, PAGE)
    printer.machine.stuck = True
    with opened(printer, limit=1.0) as driver:
        assert fault_of(lambda: driver.print(PAGE)).fault is Fault.NO_ANSWER
    assert [job.number for job in printer.machine.jobs.values() if not job.ended] == [other.number]


def test_a_printer_that_takes_one_job_at_a_time_is_waited_for(printer, driver):
    printer.answers.busy = 3
    assert driver.print(PAGE) is Fate.CONFIRMED


def test_a_printer_that_is_busy_for_long_is_told_and_nothing_was_sent(printer, driver):
    printer.answers.busy = 10_000
    assert fault_of(lambda: driver.print(PAGE)).fault is Fault.IN_USE
    assert not printer.machine.jobs


def test_a_server_that_falls_silent_in_mid_job_leaves_it_unknown_and_the_job_is_cancelled_when_it_is_back(printer):
    def silence():
        printer.trouble.mute = True
        printer.machine.stuck = True

    with opened(printer, timeout=0.5, limit=5.0) as driver:
        printer.machine.when_printing = silence
        assert driver.print(PAGE) is Fate.UNKNOWN
        (job,) = printer.machine.jobs.values()
        assert not job.ended
        printer.trouble.mute = False
        wait_until(lambda: driver.status().ok)
        assert job.ended
    assert not printer.pages


def test_a_job_left_behind_when_the_terminal_lost_its_power_is_cancelled_before_anything_else(printer):
    mine = printer.machine.create("Hall Kiosk 1", f"hall-kiosk@{socket.gethostname()}", 1)
    other = printer.machine.create("other", "somebody", 1)
    printer.machine.sheets = 0
    for job in (mine, other):
        printer.machine.load(job, PAGE)
    with opened(printer):
        assert mine.ended
        assert not other.ended


def test_a_printer_that_was_switched_off_in_mid_page_is_not_believed_when_it_is_back(printer):
    """CUPS calls such a job completed."""

    def off():
        printer.machine.switch_off()

    with opened(printer) as driver:
        printer.machine.when_printing = off
        assert driver.print(PAGE) is Fate.UNKNOWN


def test_a_queue_whose_printer_cannot_be_asked_is_never_believed():
    """CUPS has handed the page on; a printer on USB has not said a word."""
    with PagePrinter(device_uri="usb://HP/LaserJet?serial=X") as printer, opened(printer) as driver:
        assert driver.status().state is State.UNKNOWN
        assert driver.print(PAGE) is Fate.UNKNOWN
        assert len(printer.pages) == 1
        printer.machine.when_printing = lambda: no_paper(printer.machine)
        assert fault_of(lambda: driver.print(PAGE)).fault is Fault.PAPER_OUT


def test_a_queue_whose_printer_is_gone_says_so_though_cups_does_not_know_it():
    with PagePrinter(device_uri="ipp://127.0.0.1:1/ipp/print") as printer, opened(printer) as driver:
        assert fault_of(driver.status).fault is Fault.NO_DEVICE


def test_a_queue_that_was_stopped_names_the_command_that_starts_it(printer):
    printer.answers.paused = True
    with opened(printer) as driver:
        status = driver.status()
        assert status.fault is Fault.HARDWARE_ERROR
        assert "cupsenable A4" in status.detail


def test_a_queue_that_is_not_there_is_no_device(printer):
    wrong = cups.Driver(cups.Settings(**where(printer, "A5")), IMPATIENT)
    assert fault_of(wrong.open).fault is Fault.NO_DEVICE


@pytest.mark.parametrize("status", [0x0401, 0x0402, 0x0403])
def test_who_may_not_print_is_told_so(printer, status):
    printer.answers.refusal = status
    refused = cups.Driver(cups.Settings(**where(printer)), IMPATIENT)
    assert fault_of(refused.open).fault is Fault.NOT_PERMITTED


def test_a_service_that_is_busy_with_another_is_in_use(printer):
    printer.answers.refusal = BUSY
    assert fault_of(cups.Driver(cups.Settings(**where(printer)), IMPATIENT).open).fault is Fault.IN_USE


@pytest.mark.parametrize("name", ["garbage", "half"])
def test_noise_and_half_answers_are_garbled(printer, driver, name):
    setattr(printer.trouble, name, True)
    assert fault_of(driver.status).fault is Fault.GARBLED


def test_a_mute_server_holds_nobody_longer_than_its_limit(printer, driver):
    printer.trouble.mute = True
    seconds = seconds_of(lambda: fault_of(driver.status))
    assert seconds < 3


def test_a_server_that_answers_a_byte_at_a_time_holds_nobody_either():
    """Every byte is an answer in time; the whole never ends."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        stop = threading.Event()

        def drip():
            client, _ = server.accept()
            with client:
                client.sendall(b"HTTP/1.1 200 OK\r\n")
                while not stop.wait(0.02):
                    try:
                        client.sendall(b"x")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        driver = cups.Driver(cups.Settings(host="127.0.0.1", port=server.getsockname()[1], timeout=0.3))
        try:
            assert seconds_of(lambda: fault_of(driver.open)) < 5
        finally:
            stop.set()
            thread.join()


def test_no_server_is_no_device(tmp_path):
    for host in ("127.0.0.1", str(tmp_path / "cups.sock")):
        driver = cups.Driver(cups.Settings(queue="A4", host=host, port=1))
        assert fault_of(driver.open).fault is Fault.NO_DEVICE


def test_the_socket_of_this_machine_does_as_well(printer, tmp_path):
    """CUPS on Debian sleeps until its socket is asked."""
    path = str(tmp_path / "cups.sock")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()
        threading.Thread(target=_passed_on, args=(server, printer.port), daemon=True).start()
        driver = cups.Driver(cups.Settings(queue="A4", host=path))
        driver.open()
        assert driver.status().ok


def _passed_on(server, port):
    while True:
        try:
            client, _ = server.accept()
        except OSError:
            return
        with client, socket.create_connection(("127.0.0.1", port)) as there:
            other = {client: there, there: client}
            while ready := select.select(other, [], [], 5)[0]:
                if not (data := ready[0].recv(65536)):
                    break
                other[ready[0]].sendall(data)


def test_settings_that_name_no_printer_are_told():
    assert [name for name, _ in cups.Settings().disagreements()] == ["queue"]


def test_a_printer_without_pdf_asks_for_a_queue():
    with pytest.raises(DeviceError) as caught:
        cups._check(Group(ipp.PRINTER, {"document-format-supported": ("image/urf",)}), "ipp://printer")
    assert caught.value.fault is Fault.DRIVER_MISSING


SAID = [  # words of real printers, and of CUPS before them
    (("none",), 3, None, Paper.FULL),
    (("media-empty-warning", "media-needed-warning", "cups-waiting-for-job-completed"), 4, Fault.PAPER_OUT, Paper.OUT),
    (("media-empty-report",), 3, None, Paper.LOW),
    (("media-empty-error", "door-open-error"), 5, Fault.COVER_OPEN, Paper.OUT),
    (("media-empty",), 5, Fault.PAPER_OUT, Paper.OUT),
    (("toner-low-report", "marker-supply-low-warning"), 3, None, Paper.FULL),
    (("marker-supply-empty-warning",), 3, None, Paper.FULL),
    (("marker-supply-empty-warning",), 5, Fault.TONER_OUT, Paper.FULL),
    (("fuser-over-temp-error",), 5, Fault.HARDWARE_ERROR, Paper.FULL),
    (("offline-report", "connecting-to-device"), 4, None, Paper.FULL),
    (("none",), 5, Fault.HARDWARE_ERROR, Paper.FULL),
]


@pytest.mark.parametrize(("words", "state", "fault", "paper"), SAID, ids=str)
def test_the_words_of_ipp_are_our_faults(words, state, fault, paper):
    told = _reasons.condition(Group(ipp.PRINTER, {"printer-state-reasons": words, "printer-state": (state,)}))
    assert (told.fault, told.paper) == (fault, paper)


def test_another_programs_libcups_understands_the_emulated_printer_and_prints_on_it(printer, tmp_path):
    (tmp_path / "page.pdf").write_bytes(PAGE)
    connection = libcups.Connection(host="127.0.0.1", port=printer.port)
    assert connection.getPrinters()["A4"]["printer-state-reasons"] == ["none"]
    connection.printFile("A4", str(tmp_path / "page.pdf"), "page", {"copies": "2"})
    wait_until(lambda: printer.pages)
    assert printer.pages[0].pdf == PAGE


def test_what_is_encoded_is_what_libcups_reads():
    said = ipp.encoded(
        0x000B,
        7,
        [
            (ipp.OPERATION, [Attribute(ipp.CHARSET, "attributes-charset", ("utf-8",))]),
            (ipp.PRINTER, [Attribute(ipp.KEYWORD, "a", ("x", "y")), Attribute(ipp.INTEGER, "n", (-5,))]),
        ],
    )
    request, rest = libcups.IPPRequest(), [said]

    def read(count):
        part, rest[0] = rest[0][:count], rest[0][count:]
        return part

    request.readIO(read)
    assert [(one.name, one.values) for one in request.attributes] == [
        ("attributes-charset", ["utf-8"]),
        ("a", ["x", "y"]),
        ("n", [-5]),
    ]


KINDS = {
    ipp.INTEGER: st.integers(-(2**31), 2**31 - 1),
    ipp.BOOLEAN: st.booleans(),
    ipp.KEYWORD: st.text(max_size=20),
    ipp.OCTETS: st.binary(max_size=20),
    ipp.RANGE: st.tuples(st.integers(0, 9), st.integers(0, 9)),
}
attributes = st.sampled_from(list(KINDS)).flatmap(
    lambda kind: st.builds(
        Attribute,
        st.just(kind),
        st.text("abc-", min_size=1, max_size=9),
        st.lists(KINDS[kind], min_size=1, max_size=3).map(tuple),
    )
)


@settings(deadline=None, max_examples=40)
@given(st.lists(attributes, max_size=6, unique_by=lambda one: one.name), st.binary(max_size=50))
def test_what_is_encoded_is_what_is_decoded(sent, data):
    read = ipp.decoded(ipp.encoded(0x0002, 1, [(ipp.JOB, sent)], data))
    assert read.group(ipp.JOB).attributes == {one.name: one.values for one in sent}
    assert (read.code, read.number, read.data) == (0x0002, 1, data)


@settings(deadline=None)
@given(st.binary(max_size=300))
@example(b"")
@example(b"\x01\x01\x00\x00\x00\x00\x00\x01\x04\x34\x00\x01a\x00\x00")
def test_noise_is_an_answer_or_no_answer_and_never_anything_else(noise):
    reads_or_refuses(noise)
    reads_or_refuses(b"\x01\x01\x00\x00\x00\x00\x00\x01\x04" + noise)


def reads_or_refuses(said):
    try:
        told = ipp.decoded(said)
    except ipp.NotIppError:
        return
    for group in told.groups:
        _reasons.condition(group)


def test_nothing_of_a_page_is_left_in_a_file(printer, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with opened(printer) as driver:
        driver.print(PAGE)
    assert not list(tmp_path.iterdir())
