"""Reads .csv and .json into tables."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from kiosk.catalogue.importing.tables import MOST_CHARACTERS, MOST_ROWS, Row, Tables, UnreadableFileError

_ENCODINGS = ("utf-8-sig", "gb18030")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = (",", "\t", ";")


def read_csv(path: Path) -> Tables:
    """One table of items with everything in their lines. Raises UnreadableFileError."""
    text = _decoded(path.read_bytes())
    first = next((line for line in text.splitlines() if line.strip(" \t,;")), "")
    delimiter = max(_DELIMITERS, key=first.count)
    tables = Tables()
    before = csv.field_size_limit(MOST_CHARACTERS + 1)
    try:
        tables.add("basic", path.name, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableFileError(f"CSV 格式错误：{error}", f"broken CSV: {error}") from error
    finally:
        csv.field_size_limit(before)
    return tables


def read_json(path: Path) -> Tables:
    """A list of item records, or {"items": […]}, with their parts within. Raises UnreadableFileError."""
    try:
        content: Any = json.loads(_decoded(path.read_bytes()))
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError("不是有效的 JSON", "not valid JSON") from error
    items = content.get("items") if isinstance(content, dict) else content
    if not isinstance(items, list) or len(cast("list[Any]", items)) > MOST_ROWS:
        raise UnreadableFileError("JSON 应为事项记录的列表", "the JSON should be a list of item records")
    tables = Tables()
    for number, item in enumerate(cast("list[Any]", items)):
        if not isinstance(item, dict):
            raise UnreadableFileError(f"第{number}条不是对象", f"record {number} is not an object")
        tables.rows.setdefault("basic", []).append(Row(f"{path.name}[{number}]", cast("Mapping[str, Any]", item)))
    return tables


def _decoded(content: bytes) -> str:
    for encoding in ("utf-16",) if content.startswith(_UTF_16) else _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableFileError("编码既不是 UTF-8 也不是 GB 18030", "neither UTF-8 nor GB 18030")
