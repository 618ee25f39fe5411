"""What residents show to the serial scanner and what scanners make of it: suffixes, charsets, lights, noise."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers import Actor, Fault, State
from drivers.code import serial
from drivers.emulated.scanner import Scanner
from drivers.protocols.scanner import LANGUAGES, SUFFIXES, Payloads
from drivers.protocols.scanner_profiles import PROFILES
from tests.drivers.sensing import SLICE, fault_of, reading_of
from tests.waiting import wait_until

WORKED = {  # from the manuals
    "newland": ("7E 01 30 30 30 30 23 53 43 4E 54 52 47 31 3B 03", "7E 01 30 30 30 30 23 53 43 4E 54 52 47 30 3B 03"),
    "honeywell": ("16 54 0D", "16 55 0D"),
}
NEWLAND_YES = bytes.fromhex("02 01 30 30 30 30 23 53 43 4E 54 52 47 31 06 3B 03")
NEWLAND_NO = bytes.fromhex("02 01 30 30 30 30 23 53 43 4E 54 52 47 31 15 3B 03")


@pytest.fixture
def connect(tmp_path):
    """A scanner and its armed driver, both set up as asked."""
    opened = []

    def connected(*, suffix="none", trigger="none", sends=None, **more):
        scanner = Scanner(tmp_path / "scanner", suffix=suffix if sends is None else sends, trigger=trigger)
        scanner.start()
        driver = serial.Driver(serial.Settings(port=str(scanner.wire.path), suffix=suffix, trigger=trigger, **more))
        opened.extend([driver.close, scanner.stop])
        driver.open()
        driver.arm()
        return scanner, driver

    yield connected
    for close in opened:
        close()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("text", ["A017", "电子社保卡 䶮𬭎", "two\tparts\x1d3"])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_code_is_read_whatever_its_suffix_and_charset(connect, suffix, text, charset):
    scanner, driver = connect(suffix=suffix)
    scanner.show(text.encode(charset))
    code = reading_of(driver)
    assert (code.data, code.text) == (text.encode(charset), text)


@pytest.mark.parametrize("sends", SUFFIXES)
def test_without_a_set_suffix_any_scanner_is_understood(connect, sends):
    scanner, driver = connect(suffix="none", sends=sends)
    scanner.show(b"A017")
    assert reading_of(driver).data == b"A017"


def test_a_scanner_that_sends_both_line_ends_is_understood_where_cr_is_set(connect):
    scanner, driver = connect(suffix="cr", sends="crlf")
    scanner.show(b"A017")
    assert reading_of(driver).data == b"A017"
    scanner.show(b"A018")
    assert reading_of(driver).data == b"A018"


def test_a_code_in_pieces_is_one_code(connect):
    scanner, driver = connect(suffix="cr")
    for piece in (b"A0", b"1", b"7\r"):
        scanner.wire.send(piece)
        assert (code := driver.poll(SLICE)) is None or piece.endswith(b"\r")
    assert code.data == b"A017"


def test_two_codes_that_come_together_are_returned_one_by_one(connect):
    scanner, driver = connect(suffix="cr")
    scanner.wire.send(b"A017\rA018\r")
    assert [reading_of(driver).data, reading_of(driver).data] == [b"A017", b"A018"]


def test_a_code_that_stays_in_view_is_returned_once(connect):
    scanner, driver = connect(suffix="cr")
    scanner.wire.send(b"A017\r" * 5)
    assert reading_of(driver).data == b"A017"
    assert driver.poll(0.2) is None


def test_a_code_shown_before_the_screen_asks_is_forgotten(connect):
    scanner, driver = connect(suffix="cr")
    scanner.wire.send(b"last resident's\rhalf of ano")
    driver.poll(0)
    driver.arm()
    scanner.wire.send(b"A017\r")
    assert reading_of(driver).data == b"A017"
    assert driver.poll(0.1) is None


@pytest.mark.parametrize("noise", [b"\x00\xff\xaa", b"A0\x0117", b"\xff\xfe\xff", b"\x1b[A"])
def test_what_can_be_no_text_is_for_the_resident_to_show_again(connect, noise):
    scanner, driver = connect()
    scanner.show(noise)
    fault = fault_of(driver)
    assert (fault, fault.actor) == (Fault.INVALID_MEDIA, Actor.RESIDENT)
    scanner.show(b"A017")
    assert reading_of(driver).data == b"A017"


@pytest.mark.parametrize("trouble", ["half", "garbage"])
def test_half_a_code_and_a_code_behind_noise_are_never_taken_for_a_code(connect, trouble):
    scanner, driver = connect(suffix="cr")
    setattr(scanner.trouble, trouble, True)
    scanner.show(b"A017-0001")
    assert fault_of(driver) is Fault.INVALID_MEDIA
    setattr(scanner.trouble, trouble, False)
    scanner.show(b"A017-0001")
    assert reading_of(driver).data == b"A017-0001"


def test_a_code_without_end_is_dropped_before_it_fills_the_memory(connect):
    scanner, driver = connect(suffix="cr")

    def babble():
        scanner.wire.send(b"x" * 1024)
        driver.poll(0)

    with pytest.raises(Exception, match="without an end") as caught:
        wait_until(lambda: False, step=babble)
    assert caught.value.fault is Fault.INVALID_MEDIA
    assert len(driver._payloads._bytes) == 0


def test_a_slow_code_does_not_stretch_the_time_slice(connect):
    scanner, driver = connect(gap_ms=300)
    scanner.wire.send(b"A0")
    begun = time.monotonic()
    assert driver.poll(0.1) is None
    assert time.monotonic() - begun < 0.2
    scanner.wire.send(b"17")
    assert reading_of(driver).data == b"A017"


def test_bytes_that_waited_for_a_late_poll_are_not_cut_in_two(connect):
    scanner, driver = connect(gap_ms=20)
    scanner.wire.send(b"A0")
    assert driver.poll(0.005) is None
    scanner.wire.send(b"17")
    time.sleep(0.05)  # the worker was busy for longer than the gap
    assert reading_of(driver).data == b"A017"


def test_a_silent_scanner_is_unknown_until_it_has_said_something(connect):
    scanner, driver = connect(suffix="cr")
    assert driver.status().state is State.UNKNOWN
    scanner.show(b"A017")
    reading_of(driver)
    assert driver.status().state is State.ONLINE


@pytest.mark.parametrize("profile", WORKED)
def test_the_trigger_has_the_bytes_of_the_manual(profile):
    on, off = (bytes.fromhex(command) for command in WORKED[profile])
    assert (PROFILES[profile].on, PROFILES[profile].off) == (on, off)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("profile", WORKED)
def test_the_light_is_on_only_while_somebody_listens_and_its_replies_are_no_codes(connect, profile, suffix):
    scanner, driver = connect(trigger=profile, suffix=suffix)
    wait_until(lambda: scanner.lit)
    assert driver.poll(0.1) is None
    scanner.show("证件".encode())
    assert reading_of(driver).text == "证件"
    wait_until(lambda: scanner.lit, serial.TRIGGER_AGAIN / 2, step=lambda: driver.poll(SLICE))  # ready for the next
    driver.disarm()
    wait_until(lambda: not scanner.lit)
    scanner.show(b"nobody asked")
    driver.poll(0)
    assert scanner.has_code


@pytest.mark.parametrize("profile", WORKED)
def test_a_trigger_that_is_answered_shows_that_the_scanner_lives(connect, profile):
    _, driver = connect(trigger=profile)
    driver.poll(0.2)
    assert driver.status().state is State.ONLINE


@pytest.mark.parametrize("profile", WORKED)
def test_a_scanner_that_refuses_the_trigger_is_set_up_wrongly(connect, profile):
    scanner, driver = connect(trigger=profile)
    driver.poll(0.2)
    scanner.refuses = True
    driver.arm()
    assert fault_of(driver) is Fault.GARBLED
    assert driver.status().fault is Fault.GARBLED


def test_the_reply_of_the_manual_is_told_from_the_code_right_behind_it():
    payloads = Payloads(b"\r", LANGUAGES["newland"])
    assert payloads.feed(NEWLAND_YES + b"A017\r") == [b"A017"]
    assert not payloads.refused
    assert payloads.feed(NEWLAND_NO) == []
    assert payloads.refused


@pytest.mark.parametrize("profile", ["newland", "honeywell"])
@pytest.mark.parametrize("suffix", SUFFIXES.values())
def test_a_reply_in_the_smallest_pieces_is_still_no_code(profile, suffix):
    payloads = Payloads(suffix, LANGUAGES[profile])
    reply = NEWLAND_YES if profile == "newland" else b"\x16T\r\x06"
    data = reply + b"A017" + suffix
    codes = [code for at in range(len(data)) for code in payloads.feed(data[at : at + 1])]
    assert codes + ([] if suffix else [payloads.silence()]) == [b"A017"]


@settings(max_examples=200, deadline=None)
@given(
    chunks=st.lists(st.binary(max_size=60) | st.sampled_from([NEWLAND_YES, NEWLAND_YES[:5], b"\x16T\r", b"\r\n"])),
    suffix=st.sampled_from(list(SUFFIXES.values())),
    profile=st.sampled_from(list(LANGUAGES)),
)
def test_no_bytes_make_the_splitter_fail_or_hand_out_a_suffix(chunks, suffix, profile):
    payloads = Payloads(suffix, LANGUAGES[profile])
    for chunk in chunks:
        codes = payloads.feed(chunk)
        assert not suffix or all(suffix not in code for code in codes)
    payloads.silence()
    assert not payloads.begun


@settings(max_examples=200, deadline=None)
@given(
    codes=st.lists(st.text(st.characters(min_codepoint=33, codec="utf-8"), min_size=1, max_size=30), min_size=1),
    cuts=st.lists(st.integers(0, 300), max_size=8),
)
def test_however_the_bytes_are_cut_the_same_codes_come_out(codes, cuts):
    data = b"".join(code.encode() + b"\r" for code in codes)
    edges = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    payloads = Payloads(b"\r", LANGUAGES["none"])
    found = [code for a, b in pairwise(edges) for code in payloads.feed(data[a:b])]
    assert found == [code.encode() for code in codes]
    assert not payloads.begun
