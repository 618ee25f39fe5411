"""Where things stand on a social-security card, as data: the application, its files and records, from a TOML file."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from drivers.smartcard import SocialCard

USUAL = Path(__file__).with_name("social_card.toml")
MORE = "_more"  # name_more continues name
NEEDED = {"number", "name", "card_number"}
_FIELDS = {one.name for one in fields(SocialCard)}
_DATES = {"issued", "valid_until", "birth"}
_FILE = re.compile("[0-9A-Fa-f]{4}")


class Form(StrEnum):
    """How the bytes of a record are written."""

    TEXT = "text"
    DIGITS = "digits"
    DATE = "date"
    HEX = "hex"


@dataclass(frozen=True)
class Record:
    field: str  # of SocialCard, without MORE
    identifier: int
    size: int  # bytes of its value
    form: Form
    optional: bool = False
    skip: int = 0  # bytes of the same field that stand in records before


@dataclass(frozen=True)
class Layout:
    application: bytes  # its name, by which it is selected
    files: Mapping[int, tuple[Record, ...]]  # file identifier → its records, in the order in which they are read


def load(path: Path = USUAL) -> Layout:
    """The layout in a file. Raises ValueError that says what is wrong with it."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ValueError(f"{path} is not TOML: {error}") from error
    return understand(table)


def understand(table: Mapping[str, Any]) -> Layout:
    """The layout in a table. Raises ValueError that says what is wrong with it."""
    try:
        application = bytes.fromhex(table["application"])
        files = {_file(name): _records(records) for name, records in table["files"].items()}
    except KeyError as error:
        raise ValueError(f"{error} is missing") from error
    except (TypeError, AttributeError) as error:
        raise ValueError(f"something is of another kind than it should be ({error})") from error
    known = {record.field for records in files.values() for record in records}
    if missing := NEEDED - known:
        raise ValueError(f"no record for {', '.join(sorted(missing))}")
    if not 1 <= len(application) <= 16:
        raise ValueError("the application's name must have 1 to 16 bytes")
    return Layout(application, files)


def complaint(path: str) -> str | None:
    """What is wrong with a file that the settings name; None when nothing is, or none is named."""
    try:
        if path:
            load(Path(path))
    except ValueError as error:
        return str(error)
    return None


def _file(name: str) -> int:
    if not _FILE.fullmatch(name):
        raise ValueError(f'the file "{name}" must be named by four hexadecimal digits')
    return int(name, 16)


def _records(table: Mapping[str, Mapping[str, Any]]) -> tuple[Record, ...]:
    return tuple(_record(name, entry, table) for name, entry in table.items())


def _record(name: str, entry: Mapping[str, Any], table: Mapping[str, Mapping[str, Any]]) -> Record:
    field = name.removesuffix(MORE)
    skip = int(table[field]["bytes"]) if name != field else 0
    optional = bool(entry.get("optional", False))
    record = Record(field, int(entry["record"]), int(entry["bytes"]), Form(entry["form"]), optional, skip)
    if field not in _FIELDS:
        raise ValueError(f'"{name}" is not a field of a card: {", ".join(sorted(_FIELDS))}')
    if (record.form is Form.DATE) != (field in _DATES):
        raise ValueError(f'"{name}" cannot be written as {record.form}')
    if not 1 <= record.identifier <= 254 or not 1 <= record.size <= 253:
        raise ValueError(f'"{name}": the record must be 1 to 254 and have 1 to 253 bytes')
    return record
