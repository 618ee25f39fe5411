"""One sound item to spoil, and what the sample city has."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.glyphs import characters
from kiosk.catalogue.pinyin import sounds
from kiosk.catalogue.records import department_from, dictionaries_from, hall_from, item_from
from kiosk.catalogue.stock import Stock, all_terms
from kiosk.model.catalogue import Fee, Item, Material

CITY = Path(__file__).parents[2] / "assets" / "sample" / "catalogue"
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
ORGANISATION = "112103819999000113"  # invented, with its right check character


def read(name):
    return json.loads((CITY / name).read_text(encoding="utf-8"))


@cache
def dictionaries():
    return dictionaries_from(read("dictionaries.json"))


def theme(words):
    """The code of a residents' theme."""
    return next(code for code, text in dictionaries().entries["user_topic_type"].items() if text == words)


SOUND = Item(
    task_code=ORGANISATION + "4" + "002001001000",
    task_name="城乡居民基本养老保险参保登记",
    catalog_code="002001001000",
    task_type="20",
    task_version="1",
    task_state="1",
    by_law="《中华人民共和国社会保险法》",
    power_source="1",
    use_level="4",
    dept_code=ORGANISATION,
    dept_name="海城市人力资源和社会保障局",
    dept_type="1",
    server_type=("1",),
    project_type="2",
    handle_type="1,2",
    limit_scene_num="1",
    limit_scene_explain="核验身份",
    anticipate_day="10",
    anticipate_type="W",
    promise_day="3",
    promise_type="W",
    accept_condition="年满16周岁",
    handle_flow="申请、受理、办结",
    special_procedure="无",
    is_fee="1",
    fee_basis="示例依据",
    fees=(Fee("工本费", "每证10元"),),
    transact_addr="示例大街1号",
    transact_time="周一至周五 08:30-12:00",
    link_way="0412-0001101",
    supervise_way="0412-0009101",
    result_type="10",
    result_name="参保证",
    is_online="1",
    online_handle_depth="1,2,3",
    user_topic_type=(theme("社会保障"),),
    materials=(Material("居民身份证", material_type="1", material_format="1", page_num="1", source_type="20"),),
    aliases=("养老保险", "养老金"),
    names=(("en", "Enrolment in the basic pension insurance"),),
    sample=True,
)


def numbered(number, **changes):
    """A sound item with another code."""
    catalog = f"{number:012d}"
    return replace(SOUND, task_code=f"{ORGANISATION}4{catalog}", catalog_code=catalog, **changes)


@cache
def items():
    """The sample city's items."""
    files = sorted((CITY / "items").glob("*.json"))
    return tuple(item_from(one) for file in files for one in read(f"items/{file.name}"))


@cache
def _learned():
    return sounds(characters([*all_terms(items()), "减劳压边缘银路旅行器械账"]))


def known_sounds(asked):
    """The real sounds, asked for once for all tests."""
    learned = _learned()
    return {one: learned[one] for one in asked if one in learned} | sounds(set(asked) - learned.keys())


@cache
def city():
    """The sample city's catalogue, whatever the day."""
    stock = Stock(
        version="1",
        fetched=NOON,
        items={item.task_code: item for item in items()},
        departments=tuple(department_from(one) for one in read("departments.json")),
        halls=tuple(hall_from(one, ignore_unknown=True) for one in read("halls.json")),
        dictionaries=dictionaries(),
        sounds=_learned(),
    )
    return Catalogue(stock)


def catalogue_of(*names, aliases=(), english=()):
    """A catalogue of items with these names; aliases and English names by place."""
    given = {}
    for number, name in enumerate(names):
        own = aliases[number] if number < len(aliases) else ()
        en = (("en", english[number]),) if number < len(english) else ()
        item = numbered(number, task_name=name, aliases=own, names=en)
        given[item.task_code] = item
    return Catalogue(Stock(items=given, sounds=known_sounds(characters(all_terms(given.values())))))
