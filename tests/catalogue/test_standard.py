"""Each rule of the standard bites where it is broken, and only there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.rules.form import is_organisation
from kiosk.catalogue.standard import RULES, breaches, duplicates
from kiosk.model.catalogue import Dictionaries, Fee, Item, Material
from tests.catalogue.samples import ORGANISATION, SOUND, dictionaries, items, numbered, theme

POWER = {"task_type": "01"}  # not a public service
SPOILED = [
    ({"task_name": ""}, "task_name", "required"),
    ({"server_type": ()}, "server_type", "required"),
    ({**POWER, "power_source": ""}, "power_source", "required"),
    ({**POWER, "promise_day": ""}, "promise_day", "required"),
    ({"task_name": "名" * 1001}, "task_name", "length"),
    ({"task_code": SOUND.task_code + "0"}, "task_code", "length"),
    ({"catalog_code": "00200100100"}, "catalog_code", "length"),
    ({"task_handle_item": "1" * 51}, "task_handle_item", "length"),
    ({"task_code": "112103819999000114" + SOUND.task_code[18:]}, "task_code", "organisation"),
    ({"dept_code": "11210381999900011I"}, "dept_code", "organisation"),
    ({"catalog_code": "002001001001"}, "task_code", "task-code"),
    ({"use_level": "3"}, "task_code", "task-code"),
    ({"project_type": "7"}, "project_type", "dictionary"),
    ({"server_type": ("1", "8")}, "server_type", "dictionary"),
    ({"handle_type": "1,8"}, "handle_type", "dictionary"),
    ({"is_schedule": "yes"}, "is_schedule", "dictionary"),
    ({"user_topic_type": (theme("社会保障"), "no such")}, "user_topic_type", "dictionary"),
    ({"materials": (Material("证"), Material("表", material_type="8"))}, "materials[1].material_type", "dictionary"),
    ({"plan_effective_date": "2026-02-30"}, "plan_effective_date", "date"),
    ({"plan_effective_date": "2026-05-01", "plan_cancel_date": "2026-04-30"}, "plan_cancel_date", "date"),
    ({"limit_scene_num": "一次"}, "limit_scene_num", "number"),
    ({"promise_day": "-1"}, "promise_day", "number"),
    ({"promise_day": "9" * 5000}, "promise_day", "number"),
    ({"materials": (Material("证", page_num="1.5"),)}, "materials[0].page_num", "number"),
    ({"limit_scene_explain": ""}, "limit_scene_explain", "visit-reason"),
    ({"limit_scene_num": "0", "is_online": "0", "handle_type": "1"}, "handle_type", "no-visit-way"),
    ({"fee_basis": ""}, "fee_basis", "fee"),
    ({"is_pay_online": ""}, "is_pay_online", "fee"),
    ({"fees": ()}, "fees", "fee"),
    ({"fees": (Fee("费", ""),)}, "fees[0]", "fee"),
    ({"promise_day": "11"}, "promise_day", "promise-legal"),
    ({"project_type": "1"}, "project_type", "at-once"),
    ({"supervise_way": "电话：0412-0001101"}, "supervise_way", "telephones"),
    ({"link_way": "0001101"}, "link_way", "area-code"),
    ({"supervise_way": "到大厅投诉"}, "supervise_way", "area-code"),
    ({"result_type": "99"}, "result_type", "result"),
]


def found(item, codes=None):
    return [(breach.field, breach.rule) for breach in breaches(item, codes or dictionaries())]


def test_a_sound_item_breaks_no_rule():
    assert found(SOUND) == []


@pytest.mark.parametrize(("changes", "field", "rule"), SPOILED, ids=[f"{r}-{f}" for _, f, r in SPOILED])
def test_a_broken_rule_is_named_with_its_field(changes, field, rule):
    assert (field, rule) in found(replace(SOUND, **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"limit_scene_num": "0", "limit_scene_explain": ""},
        {"limit_scene_num": "0", "is_online": "0", "handle_type": "1,3"},
        {"limit_scene_num": "0", "is_online": "0", "handle_type": "1", "is_express": "1"},
        {"is_fee": "0", "fees": (), "fee_basis": ""},
        {"project_type": "1", "promise_day": "0"},
        {"anticipate_day": "0"},
        {"promise_type": "N", "promise_day": "12"},
        {"link_way": "12345"},
        {"link_way": "(0412)0001101 转 2", "supervise_way": "12345、0412-0009101"},
        {"promise_day": "", "promise_type": "", "power_source": ""},
        {"plan_effective_date": "2026/5/1", "plan_cancel_date": "20270501"},
        {"result_name": "批复", "result_type": "20"},
    ],
)
def test_what_the_standard_allows_breaks_nothing(changes):
    assert found(replace(SOUND, **changes)) == []


def test_level_four_is_handled_without_a_visit_where_a_province_has_levels():
    codes = {**dictionaries().entries, "online_handle_depth": {"8": "全程网办（Ⅳ级）", "1": "互联网咨询"}}
    item = replace(SOUND, online_handle_depth="1,8")
    assert ("limit_scene_num", "online-visits") in found(item, Dictionaries(codes))
    assert not found(replace(item, limit_scene_num="0"), Dictionaries(codes))


def test_every_rule_has_a_story_and_a_name_of_its_own():
    told = {rule for _, _, rule in SPOILED} | {"online-visits"}
    assert told == {rule.id for rule in RULES}
    assert len(RULES) == len({rule.id for rule in RULES})
    assert all(rule.zh and rule.en for rule in RULES)


def test_a_code_that_occurs_twice_is_a_breach_of_both():
    listed = [("a", numbered(1)), ("b", numbered(2)), ("c", numbered(1))]
    assert [(breach.row, breach.rule) for breach in duplicates(listed)] == [("a", "unique"), ("c", "unique")]


def test_the_sample_city_keeps_every_rule():
    assert len(items()) >= 150
    broken = [breach for item in items() for breach in breaches(item, dictionaries())]
    assert broken == []
    assert list(duplicates((item.task_code, item) for item in items())) == []


def test_a_real_credit_code_and_its_neighbours():
    assert is_organisation("12441500196720244T")
    assert is_organisation(ORGANISATION)
    wrong = [ORGANISATION[:at] + ("1" if ORGANISATION[at] != "1" else "2") + ORGANISATION[at + 1 :] for at in range(18)]
    assert not any(map(is_organisation, wrong))
    assert not is_organisation(ORGANISATION.lower() + " ")


@given(st.builds(Item, *[st.text(max_size=40)] * 20))
def test_no_item_breaks_the_rules_themselves(item):
    for breach in breaches(item, dictionaries()):
        assert breach.text("zh") != breach.text("en")
