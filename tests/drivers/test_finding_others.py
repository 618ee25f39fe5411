"""Printers, cameras, readers and a UPS are asked what they are, each as it can bear it."""

import os
import select
import socket
import threading
from dataclasses import replace

import pytest

from drivers import Fault
from drivers.emulated.camera_pictures import CameraPictures
from drivers.emulated.receipt_printer import ReceiptPrinter, SerialReceiptPrinter
from drivers.finding import Confidence, Kind, Why, look, probe, probe_all
from tests.drivers.asking import asked, blank, listed, patient
from tests.drivers.machine import Machine


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_a_network_printer_is_asked_at_the_address_that_was_named(machine):
    with ReceiptPrinter() as printer, patient(machine):
        machine.hosts = (f"127.0.0.1:{printer.port}",)
        (one,) = asked(machine, Kind.NETWORK)
        kept = {name: value for name, value in one.settings.items() if value is not None}
        assert kept == {"connection": "network", "host": "127.0.0.1", "port": printer.port}
        assert one.confidence is Confidence.SURE
        assert not printer.slips


def test_a_network_printer_that_says_nothing_is_only_likely(machine):
    with ReceiptPrinter() as printer:
        printer.trouble.mute = True
        machine.hosts = (f"127.0.0.1:{printer.port}",)
        (one,) = asked(machine, Kind.NETWORK)
        assert (one.confidence, one.why) == (Confidence.POSSIBLE, Why.NAMED)


def test_an_address_where_nobody_listens_is_said_so(machine):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    machine.hosts = (f"127.0.0.1:{port}", "no/address", "ipp://127.0.0.1:1")
    faults = [one.fault for one in look(system=machine.system) if one.kind is Kind.NETWORK]
    assert faults == [Fault.NO_DEVICE] * 3


def test_an_ordinary_printer_at_a_named_address_is_never_sent_anything_to_its_port(machine):
    """It would take the question for a page."""
    with ReceiptPrinter() as printer:
        machine.hosts = (f"ipp://127.0.0.1:{printer.port}",)
        told = {"info": "", "make": "Laser", "reasons": "none", "name": "", "uri": "", "formats": ""}
        machine.library = lambda what, *_: [told] if what == "printer" else []
        one = listed(machine, Kind.NETWORK)
        assert (one.name, one.could_be) == ("Laser", ("page",))
        (candidate,) = probe(one, machine.system)
        assert (candidate.role, candidate.model) == ("page", "cups")
        assert candidate.settings == {"host": "127.0.0.1", "port": printer.port, "queue": None}
        assert blank(printer)


def test_a_page_printer_on_usb_is_never_asked_what_only_a_receipt_printer_understands(machine):
    usb = machine.usb("1-5", "03f0:042a", interfaces=("07",))
    os.mkfifo(node := machine.line_printer("lp0", usb, "MFG:HP;CMD:PCL;MDL:LaserJet;"))
    reader = os.open(node, os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(node, os.O_WRONLY)
    try:
        asked(machine, Kind.LINE_PRINTER)
        assert not select.select([reader], [], [], 0)[0]
    finally:
        os.close(reader)
        os.close(writer)


def test_a_receipt_printer_on_usb_is_asked_at_its_node_and_named_by_its_numbers(machine):
    usb = machine.usb("1-5", "04b8:0e15", serial="X77", interfaces=("07",))
    node = machine.line_printer("lp0", usb, "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;")
    with SerialReceiptPrinter(node) as printer, patient(machine):  # a terminal is a device with two ways, too
        (one,) = asked(machine, Kind.LINE_PRINTER)
        kept = {name: value for name, value in one.settings.items() if value is not None}
        assert kept == {"connection": "usb", "port": "04b8:0e15:X77"}
        assert one.confidence is Confidence.SURE
        assert not printer.slips


def test_of_two_usb_printers_alike_each_is_named_by_its_node(machine):
    for socket_name, name in (("1-5", "lp0"), ("1-6", "lp1")):
        usb = machine.usb(socket_name, "0416:5011", interfaces=("07",))
        machine.line_printer(name, usb, "MFG:POS;MDL:POS58;").touch()
    candidates = probe_all(look(system=machine.system), system=machine.system, ask=False)
    assert [one.settings["path"] for one in candidates] == [str(machine.root / f"dev/usb/lp{i}") for i in (0, 1)]


def test_a_camera_that_delivers_is_sure_and_can_read_codes_too(machine):
    usb = machine.usb("1-4", "32e4:9230", interfaces=("0e",))
    node = machine.camera("video0", usb, "Face Camera", by_id="usb-face-video-index0")
    with CameraPictures(node):
        first, *others = asked(machine, Kind.CAMERA)
        assert (first.role, first.model, first.why) == ("camera", "opencv", Why.PICTURE)
        assert " × " in first.told
        assert first.settings == {"source": first.found.path}
        through = {(one.role, one.model) for one in others if one.why is Why.THROUGH}
        assert through == {("code", "camera"), ("presence", "camera")}
        assert ("document_camera", "opencv") in {(one.role, one.model) for one in others}  # a person chooses


def test_a_camera_without_colour_may_be_an_infra_red_eye(machine):
    import cv2
    import numpy as np

    usb = machine.usb("1-4", "32e4:9230", interfaces=("0e",))
    node = machine.camera("video0", usb, "Eye")
    node.mkdir()
    rows = np.random.default_rng(5).integers(0, 255, (480, 640), np.uint8)
    cv2.imwrite(str(node / "grey.png"), rows)
    assert (asked(machine, Kind.CAMERA)[0].why, asked(machine, Kind.CAMERA)[0].told) == (Why.GREY, "640 × 480")


def test_a_camera_that_delivers_nothing_is_only_possible(machine):
    usb = machine.usb("1-4", "32e4:9230", interfaces=("0e",))
    machine.camera("video0", usb, "Eye").write_text("no picture")
    assert {one.confidence for one in asked(machine, Kind.CAMERA)} == {Confidence.POSSIBLE}


def test_services_need_no_questions(machine):
    machine.library = lambda what, *_: [{"name": "Generic Reader 00 00"}] if what == "readers" else []
    one = listed(machine, Kind.SMARTCARD)
    assert probe(replace(one, could_be=()), machine.system) == []
    assert all(candidate.why is Why.LISTED for candidate in probe(one, machine.system))


@pytest.fixture
def nut():
    """A service that lists one UPS, as RFC 9271 has it."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        connection, _ = server.accept()
        with connection:
            assert connection.recv(100) == b"LIST UPS\n"
            connection.sendall(b'BEGIN LIST UPS\nUPS hall "Hall ')
            connection.sendall(b'UPS 1"\nEND LIST UPS\n')

    thread = threading.Thread(target=serve)
    thread.start()
    yield server.getsockname()
    thread.join(10)
    server.close()


def test_a_ups_is_found_where_nut_looks_after_it(machine, nut):
    machine.nut = nut
    one = listed(machine, Kind.UPS)
    assert (one.path, one.name, one.could_be) == ("hall@127.0.0.1", "Hall UPS 1", ("ups",))
