"""A trace shows what goes over the wire and nothing of anybody: whoever reads it could not tell two people apart."""

import re
from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drivers.document import Document, QrCode, Row, Text, Title
from drivers.emulated.sample_cards import CITIZEN, SOCIAL
from drivers.protocols import escpos, iso7816, lcus, ld2410, modbus, nut, sam, sam_text
from drivers.protocols.sam import Reply
from drivers.protocols.sam_answers import Content, join
from drivers.protocols.scanner_profiles import PROFILES as SCANNERS
from drivers.receipt import _native, _picture
from drivers.tracing import HIDDEN, Direction, Tap, apdu, lamps, line, traceable
from drivers.tracing import escpos as printer_trace
from drivers.tracing import ld2410 as radar_trace
from drivers.tracing import nut as ups_trace
from drivers.tracing import sam as card_trace
from drivers.tracing import scanner as scanner_trace
from drivers.tracing import ssi as ssi_trace
from tests.drivers.benches import BENCHES

BEHIND_LIBRARIES = {"card/sdt", "card/termb", "page/cups"}
WITHOUT_WIRE = {"code/camera", "camera/opencv", "document_camera/opencv", "presence/camera"} | {
    "sound/alsa", "voice/espeak", "voice/command",
}  # fmt: skip
CHARSETS = ("utf-8", "utf-16-le", "gb18030", "ascii")
EPSON = escpos.PROFILES["epson"]
MASKS = {
    "card": card_trace.Mask,
    "scanner": partial(scanner_trace.Mask, SCANNERS["newland"]),
    "scanner without trigger": partial(scanner_trace.Mask, SCANNERS["plain"]),
    "scanner of another make": partial(scanner_trace.Mask, SCANNERS["honeywell"]),
    "scanner in SSI mode": ssi_trace.Mask,
    "printer": partial(printer_trace.Mask, EPSON),
    "smartcard": apdu.Mask,
    "lamps": lamps.LcusMask,
    "lamps on a bus": lamps.ModbusMask,
    "radar": radar_trace.Mask,
    "ups": ups_trace.Mask,
}


class Listener:
    """Keeps what a tap tells."""

    def __init__(self, mask):
        self.told = []
        self.tap = Tap(mask, self.told.append)

    def sent(self, *pieces):
        for piece in pieces:
            self.tap.sent(piece)
        return self

    def heard(self, *pieces):
        for piece in pieces:
            self.tap.heard(piece)
        return self

    @property
    def shown(self):
        return [told.shown for told in self.told]

    @property
    def words(self):
        return [told.words for told in self.told]


def seen(told):
    """What can be read out of a trace: runs of bytes, and its letters without the lengths and the port of the day."""
    runs = re.findall(r"(?:\b[0-9A-F]{2}\b ?)+", " / ".join(one.shown for one in told))
    letters = "\n".join(re.sub(r"×\d+|\d+ bytes|127\.0\.0\.1:\d+", "", f"{one.shown} {one.words}") for one in told)
    return [*map(bytes.fromhex, runs), letters.encode()]


def betrayed(told, secret):
    """Every four bytes in a row of something secret that the trace shows. (Four times the same byte is nobody's.)"""
    read, pieces = seen(told), {secret[at : at + 4] for at in range(len(secret) - 3)}
    return [one for one in pieces if len(set(one)) > 1 and any(one in run for run in read)]


def pieces_of(data, cuts):
    places = sorted({cut % (len(data) + 1) for cut in cuts} | {0, len(data)})
    return [data[a:b] for a, b in pairwise(places)]


CUTS = st.lists(st.integers(0, 5000), max_size=6)
SECRET = st.binary(min_size=8, max_size=400)


def other(secret):
    """Somebody else's, just as long."""
    return bytes(byte ^ 0x15 for byte in secret)


def reading(text, photo):
    return sam.reply_frame(Reply(0x90, join(sam.READ, Content(text, photo))))


@given(SECRET, SECRET, CUTS)
@settings(deadline=None)
def test_two_cards_leave_the_same_trace(text, photo, cuts):
    def trace(one, two):
        frame = reading(one, two)
        return Listener(card_trace.Mask).sent(sam.frame(sam.READ)).heard(*pieces_of(frame, cuts)).told

    assert trace(text, photo) == trace(other(text), other(photo))
    assert betrayed(trace(text, photo), text + photo) == []


@given(SECRET, CUTS, st.integers(0, 2000))
@settings(deadline=None)
def test_a_reply_that_is_cut_off_or_spoilt_shows_nothing_either(text, cuts, place):
    frame = bytearray(reading(text, text))
    begun = pieces_of(bytes(frame[: place % len(frame)]), cuts)
    cut = Listener(card_trace.Mask).heard(*begun).sent(sam.frame(sam.FIND))
    frame[10 + place % (len(frame) - 10)] ^= 0xFF
    spoilt = Listener(card_trace.Mask).heard(*pieces_of(bytes(frame), cuts))
    for listener in (cut, spoilt):
        assert betrayed(listener.told, text) == []
        assert sum(counted(shown) for shown in listener.shown) >= min(len(frame), place % len(frame))


def counted(shown):
    """How many bytes a line is about."""
    return sum(int(count or 1) for count in re.findall(rf"{HIDDEN}(?: ×(\d+))?|\b[0-9A-F]{{2}}\b", shown))


@pytest.mark.parametrize("name", SCANNERS)
@given(st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cc", "Cs"]), min_size=4, max_size=80), CUTS)
@example("code", [])
@settings(deadline=None)
def test_of_a_code_only_its_length_is_seen(name, text, cuts):
    def trace(code):
        return Listener(partial(scanner_trace.Mask, SCANNERS[name])).heard(*pieces_of(code + b"\r", cuts)).told

    code = text.encode()
    other = trace(b"x" * len(code))
    assert trace(code) == other
    assert betrayed(trace(code), code) == betrayed(other, code), "the trace's own words may be a code, too"


def test_a_code_that_looks_like_an_answer_of_the_scanner_is_hidden():
    listener = Listener(MASKS["scanner"]).heard(b"\x02\x010000#ZHANGSAN11010519491231002;\x03\r")
    assert betrayed(listener.told, b"ZHANGSAN11010519491231002") == []


def person(name, number):
    return Document("t", (Title(name), Row("号码", number), Text(f"{name}，您好"), QrCode(f"https://x/{number}", name)))


@pytest.mark.parametrize("way", ["native", "picture"])
@given(CUTS)
@settings(deadline=None, max_examples=20)
def test_two_slips_of_the_same_length_leave_the_same_trace(way, cuts):
    def trace(document):
        made = _native.chunks(document, 576, EPSON) if way == "native" else _picture.bands(document, 576)
        whole = b"".join(made)
        return Listener(MASKS["printer"]).sent(escpos.INITIALISE, *pieces_of(whole, cuts)).told, whole

    (first, one), (second, two) = (
        trace(person(*who)) for who in (("测试员甲", "11010519491231002X"), ("王小明明", "210399199007010016"))
    )
    if len(one) == len(two):  # a picture of a longer name may have more rows
        assert first == second
    for secret in ("测试员甲".encode("gb18030"), b"11010519491231002X"):
        assert betrayed(first, secret) == []
    assert [told for told in first if "an unknown" in told.words] == []


def test_behind_a_command_that_nobody_knows_everything_is_hidden():
    listener = Listener(MASKS["printer"]).sent(b"\x1b\x7fab\x1ba\x01110105", b"\x1ba\x01X", b"\x1b@\x1ba\x01")
    assert listener.shown == [f"{HIDDEN} ×13", f"{HIDDEN} ×4", "1B 40 1B 61 01"]


def test_a_printers_answers_are_told_by_what_was_asked():
    listener = Listener(MASKS["printer"])
    listener.sent(escpos.question(1), escpos.question(4)).heard(b"\x12\x72")
    listener.sent(escpos.ask_process_id(42)).heard(b"\x37\x22", b"0042\0\x11")
    assert [told.words for told in listener.told if told.direction is Direction.HEARD] == [
        "printer: well",
        "paper: paper out",
        "the slip is on paper",
        "go on",
    ]


@pytest.mark.parametrize("mask", MASKS.values(), ids=MASKS)
@given(st.lists(st.tuples(st.booleans(), st.binary(max_size=200)), max_size=12))
@settings(deadline=None, max_examples=60)
def test_no_bytes_whatever_break_a_trace_and_none_goes_missing_unseen(mask, talk):
    listener = Listener(mask)
    for to_device, data in talk:
        listener.tap.sent(data) if to_device else listener.tap.heard(data)
    assert all(isinstance(line(told, 0.0), str) and len(told.shown) < 1000 for told in listener.told)


@pytest.mark.parametrize("name", MASKS)
@given(SECRET, CUTS)
@settings(deadline=None, max_examples=60)
def test_what_no_protocol_knows_is_hidden(name, secret, cuts):
    secret = bytes(byte | 0xC0 for byte in secret)  # no command, no frame, and no word that a trace itself has
    pieces = pieces_of(secret, cuts)
    assert betrayed(Listener(MASKS[name]).sent(*pieces).told, secret) == []
    if name != "printer":  # it is told of people, and tells of none: every byte of it is a state
        assert betrayed(Listener(MASKS[name]).heard(*pieces).told, secret) == []


def test_a_chip_cards_data_is_a_length_and_its_status_a_word():
    command = iso7816.Command(iso7816.SELECT, 4, 0, b"sx1.sh.", 256).encoded()
    listener = Listener(apdu.Mask).sent(command).heard(b"11010519491231002X\x90\0").heard(b"\x6a\x82")
    assert listener.shown == [f"00 A4 04 00 {HIDDEN} ×9", f"{HIDDEN} ×18 90 00", "6A 82"]
    assert listener.words == ["select", "done", "no such file or application"]


def test_whoever_is_to_be_called_about_the_ups_is_not_told():
    said = nut.listed("hall", {"ups.status": "OL", "battery.charge": "97", "device.contact": "王小明 13800000000"})
    listener = Listener(ups_trace.Mask).sent(nut.question("hall")).heard(said[:30], said[30:])
    assert 'VAR hall ups.status "OL"' in listener.shown
    assert 'VAR hall battery.charge "97"' in listener.shown
    assert not [one for one in listener.shown if "1380" in one or "王" in one]


def test_lamps_and_radar_are_told_in_words():
    board = Listener(lamps.LcusMask).sent(lcus.command(2, on=True), lcus.QUESTION).heard(b"CH2: O", b"N \r\n")
    assert board.words == ["relay 2 on", "how are the relays?", "CH2: ON"]
    request = modbus.write_coil(1, 3, on=True)
    bus = Listener(lamps.ModbusMask).sent(request).heard(request[:3], request[3:])
    assert bus.words == ["relay 3 on", "done"]
    radar = Listener(radar_trace.Mask).heard(ld2410.report_frame(ld2410.Report(moving=True, moving_cm=80)))
    assert radar.words == ["moving at 80 cm"]


def encoded(text):
    for charset in CHARSETS:
        yield text.encode(charset, errors="ignore")


SECRETS = [
    *encoded(SOCIAL.card_number),
    bytes.fromhex(SOCIAL.card_id),
    *encoded(CITIZEN.name),
    *encoded(CITIZEN.number),
    *encoded(CITIZEN.address),
    *encoded("A017"),
    CITIZEN.photo,
    sam_text.encode(CITIZEN),
]


@pytest.mark.parametrize("name", BENCHES)
def test_every_driver_with_a_wire_tells_what_goes_over_it_and_nothing_of_a_person(name, tmp_path):
    bench = BENCHES[name]
    with bench.device(tmp_path) as device:
        driver = bench.driver(device)
        assert traceable(driver) is (name.split(",")[0] not in WITHOUT_WIRE | BEHIND_LIBRARIES)
        if not traceable(driver):
            return
        told = []
        driver.trace(told.append)
        driver.open()
        try:
            assert bench.use(driver, device)
            driver.status()
            driver.trace(None)
            count = len(told)
            assert bench.use(driver, device)
            assert len(told) == count
        finally:
            driver.close()
    assert {one.direction for one in told} >= {Direction.NOTE, Direction.HEARD} or name == "lights/lcus"
    assert [found for secret in SECRETS for found in betrayed(told, secret)] == []


def test_a_card_that_is_read_is_told_step_by_step(tmp_path):
    bench = BENCHES["card/sam"]
    with bench.device(tmp_path) as device:
        driver = bench.driver(device)
        told = []
        driver.trace(told.append)
        driver.open()
        bench.use(driver, device)
        driver.close()
    sent = [one.words for one in told if one.direction is Direction.SENT]
    steps = iter(sent)
    assert all(step in steps for step in ("find a card", "select the card", "read text and photo"))
    assert any("a card is there" in one.words for one in told)
    assert told[0].words.startswith("open: ")


def test_another_person_on_the_reader_leaves_the_same_trace(tmp_path):
    def trace(card, folder):
        folder.mkdir()
        bench = BENCHES["card/sam"]
        with bench.device(folder) as device:
            driver, told = bench.driver(device), []
            driver.open()
            driver.trace(told.append)
            device.insert(card)
            driver.arm()
            while driver.poll(1.0) is None:
                pass
            driver.close()
        return told

    changed = replace(CITIZEN, name="王䶮𬭎", number="21039919680312001X", photo=bytes(reversed(CITIZEN.photo)))
    assert trace(CITIZEN, tmp_path / "a") == trace(changed, tmp_path / "b")
