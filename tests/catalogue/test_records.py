"""Records come over a wire: what is right is read without loss, what is wrong is refused with its place."""

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue.records import (
    RecordError,
    delta_from,
    delta_to,
    department_from,
    dictionaries_from,
    hall_from,
    hall_to,
    item_from,
    item_to,
)
from kiosk.model.catalogue import CatalogueDelta, Department, Dictionaries, Fee, FrequentQuestion, Item, Material
from tests.catalogue.samples import CITY, SOUND, read

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
NAMES = st.dictionaries(st.sampled_from(["en", "ko"]), WORDS, max_size=2).map(lambda names: tuple(names.items()))
NEEDED = WORDS.filter(bool)
ITEMS = st.builds(
    Item,
    task_code=NEEDED,
    task_name=NEEDED,
    server_type=st.lists(WORDS, max_size=3).map(tuple),
    is_fee=WORDS,
    materials=st.lists(st.builds(Material, NEEDED, is_need=WORDS, names=NAMES), max_size=2).map(tuple),
    fees=st.lists(st.builds(Fee, NEEDED, NEEDED), max_size=2).map(tuple),
    questions=st.lists(st.builds(FrequentQuestion, NEEDED, NEEDED), max_size=2).map(tuple),
    names=NAMES,
    sample=st.booleans(),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=10,
)
FIELDS = st.sampled_from(["task_code", "task_name", "materials", "names", "sample", "server_type", "fees"])


def refusal(record, read=item_from):
    with pytest.raises(RecordError) as caught:
        read(record)
    return caught.value


@settings(max_examples=60, deadline=None)
@given(ITEMS)
def test_an_item_survives_the_way_through_json(item):
    assert item_from(json.loads(json.dumps(item_to(item)))) == item


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(FIELDS, JSON, max_size=4) | JSON)
def test_whatever_comes_is_read_or_refused_and_nothing_else_happens(record):
    try:
        item = item_from(record)
    except RecordError:
        return
    assert item_from(item_to(item)) == item


def test_what_has_its_default_is_left_out():
    assert item_to(Item("code", "name")) == {"task_code": "code", "task_name": "name"}


def test_an_empty_text_where_the_default_is_not_empty_stays_empty():
    item = Item("code", "name", is_fee="")
    assert item_from(item_to(item)) == item


def test_every_record_of_the_sample_city_is_read_strictly():
    for file in (CITY / "items").glob("*.json"):
        for record in read(f"items/{file.name}"):
            item = item_from(record)
            assert item_from(item_to(item)) == item


def test_a_missing_field_is_named_with_its_item():
    error = refusal({"task_code": "31-characters"})
    assert (error.record, error.field, error.rule) == ("item 31-characters", "task_name", "is required")


def test_a_fault_deep_inside_is_named_by_its_path():
    assert refusal({"task_code": "1", "task_name": "2", "materials": [{"material_name": 3}]}).field == (
        "materials[0].material_name"
    )


@pytest.mark.parametrize("bad", ["\x00", "a\x1bb", "\ud800"])
def test_characters_that_break_paper_and_speech_are_refused(bad):
    assert refusal({"task_code": "1", "task_name": bad}).field == "task_name"


def test_an_unknown_field_is_refused_unless_the_contract_may_be_newer():
    record = {"task_code": "1", "task_name": "2", "of_tomorrow": 1}
    assert refusal(record).field == "of_tomorrow"
    assert item_from(record, ignore_unknown=True) == Item("1", "2")


@pytest.mark.parametrize("flag", ["true", 1, None, math.nan])
def test_a_flag_is_true_or_false(flag):
    assert refusal({"task_code": "1", "task_name": "2", "sample": flag}).field == "sample"


def test_a_hall_keeps_its_hours_and_windows():
    record = {**read("halls.json")[0]}
    hall = hall_from(record, ignore_unknown=True)
    assert dict(hall.hours) == record["hours"]
    assert hall.windows
    assert hall_from(hall_to(hall)) == hall


def test_a_delta_survives_and_says_what_has_not_changed():
    delta = CatalogueDelta(
        "7", False, (SOUND,), ("gone",), (Department("1", "局"),), None, Dictionaries({"a": {"1": "b"}})
    )
    record = json.loads(json.dumps(delta_to(delta)))
    assert "halls" not in record
    assert delta_from(record) == delta


def test_a_fault_in_a_delta_names_the_item():
    record = {"version": "1", "whole": True, "items": [{"task_code": "x", "task_name": 1}]}
    assert refusal(record, delta_from).record == "item x"


def test_a_delta_of_a_newer_contract_is_read():
    record = {
        "version": "1",
        "whole": True,
        "weather": "fine",
        "departments": [{"id": "1", "name": "局", "floor": "2"}],
    }
    assert delta_from(record, ignore_unknown=True).departments == (Department("1", "局"),)


@pytest.mark.parametrize("record", [None, [], "text", {"version": 1, "whole": True}, {"version": "1"}])
def test_what_is_no_delta_is_refused(record):
    refusal(record, delta_from)


def test_dictionaries_hold_texts_only():
    assert refusal({"project_type": {"1": 2}}, dictionaries_from).field == "project_type.1"
    assert refusal([], dictionaries_from).rule == "must be an object"
    assert department_from({"id": "1", "name": "局"}) == Department("1", "局")
