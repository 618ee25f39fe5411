"""Whatever comes over the wire, there is an object or a named trouble, and never anything else."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.platform import answers
from kiosk.platform.server.e_id import read_e_id, sample_e_id
from kiosk.platform.server.numbers import plausible
from kiosk.platform.troubles import Trouble
from kiosk.platform.wire import Received
from tests.platform.test_bad_platform import TICKET

SLOT = {"id": "s", "day": "2026-07-02", "start": "09:30", "end": "10:00", "left": 1}
APPOINTMENT = {
    "id": "p",
    "code": "123456",
    "item_code": "1",
    "item_name": "a",
    "hall_name": "b",
    "windows": ["A01"],
    "slot": SLOT,
    "state": "booked",
}
PERSON = {"token": "t" * 20, "masked_name": "*", "masked_number": "****"}
ORDER = {
    "id": "w",
    "number": "W000001",
    "role": "receipt",
    "fault": "paperOut",
    "actor": "staff",
    "state": "open",
    "since": "2026-07-02T09:30:00+08:00",
    "filed": "2026-07-02T09:31:00+08:00",
    "changed": "2026-07-02T09:31:00+08:00",
    "recovered": "2026-07-02T09:41:00+08:00",
    "times": 1,
    "by_hand": False,
}
DELTA = {
    "version": "1.1",
    "whole": True,
    "items": [{"task_code": "1", "task_name": "a", "materials": [{"material_name": "b"}]}],
    "withdrawn": [],
    "halls": [],
    "dictionaries": {"a": {"1": "b"}},
}
BLOCK = {
    "queue": TICKET["queue"],
    "department_ids": ["112103819999000113"],
    "hall_name": "示例大厅",
    "tickets": [{"id": "t-1", "number": "A800"}],
}
SOUND = [
    (answers.ticket, TICKET),
    (answers.appointment, APPOINTMENT),
    (answers.person, PERSON),
    (answers.catalogue, DELTA),
    (answers.slots, {"slots": [SLOT]}),
    (answers.queues, {"queues": [TICKET["queue"]]}),
    (answers.appointments, {"appointments": [APPOINTMENT]}),
    (answers.work_order, ORDER),
    (answers.work_orders, {"work_orders": [ORDER]}),
    (answers.number_blocks, {"day": "2026-07-02", "blocks": [BLOCK]}),
    (answers.registered, {"id": "T01", "hall_id": "H1", "hall_name": "示例大厅"}),
]
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def test_what_is_sound_is_read():
    for reader, value in SOUND:
        assert read(json.dumps(value).encode(), reader) is not None


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SOUND), st.data())
def test_an_answer_with_anything_in_any_place_is_an_object_or_a_trouble(sound, data):
    reader, value = sound
    spoilt = json.loads(json.dumps(value))
    spoil(spoilt, data)
    read(json.dumps(spoilt).encode(), reader)


@settings(max_examples=200, deadline=None)
@given(st.binary(), st.sampled_from(SOUND))
def test_bytes_that_are_no_answer_are_a_trouble(body, sound):
    assert read(body, sound[0]) is None


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 599), st.binary() | JUNK.map(lambda value: json.dumps(value).encode()))
def test_any_error_is_a_trouble(status, body):
    assert isinstance(answers.trouble(Received(status, answers.PROBLEM, body, {})), Trouble)


@settings(max_examples=300, deadline=None)
@given(st.text() | st.text().map("hkid:1:{}".format), st.integers(0, 200), st.characters())
def test_a_code_that_nobody_issued_is_nobodys(text, place, character):
    assert read_e_id(text, 0.0) is None
    good = sample_e_id("测试员甲", "11010519491231002X", issued=0.0)
    spoilt = good[:place] + character + good[place + 1 :]
    assert spoilt == good or read_e_id(spoilt, 0.0) is None


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["citizen", "hmtPermit", "foreigner2017", "foreigner2023"]), st.text(max_size=19))
def test_any_text_can_be_asked_whether_it_is_a_number(kind, text):
    assert plausible(kind, text) in {True, False}


def spoil(value, data):
    """Put something else in one place."""
    while isinstance(value, dict | list) and value:
        place = data.draw(st.sampled_from(sorted(value) if isinstance(value, dict) else range(len(value))))
        if not isinstance(value[place], dict | list) or data.draw(st.booleans()):
            value[place] = data.draw(JUNK)
            return
        value = value[place]


def read(body, reader):
    try:
        return answers.read(Received(200, "application/json", body, {}), 200, reader)
    except Trouble:
        return None
