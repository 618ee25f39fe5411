"""What a file holds, before anyone asks what it means: tables of cells under known fields, each row with its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.catalogue.importing.columns import PASSED_OVER, field_of, table_of

MOST_BYTES = 50_000_000  # of a file
MOST_ROWS = 100_000  # of a table
MOST_COLUMNS = 300
MOST_CHARACTERS = 32_767  # of a cell, as in Excel
SHOWN = 40  # characters of a strange text in a message
HEADING_WITHIN = 12  # rows: titles and blank rows stand above the heading

Cell = object  # text, number, bool, date, None


class UnreadableFileError(Exception):
    """The file as a whole cannot be taken in. `zh` and `en` say why, and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


@dataclass(frozen=True)
class Row:
    """One line of a table: where it stands, and its cells by field."""

    place: str
    cells: Mapping[str, Cell]


@dataclass
class Tables:
    """Rows by table: basic (with the extension's fields), materials, fees, questions."""

    rows: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])
    unknown: list[str] = field(default_factory=list[str])  # headings that mean nothing here

    def add(self, table: str, name: str, lines: Iterable[Sequence[Cell]]) -> None:
        """Lines as they stand in a sheet. The heading is the first line with enough known names in it."""
        columns: dict[int, str] = {}
        for number, line in enumerate(lines, 1):
            _check_size(name, number, line)
            if columns:
                cells = {to: line[at] for at, to in columns.items() if at < len(line) and not _empty(line[at])}
                if cells:
                    self.rows.setdefault(table, []).append(Row(f"{name}!{number}", cells))
            elif _is_heading(table, line):
                columns = self._columns(table, name, line)
            elif number >= HEADING_WITHIN:
                break
        if not columns:
            raise UnreadableFileError(
                f"“{name}”中找不到表头（应含“实施编码”等要素名称或 task_code 等字段名）",
                f'no heading in "{name}" (names such as 实施编码 or task_code are expected)',
            )

    def _columns(self, table: str, name: str, line: Sequence[Cell]) -> dict[int, str]:
        columns: dict[int, str] = {}
        for at, heading in enumerate(line):
            known = field_of(table, str(heading)) if not _empty(heading) else PASSED_OVER
            if known and known in columns.values():
                where = f"{name}: {str(heading)[:SHOWN]}"
                raise UnreadableFileError(f"表头重复：{where}", f"two headings mean the same: {where}")
            if known:
                columns[at] = known
            elif known is None:
                self.unknown.append(f"{name}: {str(heading)[:SHOWN]}")
        return columns


def table_for(title: str, alone: bool) -> str | None:
    """The table that a sheet holds, by its title; one that stands alone is the basic one."""
    return table_of(title) or ("basic" if alone else None)


def _is_heading(table: str, line: Sequence[Cell]) -> bool:
    known = {found for cell in line if not _empty(cell) and (found := field_of(table, str(cell)))}
    return len(known) >= 2 and "task_code" in known


def _check_size(name: str, number: int, line: Sequence[Cell]) -> None:
    where = f"{name}!{number}"
    if number > MOST_ROWS or len(line) > MOST_COLUMNS:
        size = f"{MOST_ROWS} × {MOST_COLUMNS}"
        raise UnreadableFileError(f"行数或列数超过 {size}：{where}", f"more rows or columns than {size}: {where}")
    if any(isinstance(cell, str) and len(cell) > MOST_CHARACTERS for cell in line):
        most = MOST_CHARACTERS
        raise UnreadableFileError(f"单元格超过{most}字：{where}", f"a cell of more than {most} characters: {where}")


def _empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
