"""Files as city offices keep them, made for a test."""

import csv
import io
import json

from openpyxl import Workbook

from kiosk.catalogue.records import item_to
from tests.catalogue.samples import SOUND, numbered

CHINESE = {
    "task_code": "实施编码",
    "task_name": "事项名称（必填）",
    "catalog_code": "基本编码",
    "task_type": "事项类型",
    "task_version": "事项版本",
    "task_state": "事项状态",
    "by_law": "设定依据",
    "power_source": "权力来源",
    "use_level": "行使层级",
    "dept_code": "实施主体编码",
    "dept_name": "实施主体",
    "dept_type": "实施主体性质",
    "server_type": "服务对象*",
    "project_type": "办件类型",
    "handle_type": "办理形式",
    "limit_scene_num": "到办事现场次数",
    "limit_scene_explain": "必须现场办理原因说明",
    "anticipate_day": "法定办结时限",
    "anticipate_type": "法定办结时限单位",
    "promise_day": "承诺办结时限",
    "promise_type": "承诺办结时限 单位",
    "accept_condition": "受理条件",
    "handle_flow": "办理流程",
    "special_procedure": "特别程序",
    "is_fee": "是否收费",
    "fee_basis": "收费依据",
    "transact_addr": "办理地点",
    "transact_time": "办理时间",
    "link_way": "咨询电话",
    "supervise_way": "监督投诉电话",
    "result_type": "结果类型",
    "result_name": "结果名称",
    "is_online": "是否网办",
    "online_handle_depth": "网办深度",
    "user_topic_type": "自然人主题分类",
    "aliases": "事项别名",
    "name_en": "英文名称",
}
WORDS = {  # what an office writes instead of codes
    "task_type": "公共服务",
    "task_state": "在用",
    "use_level": "县级",
    "dept_type": "法定机关",
    "server_type": "自然人",
    "project_type": "承诺件",
    "handle_type": "窗口办理，网上办理",
    "anticipate_type": "工作日",
    "promise_type": "工作日",
    "is_fee": "是",
    "is_online": "是",
    "user_topic_type": "社会保障、老年人服务",
    "result_type": "出证办结",
    "aliases": "养老保险；养老金",
    "name_en": "Enrolment in the basic pension insurance",
    "power_source": "法定本级行使",
    "online_handle_depth": "互联网咨询；互联网收件;互联网预审",
}


def cells(item=SOUND, words=True):
    """An item's cells by field, as an office writes them."""
    plain = {name: getattr(item, name, "") for name in CHINESE}
    joined = {name: ",".join(value) if isinstance(value, tuple) else value for name, value in plain.items()}
    return {**joined, **(WORDS if words else {}), "name_en": "Enrolment in the basic pension insurance"}


def lines(*rows, heading=CHINESE):
    return [list(heading.values()), *([row.get(name, "") for name in heading] for row in rows)]


MATERIALS = ["实施编码", "材料名称", "材料类型", "材料形式", "份数", "材料必要性", "来源渠道", "序号"]
FEES = ["task_code", "fee_name", "fee_stand"]
QUESTIONS = ["实施编码", "常见问题", "解答"]


def workbook(path, basic, **sheets):
    """A workbook with a basic sheet and others by title, each a list of lines."""
    book = Workbook()
    book.active.title = "实施清单基本信息"
    for line in basic:
        book.active.append(line)
    for title, more in sheets.items():
        sheet = book.create_sheet(title)
        for line in more:
            sheet.append(line)
    book.save(path)
    return path


def parts(*codes):
    """The sheets beside the basic one, for items with these codes."""
    return {
        "办理材料": [
            MATERIALS,
            *([code, "居民身份证", "证件证书证明", "纸质/电子化", 1.0, "必要", "20", 1] for code in codes),
        ],
        "up_task_general_fee_project": [FEES, *([code, "工本费", "每证10元"] for code in codes)],
        "常见问题": [QUESTIONS, *([code, "要本人去吗？", "可以代办。"] for code in codes)],
    }


def csv_file(path, basic, encoding="utf-8", delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(basic)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def json_file(path, *items):
    path.write_text(json.dumps([item_to(item) for item in items], ensure_ascii=False), encoding="utf-8")
    return path


def no_fee(number):
    """An item that needs no sheet beside the basic one."""
    return numbered(number, is_fee="0", fee_basis="", fees=(), materials=())
