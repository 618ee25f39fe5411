"""Scanners in SSI mode: bad wires, long codes, words that get lost, and hosts that may not be the trigger."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers import Fault, State
from drivers.code import ssi as driver_of
from drivers.emulated.ssi_scanner import SsiScanner
from drivers.protocols import ssi
from drivers.protocols.ssi import Packet, PacketReader
from tests.drivers.sensing import SLICE, fault_of, reading_of
from tests.waiting import wait_until

WORKED = {  # of the guides
    "04 E4 04 00 FF 14": ssi.START_SESSION,
    "04 E5 04 00 FF 13": ssi.STOP_SESSION,
    "04 E9 04 00 FF 0F": ssi.SCAN_ENABLE,
    "04 EA 04 00 FF 0E": ssi.SCAN_DISABLE,
    "04 D0 04 00 FF 28": ssi.ACK,
    "04 D2 04 00 FF 26": ssi.FLUSH,
}
LONG = "https://hall.example/" + "0123456789" * 60  # three packets


@pytest.fixture
def scanner(tmp_path):
    with SsiScanner(tmp_path / "scanner") as scanner:
        yield scanner


@pytest.fixture
def driver(scanner):
    driver = driver_of.Driver(driver_of.Settings(port=str(scanner.wire.path), baudrate=115200))
    driver.open()
    driver.arm()
    yield driver
    driver.close()


def acknowledged(scanner):
    return [packet.opcode for packet in scanner.heard].count(ssi.ACK)


@pytest.mark.parametrize("packet", WORKED)
def test_packets_have_the_bytes_of_the_guides(packet):
    data = bytes.fromhex(packet)
    assert ssi.encoded(Packet(WORKED[packet])) == data
    assert list(PacketReader(ssi.HOST).feed(data)) == [Packet(WORKED[packet])]


@pytest.mark.parametrize("text", ["A017", "电子社保卡 䶮𬭎", LONG])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_code_of_any_length_is_read_with_its_type_and_every_packet_is_acknowledged(scanner, driver, text, charset):
    scanner.show(text.encode(charset))
    code = reading_of(driver)
    assert (code.text, code.symbology) == (text, "qrCode")
    parts = -(-len(text.encode(charset)) // (ssi.LONGEST_DATA - 1))
    wait_until(lambda: acknowledged(scanner) == parts)


def test_a_packet_that_was_spoilt_is_sent_again_and_read_once(scanner, driver):
    wait_until(lambda: scanner.lit, step=lambda: driver.poll(SLICE))
    scanner.spoils = 1
    scanner.show(b"A017")
    assert reading_of(driver).text == "A017"
    assert driver.poll(1.0) is None


@pytest.mark.parametrize(("text", "packet"), [("A017", 0), (LONG, 0), (LONG, 1), (LONG, 2)])
def test_a_code_whose_acknowledgement_is_lost_comes_again_and_is_read_once(scanner, driver, text, packet):
    wait_until(lambda: scanner.lit, step=lambda: driver.poll(SLICE))
    scanner.loses_acknowledgement = packet
    scanner.show(text.encode())
    assert reading_of(driver).text == text
    assert driver.poll(1.0) is None
    assert scanner.loses_acknowledgement is None


def test_an_order_that_is_lost_is_given_again(scanner, driver):
    driver.disarm()
    wait_until(lambda: not scanner.lit)
    scanner.loses = 2
    driver.arm()
    wait_until(lambda: scanner.lit, step=lambda: driver.poll(SLICE))


def test_it_looks_only_while_it_is_asked(scanner, driver):
    wait_until(lambda: scanner.lit, step=lambda: driver.poll(SLICE))
    driver.disarm()
    wait_until(lambda: not scanner.lit)
    scanner.show(b"nobody asked")
    assert driver.status().state is State.ONLINE
    assert not scanner._sending


def test_a_host_that_may_not_be_the_trigger_is_told(scanner, driver):
    scanner.refuses = True
    driver.arm()
    assert fault_of(driver) is Fault.GARBLED
    assert driver.status().fault is Fault.GARBLED


def test_a_scanner_that_falls_silent_while_it_is_asked_is_told(scanner, driver):
    scanner.trouble.mute = True
    assert fault_of(driver) is Fault.NO_ANSWER
    assert driver.status().fault is Fault.NO_ANSWER


def test_noise_before_every_packet_does_no_harm(scanner, driver):
    scanner.trouble.garbage = True
    scanner.show(b"A017")
    assert reading_of(driver).text == "A017"
    assert driver.status().ok


def test_what_is_no_text_is_invalid(scanner, driver):
    scanner.show(b"\x00\x01\x02")
    assert fault_of(driver) is Fault.INVALID_MEDIA


def test_a_code_that_comes_while_it_is_asked_how_it_is_is_kept(scanner, driver):
    wait_until(lambda: scanner.lit, step=lambda: driver.poll(SLICE))
    scanner.show(b"A017")
    wait_until(lambda: not scanner.lit)
    assert driver.status().ok
    assert reading_of(driver).text == "A017"


def test_it_tells_its_revision(driver):
    assert driver.about().firmware == "HALL01.0"


packets = st.builds(Packet, st.integers(0, 255), st.binary(max_size=ssi.LONGEST_DATA), st.integers(0, 3))


@settings(max_examples=200, deadline=None)
@given(st.lists(packets, max_size=5), st.lists(st.integers(0, 1500), max_size=8))
def test_however_the_bytes_are_cut_the_same_packets_come_out(sent, cuts):
    data = b"".join(ssi.encoded(packet, ssi.SCANNER) for packet in sent)
    edges = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    reader = PacketReader()
    assert [packet for a, b in pairwise(edges) for packet in reader.feed(data[a:b])] == sent


@settings(max_examples=200, deadline=None)
@given(st.lists(st.binary(max_size=80) | packets.map(lambda one: ssi.encoded(one, ssi.SCANNER)), max_size=8))
def test_no_bytes_make_the_reader_fail_or_hoard_and_a_sound_packet_comes_out_once_nothing_follows(chunks):
    reader = PacketReader()
    for chunk in chunks:
        list(reader.feed(chunk))
    assert len(reader._bytes) <= 255 + ssi.CHECK
    last = Packet(ssi.ACK, b"the end")
    found = [*reader.feed(ssi.encoded(last, ssi.SCANNER)), *reader.give_up()]
    assert last in found or any(b"the end" in packet.data for packet in found)
    assert not reader.begun
