"""Reads an .xlsx workbook into tables, without trusting it: size, markup and formulas are looked at first."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kiosk.catalogue.importing.tables import MOST_BYTES, Cell, Tables, UnreadableFileError, table_for

MOST_UNPACKED = 4 * MOST_BYTES  # of all parts together; a zip bomb unpacks to far more
MOST_PARTS = 1_000
MOST_SHEETS = 50
_PROLOGUE = 4096  # bytes of a part in which a document type would be declared
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_workbook(path: Path) -> Tables:
    """Every sheet that holds a table. Raises UnreadableFileError."""
    try:
        _check_package(path)
        return _read(path)
    except UnreadableFileError:
        raise
    except Exception as error:  # a broken workbook makes zip, XML and openpyxl raise anything
        why = type(error).__name__
        raise UnreadableFileError(f"不是完好的 Excel 工作簿（{why}）", f"not a sound Excel workbook ({why})") from error


def _read(path: Path) -> Tables:
    from openpyxl import load_workbook

    tables = Tables()
    book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    try:
        sheets = book.worksheets
        if len(sheets) > MOST_SHEETS:
            raise UnreadableFileError(f"工作表超过{MOST_SHEETS}个", f"more than {MOST_SHEETS} sheets")
        for sheet in sheets:
            if table := table_for(sheet.title, alone=len(sheets) == 1):
                tables.add(table, sheet.title, _lines(sheet))
    finally:
        book.close()
    if "basic" not in tables.rows:
        raise UnreadableFileError("找不到实施清单基本信息表", "no sheet with the basic table")
    return tables


def _lines(sheet: Any) -> Iterator[list[Cell]]:
    """Without the size that the sheet claims for itself, which may be anything."""
    sheet.reset_dimensions()
    for line in sheet.iter_rows():
        yield [_value(cell) for cell in line]


def _value(cell: Any) -> Cell:
    """A formula stays recognisable as one, whatever it looks like."""
    if cell.data_type == "f":
        return "=" + str(cell.value).lstrip("=")[:40]
    return cell.value


def _check_package(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(4) == _OLD_EXCEL:
            raise UnreadableFileError(
                "旧版或加密的 Excel 文件，请另存为 .xlsx", "old or encrypted Excel: save it as .xlsx"
            )
    with zipfile.ZipFile(path) as package:
        parts = package.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise UnreadableFileError("文件解压后过大", "the file unpacks to too much")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with package.open(part) as opened:
                    if b"<!doctype" in opened.read(_PROLOGUE).replace(b"\0", b"").lower():
                        raise UnreadableFileError("文件含有不允许的 XML 声明", "the file declares XML entities")
