"""The command `run_kiosk.py import-catalogue`: load a city office's catalogue, and say what is wrong with it."""

import argparse
import json
import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.catalogue.importing.assembly import Assembly, assemble
from kiosk.catalogue.importing.plain_files import read_csv, read_json
from kiosk.catalogue.importing.tables import MOST_BYTES, Tables, UnreadableFileError
from kiosk.catalogue.importing.workbook import read_workbook
from kiosk.catalogue.records import Record, dictionaries_from, item_to

SOUND, LEFT_OUT, UNREADABLE = 0, 1, 2  # exit status
SAMPLE = Path(__file__).parents[3] / "assets" / "sample" / "catalogue"
PLATFORM = Path("state/platform.db")  # the database of the embedded platform

_READERS: dict[str, Callable[[Path], Tables]] = {".xlsx": read_workbook, ".csv": read_csv, ".json": read_json}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0: all sound; 1: some rows were left out; 2: the file cannot be read, with a sentence on stderr."""
    options = _parser().parse_args(arguments)
    try:
        assembly, unknown = check(options.file, options.data)
        where = "" if options.check else _load(assembly, options)
    except UnreadableFileError as error:
        print(f"{options.file}: {error.zh if options.language == 'zh' else error.en}", file=sys.stderr)
        return UNREADABLE
    except (OSError, ValueError) as error:
        print(f"import-catalogue: {error}", file=sys.stderr)
        return UNREADABLE
    report = "\n".join(_report(assembly, unknown, where, options.language))
    print(report)
    if options.report:
        options.report.write_text(report + "\n", encoding="utf-8")
    return LEFT_OUT if assembly.breaches else SOUND


def check(path: Path, data: Path) -> tuple[Assembly, list[str]]:
    """What is sound in a file or a folder of data, and the headings that mean nothing. Raises UnreadableFileError."""
    files = sorted((path / "items").glob("*.json")) if path.is_dir() else [path]
    tables = Tables()
    for file in files:
        read = _read(file)
        tables.unknown += read.unknown
        for name, rows in read.rows.items():
            tables.rows.setdefault(name, []).extend(rows)
    if not tables.rows.get("basic"):
        raise UnreadableFileError("没有事项", "no items in it")
    content = json.loads((data / "dictionaries.json").read_text(encoding="utf-8"))
    assembly = assemble(tables, dictionaries_from(content))
    return assembly, tables.unknown + assembly.unknown


def _read(file: Path) -> Tables:
    reader = _READERS.get(file.suffix.lower())
    if reader is None:
        raise UnreadableFileError("只能读取 .xlsx、.csv、.json 文件", "only .xlsx, .csv and .json can be read")
    if file.stat().st_size > MOST_BYTES:
        raise UnreadableFileError(f"文件超过{MOST_BYTES}字节", f"more than {MOST_BYTES} bytes")
    return reader(file)


def _load(assembly: Assembly, options: argparse.Namespace) -> str:
    """Where the sound items have gone."""
    records = [item_to(item) for item in assembly.items]
    if options.into:
        target: Path = options.into
        if target.suffix != ".json":
            target = target / "items" / f"{options.file.stem}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return str(target)
    return f"{options.db} ({_publish(records, options.db)})"


def _publish(records: list[Record], path: Path) -> str:
    """Put items into a platform's database; the catalogue's new version."""
    from kiosk.platform.server.catalogue import Catalogue
    from kiosk.platform.server.data import DataError
    from kiosk.platform.server.database import Database

    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return Catalogue(Database(path)).publish(records)
    except (DataError, sqlite3.Error) as error:
        raise ValueError(str(error)) from error


def _report(assembly: Assembly, unknown: list[str], where: str, language: str) -> list[str]:
    zh = language == "zh"
    lines = [f"{one.row}  {one.field}  [{one.rule}]  {one.text(language)}" for one in assembly.breaches]
    lines += [("未使用的列：" if zh else "column not used: ") + one for one in unknown]
    sound, left_out = len(assembly.items), assembly.left_out
    lines.append(f"合格 {sound} 项，未导入 {left_out} 项" if zh else f"{sound} items sound, {left_out} left out")
    if where:
        lines.append(("已写入 " if zh else "written to ") + where)
    return lines


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run_kiosk.py import-catalogue", description=__doc__)
    add = parser.add_argument
    add("file", type=Path, metavar="FILE", help=".xlsx, .csv or .json with C0109 columns; or a folder of data")
    add("--into", type=Path, help="write the sound items to this .json file, or into items/ of this folder of data")
    add("--db", type=Path, default=PLATFORM, help="without --into: publish them in this platform's database")
    add("--check", action="store_true", help="only say what is wrong; write nothing")
    add("--report", type=Path, help="write the report to this file, too")
    add("--data", type=Path, default=SAMPLE, help="folder with dictionaries.json (default: the sample city's)")
    add("--language", choices=("zh", "en"), default="zh", help="language of the report")
    return parser
