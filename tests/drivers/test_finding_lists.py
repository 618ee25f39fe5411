"""What is plugged in: listed from the kernel's own folders, under names that last, whatever is missing or odd."""

import http.server
import os
import socket
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest

from drivers import DeviceError, Fault
from drivers.finding import Kind, Note, aside, holders, look, looking
from drivers.finding.services import without_password
from tests.drivers.machine import Machine

APLAY = """**** List of PLAYBACK Hardware Devices ****
card 0: PCH [HDA Intel PCH], device 0: ALC256 Analog [ALC256 Analog]
  Subdevices: 1/1
card 1: HDMI [HDA Intel HDMI], device 3: HDMI 0 [HDMI 0]
"""


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def found(machine, kind):
    return [one for one in look(system=machine.system) if one.kind is kind and one.path]


def only(machine, kind):
    (one,) = found(machine, kind)
    return one


def test_a_serial_port_behind_usb_is_known_by_its_lasting_name(machine):
    usb = machine.usb("1-2", "1a86:7523", maker="QinHeng", product="USB Serial")
    machine.port("ttyUSB0", usb, by_id="usb-1a86_USB_Serial-if00-port0", by_path="pci-0-usb-0:2:1.0-port0").touch()
    one = only(machine, Kind.SERIAL)
    assert one.path.endswith("/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0")
    assert (one.node, one.name) == (str(machine.root / "dev/ttyUSB0"), "QinHeng USB Serial")
    assert (one.usb.numbers, one.usb.at, one.usb.speed) == ("1a86:7523", "1-2", "12")


def test_two_readers_alike_are_known_by_their_sockets(machine):
    for place, name in (("1-1", "ttyUSB0"), ("1-3", "ttyUSB1")):
        usb = machine.usb(place, "1a86:7523", product="USB Serial")
        machine.port(name, usb, by_id="usb-1a86_USB_Serial-if00-port0", by_path=f"usb-0:{place}:1.0-port0").touch()
    two = found(machine, Kind.SERIAL)
    assert [Path(one.path).name for one in two] == ["usb-0:1-1:1.0-port0", "usb-0:1-3:1.0-port0"]
    assert all(Note.TWIN in one.notes for one in two)


def test_two_of_a_kind_with_serial_numbers_of_their_own_are_no_twins(machine):
    for place, name, serial in (("1-1", "ttyACM0", "S1"), ("1-3", "ttyACM1", "S2")):
        machine.port(name, machine.usb(place, "1eab:1a06", serial=serial), by_id=f"usb-Newland_{serial}").touch()
    assert [Path(one.path).name for one in found(machine, Kind.SERIAL)] == ["usb-Newland_S1", "usb-Newland_S2"]


def test_the_two_ports_of_one_device_are_no_twins(machine):
    usb = machine.usb("1-1", "0403:6010", product="Dual")
    for name in ("ttyUSB0", "ttyUSB1"):
        machine.port(name, usb, by_id=f"usb-FTDI_Dual-{name}").touch()
    assert not any(one.notes for one in found(machine, Kind.SERIAL))


def test_without_links_of_udev_the_node_itself_is_the_name(machine):
    node = machine.port("ttyS0")
    node.touch()
    assert only(machine, Kind.SERIAL).path == str(node)


def test_a_place_for_a_port_that_the_board_lacks_is_no_port(machine):
    machine.port("ttyS4").touch()
    (machine.root / "sys/class/tty/ttyS4/type").write_text("0\n")
    (machine.root / "sys/class/tty/console").mkdir()
    assert found(machine, Kind.SERIAL) == []


def test_a_port_that_is_a_console_of_the_kernel_is_left_alone(machine):
    machine.port("ttyS0").touch()
    (machine.root / "sys/class/tty/ttyS0/console").write_text("Y\n")
    assert found(machine, Kind.SERIAL) == []


def test_a_link_that_leads_nowhere_is_passed_over(machine):
    node = machine.port("ttyUSB0", machine.usb("1-2", "1a86:7523"), by_id="usb-x")
    node.touch()
    (machine.root / "dev/serial/by-id/a-broken").symlink_to("../../ttyUSB9")
    assert only(machine, Kind.SERIAL).path.endswith("usb-x")


def test_a_device_that_vanished_while_it_was_listed_is_said_to_be_gone(machine):
    machine.port("ttyUSB0", machine.usb("1-2", "1a86:7523"))
    assert only(machine, Kind.SERIAL).fault is Fault.NO_DEVICE


def test_a_usb_device_that_loses_its_folder_halfway_is_left_out(machine):
    usb = machine.usb("1-2", "1a86:7523")
    (usb / "idProduct").unlink()
    assert found(machine, Kind.USB) == []


def test_of_a_camera_with_several_nodes_the_one_with_pictures_is_listed(machine):
    usb = machine.usb("1-4", "32e4:9230", product="Face Camera", interfaces=("0e",))
    machine.camera("video0", usb, "Face Camera: HD", by_id="usb-face-video-index0").touch()
    machine.camera("video1", usb, "Face Camera: HD", by_id="usb-face-video-index1", index="1").touch()
    one = only(machine, Kind.CAMERA)
    assert (one.name, one.could_be) == ("Face Camera: HD", ("camera", "document_camera"))
    assert one.path.endswith("/dev/v4l/by-id/usb-face-video-index0")


def test_a_document_camera_is_known_by_its_name(machine):
    usb = machine.usb("1-4", "0c45:6366", product="高拍仪", interfaces=("0e",))
    machine.camera("video0", usb, "高拍仪").touch()
    assert only(machine, Kind.CAMERA).could_be[0] == "document_camera"


def test_a_printer_with_a_node_says_what_it_speaks(machine):
    usb = machine.usb("1-5", "04b8:0e15", serial="X77", interfaces=("07",))
    machine.line_printer("lp0", usb, "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;").touch()
    one = only(machine, Kind.LINE_PRINTER)
    assert (one.path, one.name, one.facts["languages"]) == ("04b8:0e15:X77", "EPSON TM-T20II", "ESC/POS")
    assert one.could_be == ("receipt",)


def test_a_page_printer_on_usb_asks_for_a_queue(machine):
    usb = machine.usb("1-5", "03f0:042a", interfaces=("07",))
    machine.line_printer("lp0", usb, "MANUFACTURER:HP;COMMAND SET:PJL,PCL;MODEL:LaserJet M404;").touch()
    one = only(machine, Kind.LINE_PRINTER)
    assert one.could_be == ("page",)
    assert one.notes == {Note.NEEDS_QUEUE}


def test_usb_devices_without_a_node_are_listed_and_hubs_are_not(machine):
    machine.usb("1-1", "05e3:0608", device_class="09")
    machine.usb("1-2", "0400:c35a", product="Reader")
    machine.usb("1-3", "0781:5567", interfaces=("08",))  # a memory stick
    one = only(machine, Kind.USB)
    assert (one.path, one.could_be) == ("0400:c35a", ("card",))
    assert not one.notes


def test_a_thing_that_is_known_and_that_no_driver_here_can_use_is_told(machine):
    machine.usb("1-2", "1a86:0001", product="Radar")
    assert Note.NO_DRIVER in only(machine, Kind.USB).notes


def test_a_scanner_that_types_like_a_keyboard_is_told_apart(machine):
    machine.usb("1-2", "1eab:8203", product="Newland", interfaces=("03",))
    assert Note.KEYBOARD in only(machine, Kind.USB).notes


def test_a_modem_is_never_taken_for_a_device_of_ours(machine):
    machine.port("ttyUSB2", machine.usb("1-2", "2c7c:0125", maker="Quectel")).touch()
    one = only(machine, Kind.SERIAL)
    assert (one.could_be, one.notes) == ((), {Note.MODEM})


def test_a_ups_that_nobody_looks_after_says_what_is_missing(machine):
    machine.usb("1-2", "051d:0002", maker="American Power Conversion", interfaces=("03",))
    one = only(machine, Kind.USB)
    assert one.could_be == ("ups",)
    assert Note.NEEDS_NUT in one.notes


def test_queues_readers_and_sound_cards_come_from_their_services(machine):
    queue = {"name": "A4", "info": "Hall printer", "make": "HP LaserJet", "uri": "ipp://u:p@h/x", "reasons": "none"}
    answers = {"queues": [queue], "readers": [{"name": "Generic Reader 00 00"}]}
    machine.library = lambda what, *_: answers[what]
    machine.command = lambda _: APLAY
    assert [(one.path, one.name, one.detail) for one in found(machine, Kind.QUEUE)] == [("A4", "Hall printer", "")]
    assert [one.path for one in found(machine, Kind.SMARTCARD)] == ["Generic Reader 00 00"]
    assert [(one.path, one.name) for one in found(machine, Kind.SOUND)] == [
        ("plughw:CARD=PCH,DEV=0", "HDA Intel PCH, ALC256 Analog"),
        ("plughw:CARD=HDMI,DEV=3", "HDA Intel HDMI, HDMI 0"),
    ]
    assert "u:p" not in repr(look(system=machine.system))


def test_a_password_in_the_address_of_a_queue_is_not_shown():
    assert without_password("ipp://user:secret@printer/ipp") == "ipp://printer/ipp"
    assert without_password("usb://HP/LaserJet?serial=1") == "usb://HP/LaserJet?serial=1"


def test_a_service_that_does_not_run_is_in_the_list_with_its_reason(machine):
    missing = {one.kind: one for one in look(system=machine.system) if not one.path}
    assert missing[Kind.QUEUE].fault is Fault.NO_DEVICE
    assert missing[Kind.SOUND].fault is Fault.DRIVER_MISSING
    assert "aplay" in missing[Kind.SOUND].detail
    assert Kind.UPS not in missing  # a machine without NUT has no UPS to look after


def test_a_port_that_another_program_has_open_is_said_to_be_in_use_and_by_whom(machine):
    node = machine.port("ttyUSB0", machine.usb("1-2", "1a86:7523"))
    node.touch()
    machine.held(node, 4321, "minicom -D /dev/ttyUSB0")
    one = only(machine, Kind.SERIAL)
    assert (one.fault, one.detail) == (Fault.IN_USE, "process 4321, minicom")
    assert not one.holder.kiosk


def test_a_port_that_the_kiosk_has_open_is_said_to_be_the_kiosks(machine):
    node = machine.port("ttyUSB0", machine.usb("1-2", "1a86:7523"))
    node.touch()
    machine.held(node, 4321, "python /opt/hall-kiosk/run_kiosk.py run")
    assert only(machine, Kind.SERIAL).holder.kiosk


def test_a_port_that_another_user_has_locked_is_in_use_though_his_files_are_hidden(machine):
    node = machine.port("ttyUSB0", machine.usb("1-2", "1a86:7523"))
    node.touch()
    there = node.stat()
    place = f"{os.major(there.st_dev):02x}:{os.minor(there.st_dev):02x}:{there.st_ino}"
    machine._write(machine.root / "proc", {"locks": f"1: FLOCK  ADVISORY  WRITE 77 {place} 0 EOF"})
    machine._write(machine.root / "proc/77", {"comm": "reader"})
    assert only(machine, Kind.SERIAL).holder.process == 77


def test_a_real_process_that_holds_a_real_file_is_found(tmp_path):
    (tmp_path / "port").touch()
    code = "import sys; held = open(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    words = [sys.executable, "-c", code, str(tmp_path / "port")]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"open\n"
        assert holders.of([str(tmp_path / "port")], Path("/proc"))[str(tmp_path / "port")].process == process.pid
        process.stdin.close()
        process.wait()
    assert holders.of([str(tmp_path / "port")], Path("/proc")) == {}


def test_a_port_that_this_user_may_not_open_names_the_group_it_belongs_to(machine, monkeypatch):
    machine.port("ttyUSB0", machine.usb("1-2", "1a86:7523")).touch()
    monkeypatch.setattr(os, "access", lambda *_: False)  # whoever runs the tests may be root
    one = only(machine, Kind.SERIAL)
    assert one.fault is Fault.NOT_PERMITTED
    assert "belongs to the group" in one.detail


def test_progress_is_told_for_every_kind_and_ends(machine):
    told = []
    look(told.append, machine.system)
    assert [one.done for one in told] == list(range(told[-1].total + 1))


def test_a_folder_that_is_torn_away_while_it_is_read_stops_nothing(machine, monkeypatch):
    def torn(_):
        raise FileNotFoundError

    monkeypatch.setattr(looking, "LOOKERS", {**looking.LOOKERS, Kind.SERIAL: torn})
    machine.usb("1-2", "0400:c35a")
    everything = look(system=machine.system)
    assert [one.fault for one in everything if one.kind is Kind.SERIAL] == [Fault.NO_ANSWER]
    assert [one.path for one in everything if one.kind is Kind.USB] == ["0400:c35a"]


def test_this_very_machine_can_be_looked_at():
    assert all(one.path or one.fault for one in look())


def test_a_library_that_hangs_is_ended_at_its_limit():
    with pytest.raises(DeviceError) as caught:
        aside.ask("readers", limit=0.001)
    assert caught.value.fault is Fault.NO_ANSWER


class IppPrinter(http.server.BaseHTTPRequestHandler):
    """Answers Get-Printer-Attributes as RFC 8010 and 8011 have it."""

    asked: ClassVar[list[int]] = []  # operations

    def do_POST(self):
        request = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append(int.from_bytes(request[2:4], "big"))
        attributes = (
            (0x47, "attributes-charset", "utf-8"), (0x48, "attributes-natural-language", "en"), (0x04, "", ""),
            (0x41, "printer-info", "大厅打印机"), (0x41, "printer-make-and-model", "Example A4"),
            (0x44, "printer-state-reasons", "media-low-report"),
        )  # fmt: skip
        answer = b"\x02\x00\x00\x00" + request[4:8] + b"\x01"
        answer += b"".join(self._attribute(*one) for one in attributes) + b"\x03"
        self.send_response(200)
        self.send_header("Content-Type", "application/ipp")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    @staticmethod
    def _attribute(tag, name, value):
        if not name:
            return bytes((tag,))  # a new group begins
        named, said = name.encode(), value.encode()
        return bytes((tag,)) + len(named).to_bytes(2, "big") + named + len(said).to_bytes(2, "big") + said

    def log_message(self, *_):
        """Nothing: the tests' output is for the tests."""


def test_a_page_printer_at_a_named_address_tells_its_name_over_ipp_and_gets_no_job(machine):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), IppPrinter) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            address = f"ipp://127.0.0.1:{server.server_port}"
            machine.hosts, machine.library = (address,), aside.ask
            one = next(one for one in look(system=machine.system) if one.kind is Kind.NETWORK)
        finally:
            server.shutdown()
            thread.join()
    assert (one.name, one.detail, one.facts["make"]) == ("大厅打印机", "media-low-report", "Example A4")
    assert (one.path, one.could_be, one.fault) == (f"{address}/ipp/print", ("page",), None)
    assert set(IppPrinter.asked) == {0x0B}  # Get-Printer-Attributes, and nothing else


def test_something_that_listens_and_never_answers_is_given_up(machine):
    with socket.create_server(("127.0.0.1", 0)) as server:
        machine.hosts = (f"ipp://127.0.0.1:{server.getsockname()[1]}",)
        machine.library = partial(aside.ask, limit=1.0)
        one = next(one for one in look(system=machine.system) if one.kind is Kind.NETWORK)
    assert one.fault in {Fault.NO_ANSWER, Fault.NO_DEVICE}
