"""The emulated card reader held against worked bytes, by a host that shares no code with it."""

import json
import os
import select
import termios
import time
import tty
from pathlib import Path

import pytest

from drivers.emulated.card_reader import CardReader
from drivers.emulated.sample_cards import CITIZEN

CARD = bytes.fromhex(json.loads(Path(__file__).with_name("sam_frames.json").read_text())["citizen"])
FIND, FOUND, NONE = "20 01 22", "00 08 00 00 9F 00 00 00 00 97", "00 04 00 00 80 84"
SELECT, SELECTED, NOT_SELECTED = "20 02 21", "00 0C 00 00 90 00 00 00 00 00 00 00 00 9C", "00 04 00 00 81 85"
READ, NOT_READ = "30 01 32", "00 04 00 00 41 45"
WELL = "00 04 00 00 90 94"
SILENCE = 0.2  # seconds without an answer: there is none
PREAMBLE = bytes.fromhex("AA AA AA 96 69")


class Host:
    """Writes and reads raw bytes on the node."""

    def __init__(self, path, speed=termios.B115200):
        self.handle = os.open(path, os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self.handle)
        settings = termios.tcgetattr(self.handle)
        settings[4] = settings[5] = speed
        termios.tcsetattr(self.handle, termios.TCSANOW, settings)

    def ask(self, request, size, limit=3.0):
        os.write(self.handle, PREAMBLE + bytes.fromhex("00 03" + request))
        return self.read(size, limit)

    def read(self, size, limit):
        data, end = b"", time.monotonic() + limit
        while len(data) < size and select.select([self.handle], [], [], max(0, end - time.monotonic()))[0]:
            data += os.read(self.handle, size - len(data))
        return data


@pytest.fixture
def reader(tmp_path):
    with CardReader(tmp_path / "card") as reader:
        yield reader


@pytest.fixture
def host(reader):
    host = Host(reader.wire.path)
    yield host
    os.close(host.handle)


def answered(host, request, reply):
    expected = PREAMBLE + bytes.fromhex(reply)
    return host.ask(request, len(expected)) == expected


def test_it_is_well_and_tells_its_number(host):
    assert answered(host, "11 FF ED", WELL)
    assert answered(host, "12 FF EE", "00 14 00 00 90 05 00 01 00 D5 AF 34 01 87 D6 12 00 79 38 4E 05 86")


def test_without_a_card_nothing_is_found_selected_or_read(host):
    assert answered(host, FIND, NONE)
    assert answered(host, SELECT, NOT_SELECTED)
    assert answered(host, READ, NOT_READ)


def test_a_card_is_found_selected_read_and_then_not_found_until_it_is_lifted(reader, host):
    reader.insert(CITIZEN)
    for _ in range(2):
        assert answered(host, FIND, FOUND)
        assert answered(host, SELECT, SELECTED)
        assert host.ask(READ, len(CARD)) == CARD
        assert answered(host, FIND, NONE)
        reader.lift()
        reader.insert(CITIZEN)


def test_a_card_must_be_selected_before_it_is_read(reader, host):
    reader.insert(CITIZEN)
    assert answered(host, READ, NOT_READ)
    assert answered(host, SELECT, NOT_SELECTED)


def test_a_reset_makes_it_find_the_card_again(reader, host):
    reader.insert(CITIZEN)
    host.ask(FIND, 15)
    host.ask(SELECT, 19)
    host.ask(READ, len(CARD))
    assert answered(host, "10 FF EC", WELL)
    assert answered(host, FIND, FOUND)


@pytest.mark.parametrize(("prints", "total"), [(0, 1297), (512, 1809), (1024, 2321)])
def test_a_read_with_fingerprints_has_the_length_of_the_standard(reader, host, prints, total):
    reader.prints = bytes(prints)
    reader.insert(CITIZEN)
    host.ask(FIND, 15)
    host.ask(SELECT, 19)
    assert len(host.ask("30 10 23", total)) == total
    assert host.read(1, SILENCE) == b""


def test_a_new_address_is_told_where_there_is_one(reader, host):
    reader.insert(CITIZEN)
    assert answered(host, "30 03 30", "00 04 00 00 91 95")
    reader.new_addresses = "北京市朝阳区测试路3号".ljust(35).encode("utf-16-le")
    reply = host.ask("30 03 30", 81)
    assert len(reply) == 81
    assert reply[10:-1].decode("utf-16-le").rstrip() == "北京市朝阳区测试路3号"


def test_it_can_be_set_to_another_speed_and_no_longer_understands_the_old_one(reader, host):
    assert answered(host, "60 04 67", WELL)
    assert host.ask(FIND, 11, SILENCE) == b""
    slower = Host(reader.wire.path, termios.B9600)
    assert answered(slower, FIND, NONE)
    os.close(slower.handle)


def test_a_request_with_a_wrong_check_is_not_obeyed(host):
    assert host.ask("20 01 23", 11, SILENCE) == b""


def test_bytes_take_their_time_on_the_wire(reader, host):
    reader.insert(CITIZEN)
    host.ask(FIND, 15)
    host.ask(SELECT, 19)
    begun = time.monotonic()
    host.ask(READ, len(CARD))
    assert time.monotonic() - begun >= (10 + len(CARD)) * 10 / 115200
