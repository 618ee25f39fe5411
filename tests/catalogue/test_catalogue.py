"""A snapshot holds what is in force today, in groups, with its age."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.catalogue.catalogue import BOOKABLE, Catalogue, Group
from kiosk.catalogue.stock import Stock
from kiosk.model.catalogue import CatalogueDelta, Department, Dictionaries, Hall, Item
from tests.catalogue.samples import NOON, ORGANISATION, SOUND, city, dictionaries, numbered

TODAY = NOON.date()


def stock(*items, codes=None):
    words = Dictionaries({"user_topic_type": {"160": "社会保障", "170": "证件办理"}, "server_type": {"1": "自然人"}})
    return Stock("1", NOON, {item.task_code: item for item in items}, dictionaries=codes or words)


@pytest.mark.parametrize(
    ("changes", "there"),
    [
        ({}, True),
        ({"plan_effective_date": "2026-07-01"}, True),
        ({"plan_effective_date": "2026-07-02"}, False),
        ({"plan_effective_date": "2026/7/2"}, False),
        ({"plan_effective_date": "when ready"}, True),
        ({"plan_cancel_date": "20260702"}, True),
        ({"plan_cancel_date": "2026-07-01"}, False),
        ({"plan_cancel_date": "2025-12-31 00:00:00"}, False),
        ({"task_state": "2"}, False),
        ({"task_state": "3"}, False),
        ({"task_state": ""}, True),
    ],
)
def test_items_not_in_force_today_are_not_there(changes, there):
    catalogue = Catalogue(stock(replace(SOUND, **changes), codes=dictionaries()), TODAY)
    assert bool(catalogue.search("养老")) == there
    assert bool(catalogue.item(SOUND.task_code)) == there
    assert len(catalogue) == there


def test_a_province_says_itself_which_state_is_in_use():
    words = Dictionaries({"task_state": {"9": "在用", "1": "草稿"}})
    items = stock(numbered(1, task_state="9"), numbered(2, task_state="1"), codes=words)
    assert [item.task_state for item in Catalogue(items, TODAY).items] == ["9"]


def test_groups_follow_the_dictionary_and_count():
    items = [numbered(n, user_topic_type=("170", "160") if n else ("999",)) for n in range(3)]
    catalogue = Catalogue(stock(*items), TODAY)
    assert catalogue.groups("user_topic_type") == (
        Group("160", "社会保障", 2),
        Group("170", "证件办理", 2),
        Group("999", "999", 1),
    )
    assert catalogue.by_theme("user_topic_type", "160") == tuple(items[1:])
    assert catalogue.by_theme("corp_topic_type", "160") == ()
    assert catalogue.groups("corp_topic_type") == ()
    assert catalogue.by_audience("1") == tuple(items)


def test_departments_have_their_names_and_items():
    catalogue = Catalogue(replace(stock(SOUND), departments=(Department(ORGANISATION, "人社局"),)), TODAY)
    assert catalogue.groups("department") == (Group(ORGANISATION, "人社局", 1),)
    assert catalogue.by_department(ORGANISATION) == (SOUND,)
    assert catalogue.department(ORGANISATION).name == "人社局"
    assert catalogue.department("other") is None


def test_every_group_of_the_sample_city_opens_to_as_many_items_as_it_says():
    for by in ("server_type", "user_topic_type", "corp_topic_type", "department"):
        groups = city().groups(by)
        assert groups
        for group in groups:
            assert len(city().group(by, group.code)) == group.count
            assert group.name != group.code


def test_age_is_that_of_the_data():
    catalogue = Catalogue(stock(SOUND), TODAY)
    assert catalogue.age(NOON + timedelta(hours=3)) == timedelta(hours=3)
    later = catalogue.confirmed(NOON + timedelta(hours=2))
    assert later.age(NOON + timedelta(hours=3)) == timedelta(hours=1)
    assert catalogue.fetched == NOON
    assert later.items is catalogue.items
    assert Catalogue().age(NOON) is None


def test_a_delta_changes_adds_and_withdraws_and_leaves_the_old_stock_alone():
    old = stock(numbered(1), numbered(2))
    new = old.after(
        CatalogueDelta("2", False, (numbered(1, task_name="新"), numbered(3)), (numbered(2).task_code,)), NOON
    )
    assert [item.task_name for item in new.in_force(TODAY)] == ["新", SOUND.task_name]
    assert new.dictionaries == old.dictionaries
    assert len(old.items) == 2


def test_a_whole_delta_forgets_what_was():
    hall = Hall("H", "厅", "路", "0412-0001000", ())
    old = replace(stock(numbered(1)), halls=(hall,), sounds={"养": ("yang",)})
    new = old.after(CatalogueDelta("9", True, (numbered(2),)), NOON)
    assert list(new.items) == [numbered(2).task_code]
    assert new.halls == ()
    assert new.sounds == old.sounds
    assert Catalogue(old).hall("H") == hall
    assert Catalogue(old, date(2026, 7, 1)).hall("X") is None


def test_what_most_people_come_for_stands_first_and_what_is_not_in_force_is_passed_over():
    hall = Hall("H9", "示例大厅", "", "", (), frequent=("C", "gone", "B"))
    items = {code: Item(code, code, is_schedule="0" if code == "C" else "1") for code in "ABC"}
    catalogue = Catalogue(Stock(items=items, halls=(hall,)))
    assert [item.task_code for item in catalogue.frequent("H9")] == ["C", "B"]
    assert [item.task_code for item in catalogue.bookable("H9")] == ["B", "A"]
    assert [item.task_code for item in catalogue.group(BOOKABLE, "H9")] == ["B", "A"]
    assert catalogue.frequent("elsewhere") == ()
    assert [item.task_code for item in catalogue.bookable("elsewhere")] == ["A", "B"]
