"""Rules about single fields: there at all, the right length, a known code, a date, a number."""

import re
from collections.abc import Iterator
from dataclasses import fields

from stdnum.cn import uscc

from kiosk.catalogue.dates import date_in
from kiosk.catalogue.rules import Case, codes, number, rule
from kiosk.model.catalogue import Item

TASK_CODE, ORGANISATION, CATALOG_CODE = 31, 18, 12  # characters: organisation + level (1) + catalog code
LONGEST = {"task_name": 1000, "task_handle_item": 50, "task_type": 2, "task_state": 2, "project_type": 2}
PUBLIC_SERVICE = "公共服务"  # its table has no source of power, and its time limits may be empty

_REQUIRED = (
    *("task_code", "task_name", "catalog_code", "task_type", "task_version", "task_state", "by_law", "use_level"),
    *("dept_code", "dept_name", "dept_type", "server_type", "project_type", "limit_scene_num", "accept_condition"),
    *("handle_flow", "special_procedure", "is_fee", "transact_addr", "transact_time", "link_way", "supervise_way"),
)
_REQUIRED_OF_POWERS = ("power_source", "anticipate_day", "anticipate_type", "promise_day", "promise_type")
_NUMBERS = ("limit_scene_num", "anticipate_day", "promise_day")
_DATES = ("plan_effective_date", "plan_cancel_date")
_ORGANISATION = re.compile(r"[0-9A-HJ-NP-RTUW-Y]{18}")


@rule("required", "必填要素为空", "a required field is empty")
def required(case: Case) -> Iterator[str]:
    names = _REQUIRED if case.means("task_type", PUBLIC_SERVICE) else _REQUIRED + _REQUIRED_OF_POWERS
    yield from (name for name in names if not getattr(case.item, name))


@rule("length", "长度不符合要求", "the length is not what the standard asks for")
def length(case: Case) -> Iterator[str]:
    item = case.item
    if len(item.task_code) != TASK_CODE:
        yield "task_code"
    if item.catalog_code and len(item.catalog_code) != CATALOG_CODE:
        yield "catalog_code"
    yield from (name for name, most in LONGEST.items() if len(getattr(item, name)) > most)


@rule(
    "organisation",
    "统一社会信用代码不正确（应为18位且校验码正确）",
    "not a credit code with its check character",
)
def organisation(case: Case) -> Iterator[str]:
    if len(case.item.task_code) == TASK_CODE and not is_organisation(case.item.task_code[:ORGANISATION]):
        yield "task_code"
    if case.item.dept_code and not is_organisation(case.item.dept_code):
        yield "dept_code"


@rule("task-code", "实施编码与基本编码或行使层级不一致", "does not agree with catalog code or level")
def task_code(case: Case) -> Iterator[str]:
    item = case.item
    if len(item.task_code) != TASK_CODE:
        return
    level, catalog = item.task_code[ORGANISATION], item.task_code[-CATALOG_CODE:]
    if (item.catalog_code and catalog != item.catalog_code) or (item.use_level and level != item.use_level):
        yield "task_code"


@rule("dictionary", "代码不在数据字典中", "the dictionary does not know the code")
def dictionary(case: Case) -> Iterator[str]:
    for name, known in case.dictionaries.entries.items():
        if name in _ITEM_FIELDS and any(code not in known for code in codes(getattr(case.item, name))):
            yield name
    for part in ("materials", "fees"):
        for place, one in enumerate(getattr(case.item, part)):
            for field in fields(one):
                known = case.dictionaries.entries.get(field.name, {})
                if known and any(code not in known for code in codes(getattr(one, field.name))):
                    yield f"{part}[{place}].{field.name}"


@rule("date", "日期不正确，或取消日期早于生效日期", "not a date, or cancelled before it takes effect")
def dates(case: Case) -> Iterator[str]:
    days = {name: date_in(getattr(case.item, name)) for name in _DATES}
    yield from (name for name, day in days.items() if getattr(case.item, name) and day is None)
    begins, ends = days.values()
    if begins and ends and ends < begins:
        yield "plan_cancel_date"


@rule("number", "应为非负整数", "must be a whole number, 0 or more")
def numbers(case: Case) -> Iterator[str]:
    yield from (name for name in _NUMBERS if getattr(case.item, name) and number(getattr(case.item, name)) is None)
    pages = enumerate(one.page_num for one in case.item.materials)
    yield from (f"materials[{n}].page_num" for n, one in pages if one and number(one) is None)


def is_organisation(code: str) -> bool:
    """Whether a unified social credit code (GB 32100) has its 18 characters, the last being the right check."""
    return bool(_ORGANISATION.fullmatch(code)) and uscc.calc_check_digit(code[:-1]) == code[-1]


_ITEM_FIELDS = frozenset(field.name for field in fields(Item))
