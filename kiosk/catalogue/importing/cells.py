"""What stands in a cell, as the text that the standard means: Excel's floats, dates, full width, words for codes."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from kiosk.catalogue.dates import date_in
from kiosk.catalogue.importing.tables import MOST_CHARACTERS, Cell
from kiosk.model.catalogue import Dictionaries, Item

SURE_DIGITS = 15  # Excel keeps no more of a number; a longer code stored as a number is damaged
FLAGS = frozenset(
    {"is_fee", "is_schedule", "is_pay_online", "is_express", "is_service_terminals", "is_online", "is_entry_center"}
    | {"is_desc"}
)
_LISTS = frozenset(field.name for field in fields(Item) if field.type == tuple[str, ...])
_NUMBERS = frozenset({"limit_scene_num", "anticipate_day", "promise_day", "page_num"})
_CODES = frozenset({"task_code", "catalog_code", "task_handle_item", "local_task_code", "dept_code", "task_version"})
_DATES = frozenset({"plan_effective_date", "plan_cancel_date"})
_YES, _NO = frozenset({"是", "有", "支持", "y", "yes", "true"}), frozenset({"否", "无", "不支持", "n", "no", "false"})
_SEPARATORS = re.compile(r"[,，、;；|\n]+")
_DAMAGED = re.compile(r"\d(\.\d+)?e\+\d+", re.IGNORECASE)  # 1.12104E+17
_ERROR = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)")


class CellError(ValueError):
    """A cell that cannot be taken as it stands: `rule` names why."""

    def __init__(self, rule: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.rule, self.zh, self.en = rule, zh, en


@dataclass(frozen=True)
class Cells:
    """Reads cells with the meaning of codes at hand, so that a cell may hold the words for a code."""

    dictionaries: Dictionaries

    def value(self, field: str, cell: Cell) -> str | tuple[str, ...]:
        """A text, or several for a field that is a list. Raises CellError."""
        text = _text(cell)
        if field in _CODES | _NUMBERS | _DATES | FLAGS or field in self.dictionaries.entries:
            text = unicodedata.normalize("NFKC", text)
        if field in _CODES:
            return _code(text)
        if field in _DATES:
            day = date_in(text)
            return day.isoformat() if day else text
        if field in _NUMBERS:
            return re.sub(r"\s|个?工作日|天|次|份|\.0+$", "", text)
        if field in FLAGS:
            return _flag(text)
        if field in _LISTS:
            return tuple(self._code_for(field, part.strip()) for part in _SEPARATORS.split(text) if part.strip())
        if field in self.dictionaries.entries:
            return self._coded(field, text)
        return text

    def _coded(self, field: str, text: str) -> str:
        """One code, or several between commas."""
        whole = self._code_for(field, text)
        if whole in self.dictionaries.entries[field]:
            return whole
        return ",".join(self._code_for(field, part.strip()) for part in _SEPARATORS.split(text) if part.strip())

    def _code_for(self, field: str, text: str) -> str:
        """The code, if the text is a dictionary's word for one or a number that has lost its leading zeros."""
        known: Mapping[str, str] = self.dictionaries.entries.get(field, {})
        if text in known or not known:
            return text
        words = {unicodedata.normalize("NFKC", word): code for code, word in known.items()}
        padded = [code for code in known if code.lstrip("0") == text.lstrip("0") and text.isdigit()]
        return words.get(text) or (padded[0] if len(padded) == 1 else text)


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "1" if cell else "0"
        case datetime():
            return cell.date().isoformat() if not (cell.hour or cell.minute) else cell.strftime("%Y-%m-%d %H:%M:%S")
        case date():
            return cell.isoformat()
        case int() | float():
            return _number(cell)
        case str():
            return _written(cell)
        case _:
            raise CellError("type", "单元格类型不支持", "this kind of value is not expected here")


def _number(cell: float) -> str:
    if cell != cell or abs(cell) >= 10**SURE_DIGITS:  # noqa: PLR0124 - nan
        raise _damaged()
    return str(int(cell)) if cell == int(cell) else str(cell)


def _written(cell: str) -> str:
    text = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\u200b", "").replace("\ufeff", "").strip()
    if text.startswith("="):
        raise CellError("formula", "单元格是公式，应为文本", "the cell holds a formula instead of a value")
    if _ERROR.fullmatch(text):
        raise CellError("formula", "单元格是公式错误值", "the cell holds a formula's error")
    if len(text) > MOST_CHARACTERS:
        raise CellError("length", "内容过长", "too long")
    return text


def _damaged() -> CellError:
    return CellError("damaged", "长编码按数值保存，已丢失位数", "a long code stored as a number has lost digits")


def _code(text: str) -> str:
    code = re.sub(r"[\s'`-]", "", text).upper()
    if _DAMAGED.fullmatch(code):
        raise _damaged()
    return code


def _flag(text: str) -> str:
    word = text.casefold()
    return "1" if word in _YES else "0" if word in _NO else text
