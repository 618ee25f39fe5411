"""Turns one TOML table into one settings dataclass: types, choices and checks as the dataclass declares them."""

import dataclasses
import stat
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from drivers.settings import did_you_mean
from kiosk.config.mistakes import Mistake

Settings = TypeVar("Settings")
Report = Callable[[str, str, str], None]  # key, reason, hint

_WORDS = {str: "a text", int: "a whole number", float: "a number", bool: "true or false", tuple: "a list of texts"}


def read_table(
    settings: type[Settings], table: Mapping[str, Any], where: str, file: str, environment: Mapping[str, str]
) -> tuple[Settings | None, list[Mistake]]:
    """The settings in a table, or None with everything that is wrong with it.

    A secret comes from the environment (HALL_KIOSK_PLATFORM_SECRET for `platform.secret`) or from a file that only
    its owner may read (`secret_file = "/etc/hall-kiosk/secret"`); it never stands in the table itself.
    """
    mistakes: list[Mistake] = []

    def report(key: str, reason: str, hint: str = "") -> None:
        mistakes.append(Mistake(file, f"{where}.{key}", reason, hint))

    fields = {field.name: field for field in dataclasses.fields(settings)}  # pyright: ignore[reportArgumentType]
    hints = get_type_hints(settings)
    known = {f"{name}_file" if field.metadata.get("secret") else name for name, field in fields.items()}
    for key in table.keys() - known:
        secret = key in fields
        report(key, *_unknown(key, secret=secret, where=where, known=known))
    values: dict[str, Any] = {}
    for name, field in fields.items():
        value = _secret(field, table, where, environment, report) if field.metadata.get("secret") else table.get(name)
        if value is None:
            if field.default is MISSING and field.default_factory is MISSING:
                report(name, "is missing", str(field.metadata.get("help", "")))
            continue
        if (fitting := _fitting(value, hints[name], field, report)) is not None:
            values[name] = fitting
    if mistakes:
        return None, mistakes
    made = settings(**values)
    for key, reason in getattr(made, "disagreements", tuple)():
        report(key, reason)
    return (None if mistakes else made), mistakes


def _unknown(key: str, *, secret: bool, where: str, known: set[str]) -> tuple[str, str]:
    if secret:
        return "a secret does not belong in this file", f"use {_variable(where, key)} or {key}_file"
    return "is not known", did_you_mean(key, known)


def _variable(where: str, name: str) -> str:
    return f"HALL_KIOSK_{where}_{name}".upper().replace(".", "_")


def _secret(
    field: "Field[Any]", table: Mapping[str, Any], where: str, environment: Mapping[str, str], report: Report
) -> str | None:
    if value := environment.get(_variable(where, field.name)):
        return value
    if (path := table.get(f"{field.name}_file")) is None:
        return None
    try:
        if Path(path).stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            report(f"{field.name}_file", f"others may read {path}", f"chmod 600 {path}")
            return None
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, TypeError, UnicodeDecodeError) as error:
        report(f"{field.name}_file", f"cannot be read: {type(error).__name__}", "")
        return None


def _fitting(value: Any, hint: Any, field: "Field[Any]", report: Report) -> Any:
    """The value as its type, or None after reporting why not."""
    kinds = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    kinds = tuple(get_origin(kind) or kind for kind in kinds if kind is not NoneType)
    if isinstance(value, list) and tuple in kinds and all(isinstance(part, str) for part in value):
        value = tuple(value)
    elif isinstance(value, int) and not isinstance(value, bool) and float in kinds and int not in kinds:
        value = float(value)
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        report(field.name, f"must be {' or '.join(_WORDS[kind] for kind in kinds)}, not {value!r}", "")
        return None
    choices: tuple[Any, ...] | None = field.metadata.get("choices")
    if choices is not None and value not in choices:
        report(field.name, f"{value!r} is not possible", did_you_mean(str(value), map(str, choices)))
        return None
    check: Callable[[Any], str | None] | None = field.metadata.get("check")
    if check is not None and (wrong := check(value)):
        report(field.name, wrong, "")
        return None
    return value
