"""What is on a serial line is asked what it is: by questions that change nothing and print nothing."""

import os
import termios

import pytest

from drivers.emulated.card_reader import CardReader
from drivers.emulated.escpos_machine import Model
from drivers.emulated.radar import Radar
from drivers.emulated.receipt_printer import SerialReceiptPrinter
from drivers.emulated.relay_board import ModbusBoard
from drivers.emulated.sample_cards import CITIZEN
from drivers.emulated.scanner import Scanner
from drivers.finding import Confidence, Why
from drivers.protocols import sam
from tests.drivers.asking import asked, blank, patient, plugged, reader_of
from tests.drivers.machine import Machine


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_a_card_reader_is_sure_and_tells_the_number_of_its_module(machine):
    with CardReader(reader_of(machine)) as reader, patient(machine):
        reader.insert(CITIZEN)
        (one,) = asked(machine)
        assert (one.role, one.model, one.confidence, one.why) == ("card", "sam", Confidence.SURE, Why.ANSWERED)
        assert one.settings == {"port": one.found.path, "baudrate": 115200}
        assert one.told == "05.01-20230101-0001234567-0089012345"
        assert set(reader.heard) == {sam.STATUS, sam.MODULE_ID}  # nobody's card is looked for, let alone read


def test_a_card_reader_is_found_at_the_speed_it_is_set_to_and_behind_any_chip(machine):
    with CardReader(plugged(machine), 9600), patient(machine):
        (one,) = asked(machine)
        assert (one.role, one.settings["baudrate"]) == ("card", 9600)


def test_noise_before_a_sound_answer_does_not_make_it_unsound(machine):
    with CardReader(reader_of(machine)) as reader, patient(machine):
        reader.trouble.garbage = True
        assert [one.confidence for one in asked(machine)] == [Confidence.SURE]


def test_a_module_that_says_it_is_broken_is_a_card_reader_all_the_same(machine):
    with CardReader(reader_of(machine)) as reader, patient(machine):
        reader.refuses = 0x66
        (one,) = asked(machine)
        assert (one.role, one.told) == ("card", "SW3 66: the module is not authorised")


@pytest.mark.parametrize("trouble", ["mute", "half", "bad_checksum"])
def test_what_answers_nothing_sound_could_still_be_a_scanner(machine, trouble):
    with CardReader(plugged(machine)) as reader:
        setattr(reader.trouble, trouble, True)
        scanner, board = asked(machine)
        assert (scanner.role, scanner.confidence, scanner.why) == ("code", Confidence.POSSIBLE, Why.SILENT)
        assert (board.role, board.model, board.why) == ("lights", "lcus", Why.SILENT)


def test_a_port_is_left_with_the_settings_it_had(machine):
    with SerialReceiptPrinter(plugged(machine)) as printer, patient(machine):
        handle = os.open(printer.wire.path, os.O_RDWR | os.O_NOCTTY)
        try:
            wanted = termios.tcgetattr(handle)
            wanted[4] = wanted[5] = termios.B57600
            termios.tcsetattr(handle, termios.TCSANOW, wanted)
            before = termios.tcgetattr(handle)
            assert asked(machine)
            assert termios.tcgetattr(handle) == before
        finally:
            os.close(handle)


def test_a_serial_receipt_printer_is_sure_and_prints_nothing(machine):
    with SerialReceiptPrinter(plugged(machine), 19200) as printer, patient(machine):
        (one,) = asked(machine)
        assert (one.role, one.model, one.told) == ("receipt", "escpos", "EMULATED HALL-80")
        kept = {name: value for name, value in one.settings.items() if value is not None}
        assert kept == {"connection": "serial", "port": one.found.path, "baudrate": 19200}
        assert not printer.slips
        assert blank(printer)


def test_a_printer_with_a_waiting_slip_is_known_by_the_bit_it_uses_for_that(machine):
    with SerialReceiptPrinter(plugged(machine), model=Model(slip_waiting=True)) as printer, patient(machine):
        printer.machine.receive(b"slip\n\x1dV\x00")
        assert printer.wait_for(lambda: printer.slips, 10)
        (one,) = asked(machine)
        assert one.settings["profile"] == "kp628e"


def test_what_a_model_may_have_kept_as_text_is_taken_out_of_its_line_again(machine):
    class Odd:
        """Answers DLE EOT and takes everything else for text."""

        def __init__(self):
            self.line, self.answers = b"", []

        def say(self, data):
            if data.startswith(b"\x10\x04"):
                self.answers.append(b"\x12")
            else:
                self.line = b"" if data == b"\x1b@" else self.line + data

        def hear(self, seconds):
            return self.answers.pop() if self.answers else b""

    from drivers.finding.probes.receipt import questioned

    odd = Odd()
    assert questioned(odd.say, odd.hear, 0.01).told == ""
    assert odd.line == b""


NEWLAND = b"\x7e\x010000#SCNMOD*;\x03"


@pytest.mark.parametrize(("mode", "trigger"), [(b"0", "newland"), (b"2", None)])
def test_a_newland_scanner_is_asked_how_its_scans_begin(machine, mode, trigger):
    with Scanner(plugged(machine, "1eab:1a06")) as scanner, patient(machine):
        scanner.settings[NEWLAND] = b"\x02\x010000#SCNMOD" + mode + b"\x06;\x03"
        (one,) = asked(machine)
        assert (one.role, one.model, one.confidence) == ("code", "serial", Confidence.SURE)
        assert one.settings.get("trigger") == trigger


def test_a_honeywell_scanner_is_asked_for_its_rate(machine):
    with Scanner(plugged(machine, "0c2e:0b6a")) as scanner, patient(machine):
        scanner.settings[b"\x16M\r232BAD?!"] = b"232BAD9\x06!"
        (one,) = asked(machine)
        assert (one.role, one.confidence) == ("code", Confidence.SURE)


def test_a_scanner_that_answers_nothing_is_likely_by_its_maker(machine):
    with Scanner(plugged(machine, "05e0:1701", product="Symbol Scanner")):
        (one,) = asked(machine)
        assert (one.role, one.confidence, one.why) == ("code", Confidence.LIKELY, Why.NAMED)


def test_a_question_to_scanners_is_put_to_nothing_that_is_not_known_as_one(machine):
    """To a printer it would be text."""
    with SerialReceiptPrinter(plugged(machine)) as printer:
        printer.trouble.mute = True
        heard = []
        printer.machine.receive = heard.append
        asked(machine)
        said = b"".join(heard)
        assert b"SCNMOD" not in said
        assert b"232BAD" not in said


def test_a_radar_is_known_by_what_it_says_unasked(machine):
    with Radar(plugged(machine, product="Radar")) as radar, patient(machine):
        heard = []
        radar._hear = heard.append
        (one,) = asked(machine)
        assert (one.role, one.model, one.confidence) == ("presence", "ld2410", Confidence.SURE)
        assert one.settings == {"port": one.found.path, "baudrate": 256000}
        assert not heard


def test_a_relay_board_is_asked_how_a_lamp_is_and_switches_none(machine):
    with ModbusBoard(plugged(machine, product="Relay Board")) as board, patient(machine):
        (one,) = asked(machine)
        assert (one.role, one.model, one.confidence) == ("lights", "modbus", Confidence.SURE)
        assert one.settings == {"port": one.found.path, "baudrate": 9600, "address": 1}
        assert not board.switched
