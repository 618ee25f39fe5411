"""A driver tried from a shell, as a technician does it."""

import signal
import subprocess
import sys

import pytest

from drivers import __main__ as by_hand
from drivers.emulated.card_reader import CardReader
from drivers.emulated.receipt_printer import ReceiptPrinter
from drivers.emulated.sample_cards import CITIZEN
from drivers.emulated.ups import Ups
from tests.rooms.test_house import ROOT
from tests.waiting import wait_until


def test_without_a_word_it_lists_every_model_with_its_settings(capsys):
    assert by_hand.main([]) == 0
    told = capsys.readouterr().out
    assert "card sam" in told
    assert "baudrate= (115200)" in told
    assert "receipt escpos" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["card", "sam", "prt=/dev/ttyUSB0"], "one of port, baudrate"),
        (["card", "sam"], "port"),
        (["card", "acme", "port=x"], "acme"),
        (["code", "camera"], "camera"),
    ],
)
def test_what_is_written_wrongly_is_named(capsys, words, said):
    assert by_hand.main(words) == 2
    assert said in capsys.readouterr().err


def test_a_device_that_is_not_there_is_named_with_who_must_act(capsys, tmp_path):
    assert by_hand.main(["card", "sam", f"port={tmp_path}/nothing"]) == 1
    told = capsys.readouterr().out
    assert "noDevice" in told
    assert "technician" in told


def test_a_printer_prints_what_is_given(capsys):
    with ReceiptPrinter() as printer:
        place = ["connection=network", "host=127.0.0.1", f"port={printer.port}", "timeout=0.2"]
        assert by_hand.main(["receipt", "escpos", *place, "--print", "测试"]) == 0
        assert len(printer.slips) == 1
    assert "printed: confirmed" in capsys.readouterr().out


def test_a_card_that_is_read_shows_its_kind_and_no_person(tmp_path):
    with CardReader(tmp_path / "card", baudrate=None) as reader:
        command = [sys.executable, "-m", "drivers", "card", "sam", f"port={tmp_path}/card"]
        with (tmp_path / "said").open("w") as out, subprocess.Popen(command, cwd=ROOT, stdout=out) as program:
            try:
                wait_until(lambda: "present something" in (tmp_path / "said").read_text())
                reader.insert(CITIZEN)
                wait_until(lambda: "read: " in (tmp_path / "said").read_text())
                program.send_signal(signal.SIGINT)
                assert program.wait(30) == 0
            finally:
                program.kill()
    told = (tmp_path / "said").read_text()
    assert "citizen" in told
    assert CITIZEN.name not in told
    assert CITIZEN.number not in told


def test_what_goes_over_the_wire_is_told_when_it_is_wished(capsys):
    with Ups() as ups:
        assert by_hand.main(["ups", "nut", f"ups={ups.name}", f"port={ups.port}", "--once", "--trace"]) == 0
    told = capsys.readouterr().out
    assert f"→ LIST VAR {ups.name}" in told
    assert 'ups.status "OL"' in told


def test_a_camera_has_no_wire_to_trace(capsys, tmp_path):
    assert by_hand.main(["camera", "opencv", f"source={tmp_path}", "--once", "--trace"]) == 2
    assert "no wire" in capsys.readouterr().err
