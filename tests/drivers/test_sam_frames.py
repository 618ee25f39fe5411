"""The SAM protocol against bytes worked out independently of this program, and against whatever a wire may bring."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers import Fault
from drivers.card import Card, CardKind
from drivers.emulated.sample_cards import CARDS, CITIZEN
from drivers.protocols import sam, sam_answers, sam_text
from drivers.protocols.sam import FrameReader, Reply

WORKED = {
    name: bytes.fromhex(frame)
    for name, frame in json.loads(Path(__file__).with_name("sam_frames.json").read_text()).items()
    if name != "about"
}
REQUESTS = {
    sam.RESET: "AA AA AA 96 69 00 03 10 FF EC",
    sam.STATUS: "AA AA AA 96 69 00 03 11 FF ED",
    sam.MODULE_ID: "AA AA AA 96 69 00 03 12 FF EE",
    sam.FIND: "AA AA AA 96 69 00 03 20 01 22",
    sam.SELECT: "AA AA AA 96 69 00 03 20 02 21",
    sam.READ: "AA AA AA 96 69 00 03 30 01 32",
    sam.READ_WITH_PRINTS: "AA AA AA 96 69 00 03 30 10 23",
    sam.NEW_ADDRESS: "AA AA AA 96 69 00 03 30 03 30",
    sam.SET_BAUD + b"\0": "AA AA AA 96 69 00 03 60 00 63",
    sam.SET_BAUD + b"\4": "AA AA AA 96 69 00 03 60 04 67",
}
REPLIES = {
    "AA AA AA 96 69 00 04 00 00 90 94": Reply(0x90),
    "AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97": Reply(0x9F, bytes(4)),
    "AA AA AA 96 69 00 04 00 00 80 84": Reply(0x80),
    "AA AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C": Reply(0x90, bytes(8)),
    "AA AA AA 96 69 00 04 00 00 81 85": Reply(0x81),
    "AA AA AA 96 69 00 04 00 00 41 45": Reply(0x41),
    "AA AA AA 96 69 00 04 00 00 91 95": Reply(0x91),
}
MODULE_ID = "AA AA AA 96 69 00 14 00 00 90 05 00 01 00 D5 AF 34 01 87 D6 12 00 79 38 4E 05 86"
PHOTO = (bytes.fromhex("57 4C 66 00") + bytes(range(256)) * 4)[:1024]


def bodies(data, reader=None):
    return list((reader or FrameReader()).feed(data))


def reply_in(frame):
    (body,) = bodies(bytes.fromhex(frame) if isinstance(frame, str) else frame)
    return sam.parse_reply(body)


def card_in(frame):
    content = sam_answers.split(sam.READ, reply_in(frame).data)
    return sam_text.decode(content.text, content.photo)


@pytest.mark.parametrize("command", REQUESTS)
def test_each_request_has_the_bytes_of_the_standard(command):
    assert sam.frame(command) == bytes.fromhex(REQUESTS[command])


@pytest.mark.parametrize("frame", REPLIES)
def test_each_reply_is_read_and_written_as_the_standard_has_it(frame):
    assert reply_in(frame) == REPLIES[frame]
    assert sam.reply_frame(REPLIES[frame]) == bytes.fromhex(frame)


def test_the_modules_number_is_told_as_it_is_printed_on_its_label():
    assert sam_answers.module_id(reply_in(MODULE_ID).data) == "05.01-20230101-0001234567-0089012345"


def test_the_worked_citizens_card_says_what_it_should():
    assert card_in(WORKED["citizen"]) == CITIZEN


def test_the_worked_permit_of_hong_kong_macao_and_taiwan_says_what_it_should():
    assert card_in(WORKED["hmtPermit"]) == Card(
        CardKind.HMT_PERMIT, "810000199001010019", "测试员乙", "1", date(1990, 1, 1), date(2020, 1, 1),
        date(2025, 1, 1), "", "深圳市南山区测试街9号", "深圳市公安局南山分局", "", "H12345678", PHOTO,
    )  # fmt: skip


def test_the_worked_foreigners_card_of_2017_says_what_it_should():
    assert card_in(WORKED["foreigner2017"]) == Card(
        CardKind.FOREIGNER_2017, "CAN110081080307", "测试", "1", date(1981, 8, 3), date(2020, 1, 1),
        date(2030, 1, 1), "CAN", "", "1100", "TEST, PERSON", "", PHOTO,
    )  # fmt: skip


def test_the_worked_foreigners_card_of_2023_is_not_taken_for_a_citizens():
    assert card_in(WORKED["foreigner2023"]) == Card(
        CardKind.FOREIGNER_2023, "911124198108030024", "测试", "2", date(1981, 8, 3), date(2024, 1, 1),
        date(2034, 1, 1), "CAN", "", "", "PERSON TEST", "", PHOTO,
    )  # fmt: skip


def test_the_emulated_readers_citizen_card_has_the_worked_bytes():
    content = sam_answers.Content(sam_text.encode(CITIZEN), CITIZEN.photo)
    assert sam.reply_frame(Reply(0x90, sam_answers.join(sam.READ, content))) == WORKED["citizen"]


@pytest.mark.parametrize(
    ("prints", "head", "check"),
    [(0, "05 0A 00 00 90 01 00 04 00 00 00", 0x31), (512, "07 0A 00 00 90 01 00 04 00 02 00", 0x31),
     (1024, "09 0A 00 00 90 01 00 04 00 04 00", 0x39)],
)  # fmt: skip
def test_a_read_with_fingerprints_has_the_worked_head_and_check(prints, head, check):
    content = sam_answers.Content(sam_text.encode(CITIZEN), CITIZEN.photo, bytes(prints))
    frame = sam.reply_frame(Reply(0x90, sam_answers.join(sam.READ_WITH_PRINTS, content)))
    assert frame[5:16] == bytes.fromhex(head)
    assert frame[-1] == check
    assert len(frame) == 1297 + prints
    assert sam_answers.split(sam.READ_WITH_PRINTS, reply_in(frame).data) == content


@pytest.mark.parametrize("kind", CardKind)
def test_each_layout_fills_its_256_bytes_and_has_its_kind_at_the_same_place(kind):
    layout = sam_text.LAYOUTS[kind]
    assert sum(size for _, size in layout) == sam_text.LENGTH
    names = [name for name, _ in layout]
    assert sum(size for _, size in layout[: names.index("kind")]) == sam_text.KIND_AT


@pytest.mark.parametrize("name", CARDS)
def test_every_sample_card_survives_the_way_there_and_back(name):
    card = CARDS[name]
    assert sam_text.decode(sam_text.encode(card), card.photo) == card


def test_an_end_of_validity_that_cannot_be_read_is_not_for_ever():
    text = sam_text.encode(CITIZEN)
    with pytest.raises(sam_text.UnreadableTextError, match="valid_until"):
        sam_text.decode(text[:204] + " ".encode("utf-16-le") * 8 + text[220:])


def test_broken_characters_are_an_error_that_does_not_carry_them():
    text = b"\x00\xd8" * 15 + sam_text.encode(CITIZEN)[30:]
    with pytest.raises(sam_text.UnreadableTextError) as caught:
        sam_text.decode(text)
    assert str(caught.value) == "name is not UTF-16"
    assert caught.value.__context__ is None


def test_a_text_too_long_for_a_card_is_refused_by_the_emulation():
    with pytest.raises(ValueError, match="name"):
        sam_text.encode(Card(CardKind.CITIZEN, CITIZEN.number, "很" * 16, "1", None, None, None))


def test_codes_that_blame_the_card_the_module_and_the_wire_are_told_apart():
    assert sam_answers.meaning(0x41).fault is Fault.INVALID_MEDIA
    assert sam_answers.meaning(0x60).fault is Fault.HARDWARE_ERROR
    assert sam_answers.meaning(0x10).fault is Fault.GARBLED
    assert sam_answers.meaning(0x77).fault is Fault.GARBLED
    assert sam_answers.meaning(0x90).fault is None


def test_a_frame_in_the_shortest_pieces_is_read():
    reader = FrameReader()
    frame = WORKED["citizen"]
    found = [body for at in range(len(frame)) for body in bodies(frame[at : at + 1], reader)]
    assert found == [frame[7:-1]]


def test_a_preamble_with_one_byte_too_many_in_front_is_read():
    assert bodies(b"\xaa\xaa" + sam.frame(b"xyz")) == [b"xyz"]


@pytest.mark.parametrize("length", ["0000", "0001", "1002", "FFFF"])
def test_an_absurd_length_is_noise(length):
    assert bodies(sam.PREAMBLE + bytes.fromhex(length) + sam.frame(b"xyz")) == [b"xyz"]


def test_a_frame_that_begins_within_a_broken_one_is_found():
    cut = sam.frame(bytes(50))[:20]
    assert bodies(cut + sam.frame(b"the next") + bytes(60)) == [b"the next"]


def test_a_broken_frame_is_passed_over_and_told():
    broken = bytearray(sam.frame(b"abc"))
    broken[-1] ^= 1
    reader = FrameReader()
    assert bodies(bytes(broken), reader) == []
    assert reader.broken
    assert bodies(sam.frame(b"def"), reader) == [b"def"]


pieces = st.lists(st.binary(max_size=40) | st.sampled_from([sam.PREAMBLE, b"\xaa", sam.PREAMBLE + b"\x00\x08"]))


@settings(max_examples=200, deadline=None)
@given(noise=pieces, body=st.binary(min_size=3, max_size=300), cuts=st.lists(st.integers(0, 600), max_size=6))
def test_whatever_comes_before_it_a_sound_frame_is_found_once_enough_has_come_after_it(noise, body, cuts):
    reader = FrameReader()
    start = len(b"".join(noise))
    data = b"".join(noise) + sam.frame(body) + bytes(sam.LONGEST_BODY + 8)
    edges = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    found = [one for a, b in pairwise(edges) for one in bodies(data[a:b], reader)]
    swallowed = [at for at in map(data.find, map(sam.frame, found)) if at < start]  # noise that was a frame by chance
    assert body in found or swallowed
    assert len(reader._bytes) <= sam.HEAD + sam.LONGEST_BODY + 1


@settings(max_examples=200, deadline=None)
@given(chunks=st.lists(st.binary(max_size=200), max_size=20))
def test_the_frame_reader_never_fails_and_never_hoards(chunks):
    reader = FrameReader()
    for chunk in chunks:
        for body in reader.feed(chunk):
            assert len(body) <= sam.LONGEST_BODY
    assert len(reader._bytes) <= sam.HEAD + sam.LONGEST_BODY + 1


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=300) | st.binary(min_size=256, max_size=256))
def test_no_bytes_make_the_text_parser_fail_in_another_way_than_it_says(data):
    try:
        card = sam_text.decode(data)
    except (sam_text.UnreadableTextError, sam_text.UnknownKindError):
        return
    assert card.kind in CardKind


@settings(max_examples=200, deadline=None)
@given(command=st.sampled_from([sam.READ, sam.READ_WITH_PRINTS]), data=st.binary(max_size=64))
def test_lengths_that_do_not_add_up_are_never_split(command, data):
    content = sam_answers.split(command, data)
    if content is not None:
        assert sam_answers.join(command, content) == data
