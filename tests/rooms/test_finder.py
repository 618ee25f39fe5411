"""From what is plugged in to the configuration: the choice, and the command that a technician types."""

import io
import json
import shutil
import sys

import pytest

from drivers.emulated.card_reader import CardReader
from drivers.emulated.receipt_printer import ReceiptPrinter
from drivers.finding import Candidate, Confidence, Found, Kind, Usb, Why
from kiosk.config.loading import load
from kiosk.config.writing import versions, written
from kiosk.finder.choosing import Discovery, changes, toggled, usual
from kiosk.finder.command import DONE, NOT_WRITTEN, main
from kiosk.finder.finder import Finder
from tests.drivers.machine import Machine
from tests.rooms.test_house import ROOT


def thing(path):
    return Found(Kind.SERIAL, path, path, Usb(1, 2))


A, B, EYE = thing("/dev/a"), thing("/dev/b"), Found(Kind.CAMERA, "/dev/video0", "eye")


def candidate(role, found, confidence=Confidence.SURE, why=Why.ANSWERED, model="sam"):
    return Candidate(role, model, {"port": found.path}, confidence, why, found=found)


CARD, OTHER_CARD = candidate("card", A), candidate("card", B)
CODE_ON_A = candidate("code", A, Confidence.POSSIBLE, Why.SILENT)
FACE, DOCUMENT = candidate("camera", EYE, model="opencv"), candidate("document_camera", EYE, model="opencv")
THROUGH = Candidate("code", "camera", {}, Confidence.POSSIBLE, Why.THROUGH, found=EYE)


def test_of_several_sure_ones_the_first_is_taken_by_itself():
    assert usual(Discovery((A, B), (CARD, OTHER_CARD))) == (CARD,)


def test_what_is_only_likely_is_never_taken_by_itself():
    likely = candidate("code", A, Confidence.LIKELY, Why.NAMED)
    assert usual(Discovery((A,), (likely,))) == ()


def test_a_device_that_is_configured_is_replaced_only_when_its_role_is_named():
    discovery = Discovery((A,), (CARD,), {"card": "sam /dev/old"})
    assert usual(discovery) == ()
    assert usual(discovery, ["card"]) == (CARD,)


def test_one_thing_is_taken_for_one_role():
    assert usual(Discovery((EYE,), (DOCUMENT, FACE))) == (FACE,)


def test_a_tick_for_the_same_role_or_the_same_thing_takes_the_place_of_the_other():
    assert toggled((CARD,), OTHER_CARD) == (OTHER_CARD,)
    assert toggled((CARD,), CODE_ON_A) == (CODE_ON_A,)
    assert toggled((CARD, FACE), CARD) == (FACE,)


def test_a_camera_may_be_looked_through_for_codes_and_be_the_camera_still():
    assert toggled((FACE,), THROUGH) == (FACE, THROUGH)
    assert toggled((THROUGH,), FACE) == (THROUGH, FACE)


def test_what_stands_for_no_role_is_among_the_others():
    assert Discovery((A, B), (CARD,)).others == (B,)


def test_a_choice_becomes_what_is_to_be_written():
    assert changes((CARD,)) == {"card": {"driver": "sam", "port": "/dev/a"}}


@pytest.fixture
def machine(tmp_path):
    made = Machine(tmp_path / "machine", answer=0.6)
    made.node = made.port("ttyUSB0", made.usb("1-2", "1a86:7523", product="ID Card Reader"), by_id="usb-reader")
    shutil.copy(ROOT / "config/kiosk.toml", tmp_path / "kiosk.toml")
    made.file = tmp_path / "kiosk.toml"
    return made


@pytest.fixture
def run(machine, monkeypatch, capsys):
    """The command with some lines typed: its exit status, what it says, and what it says beside."""

    def run(*words, typed=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        status = main(["--config", str(machine.file), "--language", "en", *words], machine.system)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def devices(machine):
    return load(machine.file, {}).devices


def test_it_tells_what_is_there_and_writes_nothing(machine, run):
    before = machine.file.read_text()
    with CardReader(machine.node):
        status, out, _ = run()
    assert status == DONE
    assert "card reader (not configured)" in out
    assert "sure · has answered · 05.01-20230101-0001234567-0089012345" in out
    assert "cannot be looked for: aplay" in out.replace("the program ", "")
    assert machine.file.read_text() == before


def test_it_speaks_chinese(machine, run):
    with CardReader(machine.node):
        _, out, _ = run("--language", "zh")
    assert "身份证阅读器 (未配置)" in out
    assert "确定 · 已应答" in out


def test_what_is_sure_is_written_without_a_question_when_that_is_asked_for(machine, run):
    with CardReader(machine.node):
        status, out, _ = run("--write", "--yes")
    assert status == DONE
    assert '+port = "' in out
    assert devices(machine)["card"].settings.port.endswith("/dev/serial/by-id/usb-reader")
    assert len(versions(machine.file)) == 1


def test_it_asks_for_each_role_and_before_it_writes(machine, run):
    with CardReader(machine.node):
        status, out, err = run("--write", typed="\ny\n")
    assert status == DONE
    assert "card reader: which one? 1 to 1, 0 for none [1]" in err
    assert "is written and counts from the next start on" in out
    assert set(devices(machine)) == {"card"}


@pytest.mark.parametrize("typed", ["0\n", "1\nn\n", "1\n", ""])
def test_a_no_or_an_end_of_the_answers_writes_nothing(machine, run, typed):
    with CardReader(machine.node):
        status, _, err = run("--write", typed=typed)
    assert status == NOT_WRITTEN
    assert "nothing has been written" in err
    assert devices(machine) == {}


def test_written_twice_the_second_time_nothing_changes(machine, run):
    with CardReader(machine.node):
        run("--write", "--yes")
        status, out, _ = run("--write", "--yes", "--role", "card")
    assert status == DONE
    assert "nothing would change" in out
    assert len(versions(machine.file)) == 1


def test_a_role_that_is_named_is_the_only_one(machine, run):
    with CardReader(machine.node), ReceiptPrinter() as printer:
        _, out, _ = run("--role", "receipt", "--host", f"127.0.0.1:{printer.port}")
    assert "slip printer (not configured)" in out
    assert "card reader (not configured)" not in out


def test_a_printer_at_a_named_address_is_written_with_its_address(machine, run):
    with ReceiptPrinter() as printer:
        run("--role", "receipt", "--host", f"127.0.0.1:{printer.port}", "--write", "--yes")
        settings = devices(machine)["receipt"].settings
        assert (settings.connection, settings.host, settings.port) == ("network", "127.0.0.1", printer.port)


def test_a_printer_that_moves_from_a_cable_to_the_network_leaves_nothing_of_the_cable(machine, run):
    old = '\n[devices.receipt]\ndriver = "escpos"\nconnection = "file"\npath = "/dev/usb/lp0"\nwidth_mm = 58\n'
    machine.file.write_text(machine.file.read_text() + old)
    with ReceiptPrinter() as printer:
        run("--role", "receipt", "--host", f"127.0.0.1:{printer.port}", "--write", "--yes")
    settings = devices(machine)["receipt"].settings
    assert (settings.connection, settings.path, settings.width_mm) == ("network", "", 58)


def test_as_json_it_is_data(machine, run):
    with CardReader(machine.node):
        status, out, _ = run("--json")
    told = json.loads(out)
    assert status == DONE
    assert [(one["role"], one["settings"]["baudrate"]) for one in told["candidates"]] == [("card", 115200)]
    assert told["candidates"][0]["found"] == told["found"][0]["path"]


def test_json_does_not_go_with_writing(run):
    with pytest.raises(SystemExit):
        run("--json", "--write")


def test_without_probing_no_byte_is_sent(machine, run):
    with CardReader(machine.node) as reader:
        _, out, _ = run("--no-probe")
        assert not reader.heard
    assert "likely · by its numbers or name" in out


def test_a_running_kiosk_is_said_to_hold_its_devices(machine, run):
    with CardReader(machine.node) as reader:
        machine.held(machine.node, 4321, "python run_kiosk.py run")
        _, out, _ = run()
        assert not reader.heard
    assert "The kiosk is running and holds 1 of the devices" in out
    assert "held by the kiosk itself: not asked" in out


def test_a_configuration_that_would_be_wrong_is_not_written_and_says_why(machine, run):
    machine.file.write_text(machine.file.read_text() + "\n[platfrom]\n")
    with CardReader(machine.node):
        status, _, err = run("--write", "--yes")
    assert status == NOT_WRITTEN
    assert "platfrom: is not known" in err


def test_a_configuration_that_is_not_there_does_not_hinder_looking(machine, run):
    machine.file.unlink()
    with CardReader(machine.node):
        assert run()[0] == DONE
        status, _, err = run("--write", "--yes")
    assert status == NOT_WRITTEN
    assert "cannot be read" in err


def test_the_desk_tells_what_is_configured_now(machine):
    machine.file.write_text('[devices.card]\ndriver = "sam"\nport = "/dev/x"\n[devices.receipt]\ndriver = "escpos"\n')
    assert Finder(machine.file).configured() == {"card": "sam /dev/x", "receipt": "escpos"}


def test_the_desk_refuses_a_preview_whose_file_has_changed(machine):
    finder = Finder(machine.file)
    preview = finder.preview((CARD,))
    machine.file.write_text("# other\n" + machine.file.read_text())
    assert "changed since the preview" in written(preview).mistakes[0].reason
