"""Service items and what surrounds them. Field names are those of C0109 (up_task_general_basic, …_extend, …_material,
…_fee_project, …_questions); what they mean and which values they take is data: see `Dictionaries`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.model.plan import Plan, mistakes

Names = tuple[tuple[str, str], ...]  # (language, text) for languages other than Chinese


@dataclass(frozen=True)
class Material:
    material_name: str
    material_type: str = ""
    material_format: str = ""
    page_num: str = ""  # 份数
    page_format: str = ""
    is_need: str = "1"
    source_type: str = ""
    source_explain: str = ""
    by_law: str = ""
    accept_stand: str = ""
    fill_explain: str = ""
    names: Names = ()


@dataclass(frozen=True)
class Fee:
    fee_name: str
    fee_stand: str
    by_law: str = ""
    is_desc: str = ""
    desc_explain: str = ""


@dataclass(frozen=True)
class FrequentQuestion:
    question: str
    answer: str


@dataclass(frozen=True)
class Item:
    """One service item (政务服务事项) with its whole guide (办事指南)."""

    task_code: str  # 实施编码, 31 characters
    task_name: str
    catalog_code: str = ""
    task_handle_item: str = ""
    local_task_code: str = ""
    task_type: str = ""
    task_version: str = ""
    task_state: str = ""
    by_law: str = ""
    power_source: str = ""  # not in the table of public services
    use_level: str = ""
    dept_code: str = ""
    dept_name: str = ""
    dept_type: str = ""
    entrust_name: str = ""
    server_type: tuple[str, ...] = ()  # 服务对象
    project_type: str = ""
    handle_type: str = ""
    limit_scene_num: str = ""
    limit_scene_explain: str = ""
    anticipate_day: str = ""
    anticipate_type: str = ""
    anticipate_explain: str = ""
    promise_day: str = ""
    promise_type: str = ""
    promise_explain: str = ""
    accept_condition: str = ""
    handle_flow: str = ""
    special_procedure: str = ""
    is_fee: str = "0"
    fee_basis: str = ""
    transact_addr: str = ""
    transact_time: str = ""
    link_way: str = ""
    supervise_way: str = ""
    handle_area: str = ""
    result_type: str = ""
    result_name: str = ""
    is_entry_center: str = ""
    is_schedule: str = "0"  # 预约
    is_pay_online: str = "0"
    is_express: str = "0"
    is_service_terminals: str = "1"  # 终端办理
    is_online: str = "0"
    online_handle_depth: str = ""
    online_handle_url: str = ""
    user_topic_type: tuple[str, ...] = ()
    corp_topic_type: tuple[str, ...] = ()
    plan_effective_date: str = ""
    plan_cancel_date: str = ""
    materials: tuple[Material, ...] = ()
    fees: tuple[Fee, ...] = ()
    questions: tuple[FrequentQuestion, ...] = ()
    aliases: tuple[str, ...] = ()  # what people call it: 社保卡, 养老金
    names: Names = ()
    sample: bool = False  # invented for demonstration; every screen and slip says so

    @property
    def bookable(self) -> bool:
        """Whether a time can be booked for it (是否支持预约办理)."""
        return self.is_schedule == "1"


@dataclass(frozen=True)
class Department:
    id: str  # 统一社会信用代码, 18 characters
    name: str
    names: Names = ()


@dataclass(frozen=True)
class Window:
    number: str  # what is written above it
    name: str
    department_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hall:
    """A service hall, or a point in a village."""

    id: str
    name: str
    address: str
    telephone: str
    hours: tuple[tuple[str, str], ...]  # (day of the week 1…7 as text, "08:30-12:00,13:00-16:30")
    windows: tuple[Window, ...] = ()
    village: bool = False
    names: Names = ()
    plan: Plan | None = None
    frequent: tuple[str, ...] = ()  # 高频事项: task codes of what most people come for, the most frequent first

    @property
    def plan_mistakes(self) -> list[str]:
        """Where the plan contradicts itself or the windows; it would lead people astray."""
        return mistakes(self.plan, (window.number for window in self.windows)) if self.plan else []


@dataclass(frozen=True)
class Dictionaries:
    """Code → text for each coded field, as data: `text("project_type", "1")` is 即办件. Provinces differ.

    A dictionary in another language stands beside it with the language behind a dot: `project_type.en`.
    """

    entries: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])

    def text(self, dictionary: str, code: str, language: str = "") -> str:
        """The words for a code, in Chinese where the language has none; the code itself where nobody knows it."""
        chinese = self.entries.get(dictionary, {}).get(code, code)
        return self.entries.get(f"{dictionary}.{language}", {}).get(code, chinese)


@dataclass(frozen=True)
class CatalogueDelta:
    """What has changed since a version. `whole` says that it replaces everything."""

    version: str
    whole: bool
    items: tuple[Item, ...] = ()
    withdrawn: tuple[str, ...] = ()  # task codes
    departments: tuple[Department, ...] | None = None  # None: unchanged
    halls: tuple[Hall, ...] | None = None
    dictionaries: Dictionaries | None = None
