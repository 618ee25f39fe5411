"""Rules about fields that must agree with each other, as city offices check their lists."""

import re
from collections.abc import Iterator

from kiosk.catalogue.rules import Case, number, rule

_ONLINE_THROUGHOUT = ("全程网办", "Ⅳ", "IV")  # level IV, where a province puts levels into the dictionary of depths
# With its area code, or a short number of the state's (12345, 95598) or a 400 number, which have none.
_TELEPHONE = re.compile(
    r"(?<!\d)(?:[(（]?0\d{2,3}[)）]?[-— ]?\d{7,8}|1[02]\d{1,4}|9\d{4,5}|400[-— ]?\d{3}[-— ]?\d{4})(?!\d)"
)


@rule("online-visits", "全程网办（Ⅳ级）的事项，到办事现场次数应为0", "handled online throughout: 0 visits")
def online_throughout(case: Case) -> Iterator[str]:
    if any(case.means("online_handle_depth", word) for word in _ONLINE_THROUGHOUT) and case.item.limit_scene_num != "0":
        yield "limit_scene_num"


@rule("visit-reason", "到办事现场次数大于0时，应说明必须现场办理的原因", "visits need a reason")
def visit_reason(case: Case) -> Iterator[str]:
    if number(case.item.limit_scene_num) and not case.item.limit_scene_explain:
        yield "limit_scene_explain"


@rule("no-visit-way", "到办事现场次数为0且不能网办时，应支持邮寄申请", "no visit, not online: must go by post")
def no_visit_way(case: Case) -> Iterator[str]:
    item = case.item
    by_post = item.is_express == "1" or case.means("handle_type", "快递") or case.means("handle_type", "邮")
    if item.limit_scene_num == "0" and item.is_online != "1" and not by_post:
        yield "handle_type"


@rule(
    "fee",
    "收费事项应填写收费依据、是否网上支付、收费项目名称和标准",
    "a fee needs a basis, the pay-online flag, a name and a standard",
)
def fee(case: Case) -> Iterator[str]:
    item = case.item
    if item.is_fee != "1":
        return
    yield from (name for name in ("fee_basis", "is_pay_online") if not getattr(item, name))
    if not item.fees:
        yield "fees"
    yield from (f"fees[{n}]" for n, one in enumerate(item.fees) if not (one.fee_name and one.fee_stand))


@rule("promise-legal", "承诺办结时限不得长于法定办结时限", "the promised time is longer than the legal one")
def promise_within_legal(case: Case) -> Iterator[str]:
    item = case.item
    legal, promised = number(item.anticipate_day), number(item.promise_day)  # legal 0: the law sets none
    if item.anticipate_type == item.promise_type and legal and promised and promised > legal:
        yield "promise_day"


@rule("at-once", "有承诺办结时限的应为承诺件，即办件的承诺时限应为0", "handled at once, yet with promised days")
def at_once(case: Case) -> Iterator[str]:
    if number(case.item.promise_day) and case.means("project_type", "即办"):
        yield "project_type"


@rule("telephones", "咨询电话与监督投诉电话不得相同", "consultation and complaint must have different telephones")
def telephones(case: Case) -> Iterator[str]:
    if _telephones(case.item.link_way) & _telephones(case.item.supervise_way):
        yield "supervise_way"


@rule("area-code", "电话应带区号", "a telephone number with its area code is missing")
def area_code(case: Case) -> Iterator[str]:
    for name in ("link_way", "supervise_way"):
        text = getattr(case.item, name)
        if text and not _TELEPHONE.search(text):
            yield name


@rule("result", "审批结果名称以“证”结尾的，结果类型应为出证办结", "a result that is a certificate ends with its issue")
def result(case: Case) -> Iterator[str]:
    if case.item.result_name.endswith("证") and not case.means("result_type", "出证"):
        yield "result_type"


def _telephones(text: str) -> set[str]:
    return {re.sub(r"\D", "", found) for found in _TELEPHONE.findall(text)}
