"""Answers of a printer told apart from any mixture, and what their bits say."""

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers import Fault, Paper, State
from drivers.protocols import escpos
from drivers.protocols.escpos import PROFILES, Condition, automatic, real_time, status_of
from drivers.protocols.escpos_replies import Automatic, Block, Classifier, RealTime, Single
from drivers.protocols.escpos_text import columns, encode

GENERIC = PROFILES["generic"]
DONE = b"\x37\x220007\x00"


def test_every_kind_of_answer_is_told_apart_in_one_stream():
    stream = b"\x12" + b"\x10\x00\x0c\x00" + b"\x0c" + DONE + b"\x5fEPSON\x00" + b"\x16"
    assert Classifier().feed(stream) == [
        RealTime(0x12),
        Automatic(b"\x10\x00\x0c\x00"),
        Single(0x0C),
        Block(0x37, b"\x220007"),
        Block(0x5F, b"EPSON"),
        RealTime(0x16),
    ]


def test_flow_control_may_cut_in_anywhere():
    stream = b"\x10\x13\x00\x11\x03\x00" + b"\x37\x13\x2200\x1107\x00"
    assert Classifier().feed(stream) == [Automatic(b"\x10\x00\x03\x00"), Block(0x37, b"\x220007")]


def test_a_real_time_answer_may_cut_into_an_automatic_status_and_into_a_block():
    assert Classifier().feed(b"\x10\x00\x12\x00\x00") == [RealTime(0x12), Automatic(b"\x10\x00\x00\x00")]
    assert Classifier().feed(b"\x37\x22\x160007\x00") == [RealTime(0x16), Block(0x37, b"\x220007")]


def test_an_automatic_status_is_not_taken_for_the_answer_to_a_question():
    classifier = Classifier()
    assert not any(isinstance(reply, RealTime) for reply in classifier.feed(b"\x18\x00\x0c\x00"))


def test_half_an_automatic_status_ends_where_something_else_begins():
    classifier = Classifier()
    assert classifier.feed(b"\x10\x00" + b"\x10\x00\x00\x00") == [Automatic(b"\x10\x00\x00\x00")]
    assert classifier.noise == 2


def test_noise_is_counted_and_does_not_swallow_what_follows():
    classifier = Classifier()
    assert classifier.feed(b"\x80\xff\x90\x12") == [RealTime(0x12)]
    assert classifier.noise == 3
    assert classifier.feed(b"\x37" + b"x" * 100 + b"\x12")[-1] == RealTime(0x12)


@settings(deadline=None)
@given(st.binary(max_size=300), st.lists(st.integers(0, 300)))
def test_the_same_answers_come_out_in_whatever_pieces_the_bytes_come_in(stream, cuts):
    whole, pieces = Classifier(), Classifier()
    places = sorted({0, *(min(cut, len(stream)) for cut in cuts), len(stream)})
    parts = [stream[start:end] for start, end in pairwise(places)]
    assert whole.feed(stream) == [reply for part in parts for reply in pieces.feed(part)]
    assert whole.noise == pieces.noise


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_after_any_noise_and_a_reset_the_next_answer_is_understood(noise):
    classifier = Classifier()
    classifier.feed(noise)
    classifier.reset()
    assert classifier.feed(b"\x12") == [RealTime(0x12)]


@given(st.binary(max_size=400))
def test_bytes_are_never_kept_without_end(noise):
    classifier = Classifier()
    classifier.feed(noise)
    assert len(classifier._begun) <= 80


def test_the_seventh_bit_of_the_cashino_unit_is_a_waiting_slip_and_no_noise():
    cashino = PROFILES["kp628e"]
    (reply,) = Classifier(cashino.fixed_bits).feed(b"\x92")
    assert real_time(1, reply.byte, cashino) == Condition.SLIP_WAITING
    assert status_of(Condition.SLIP_WAITING).ok
    assert Classifier(GENERIC.fixed_bits).feed(b"\x92") == []


@pytest.mark.parametrize(
    ("number", "byte", "conditions"),
    [
        (1, 0x12, escpos.NOTHING),
        (1, 0x16, escpos.NOTHING),  # drawer pin 3 is high: not of interest
        (1, 0x1A, Condition.OFFLINE),
        (2, 0x16, Condition.COVER_OPEN),
        (2, 0x32, Condition.PAPER_OUT),
        (2, 0x52, Condition.ERROR),
        (3, 0x1A, Condition.CUTTER),
        (3, 0x32, Condition.UNRECOVERABLE),
        (3, 0x52, Condition.HOT),
        (4, 0x1E, Condition.PAPER_LOW),
        (4, 0x7E, Condition.PAPER_LOW | Condition.PAPER_OUT),
    ],
)
def test_the_bits_of_a_real_time_status(number, byte, conditions):
    assert real_time(number, byte, GENERIC) == conditions


def test_the_bits_of_an_automatic_status():
    assert automatic(b"\x38\x08\x0f\x00") == (
        Condition.OFFLINE | Condition.COVER_OPEN | Condition.CUTTER | Condition.PAPER_LOW | Condition.PAPER_OUT
    )


@pytest.mark.parametrize(
    ("conditions", "state", "fault", "paper"),
    [
        (escpos.NOTHING, State.ONLINE, None, Paper.FULL),
        (Condition.PAPER_LOW, State.ONLINE, None, Paper.LOW),
        (Condition.OFFLINE | Condition.COVER_OPEN, State.USER_ERROR, Fault.COVER_OPEN, Paper.UNKNOWN),
        (Condition.OFFLINE | Condition.PAPER_OUT, State.USER_ERROR, Fault.PAPER_OUT, Paper.OUT),
        (Condition.COVER_OPEN | Condition.PAPER_OUT, State.USER_ERROR, Fault.COVER_OPEN, Paper.OUT),
        (Condition.CUTTER | Condition.ERROR, State.USER_ERROR, Fault.PAPER_JAMMED, Paper.JAMMED),
        (Condition.UNRECOVERABLE, State.HARDWARE_ERROR, Fault.HARDWARE_ERROR, Paper.FULL),
        (Condition.HOT | Condition.OFFLINE, State.DEVICE_BUSY, None, Paper.FULL),
        (Condition.OFFLINE, State.OFFLINE, Fault.HARDWARE_ERROR, Paper.FULL),
    ],
)
def test_what_staff_are_told(conditions, state, fault, paper):
    status = status_of(conditions)
    assert (status.state, status.fault, status.paper) == (state, fault, paper)


def test_every_combination_of_bits_has_a_status():
    for bytes_ in product(range(0x12, 0x80, 4), repeat=2):
        found = real_time(2, bytes_[0], GENERIC) | real_time(3, bytes_[1], GENERIC)
        assert status_of(found).paper is not None


def test_native_text_is_framed_by_chinese_mode():
    assert encode("排队号 A017", "gbk") == b"\x1c&" + "排队号 A017".encode("gbk") + b"\x1c."


@pytest.mark.parametrize("text", ["王䶮", "𬭎", "\U00031350"])
@pytest.mark.parametrize("charset", ["gb2312", "gbk"])
def test_a_rare_character_is_never_entrusted_to_the_printers_font(text, charset):
    assert encode(text, charset) is None


def test_the_yuan_sign_does_not_become_a_four_byte_code():
    assert encode("¥100", "gbk") == b"\x1c&" + "￥100".encode("gbk") + b"\x1c."


@given(st.text(max_size=40))
def test_no_text_can_command_a_printer(text):
    coded = encode(text, "gbk")
    if coded is not None:
        assert all(byte >= 0x20 for byte in coded[2:-2])


def test_columns_of_mixed_text():
    assert columns("窗口 A03") == 8
