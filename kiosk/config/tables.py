"""Changes device tables in the text of a configuration, and leaves everything else of the text as a person wrote it."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

Value = str | int | float | bool | None
DRIVER = "driver"


class UnclearError(Exception):
    """The text is written in a way in which the change cannot be made for sure."""


def with_device(text: str, role: str, values: Mapping[str, Value]) -> str:
    """The text with `[devices.<role>]` saying these values. Raises UnclearError, and never changes anything else."""
    before = tomllib.loads(text)
    old = before.get("devices", {}).get(role)
    new = _merged(old or {}, values)
    wanted = {**before, "devices": {**before.get("devices", {}), role: new}}
    for attempt in (_in_place,) if old is not None else (_after_sample, _among_the_others, _at_the_end):
        tried = attempt(text, role, new)
        if tried is not None and _says(tried, wanted):
            return tried
    raise UnclearError


def with_value(text: str, table: str, name: str, value: Value) -> str:
    """The text with `name` in `[table]` saying this; None: no longer there. Raises UnclearError likewise."""
    before = tomllib.loads(text)
    there = before.get(table, {})
    if not isinstance(there, dict):
        raise UnclearError
    new = {key: one for key, one in {**there, name: value}.items() if one is not None}
    wanted = {**before, table: new}
    try:
        document: Any = tomlkit.parse(text)
        if table not in document:
            document[table] = tomlkit.table()
        if value is None:
            document[table].pop(name, None)
        elif there.get(name) != value:
            document[table][name] = value
        tried = tomlkit.dumps(document)
    except (TOMLKitError, TypeError, KeyError) as error:
        raise UnclearError from error
    if not _says(tried, wanted):
        raise UnclearError
    return tried


def _merged(old: Mapping[str, Any], values: Mapping[str, Value]) -> dict[str, Any]:
    """With the driver it has, a device keeps what is not named; with another one it keeps nothing."""
    kept = dict(old) if old.get(DRIVER) == values[DRIVER] else {}
    merged = {**kept, **values}
    return {name: value for name, value in merged.items() if value is not None}


def _says(text: str, wanted: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _in_place(text: str, role: str, new: Mapping[str, Any]) -> str | None:
    """Only the lines that differ change; comments beside them stay."""
    try:
        document: Any = tomlkit.parse(text)
        table = document["devices"][role]
        for name in [name for name in table if name not in new]:
            del table[name]
        for name, value in new.items():
            if name not in table or table[name].unwrap() != value:
                table[name] = value
        return tomlkit.dumps(document)
    except (TOMLKitError, TypeError, KeyError):
        return None


def _block(text: str, role: str, new: Mapping[str, Any]) -> str:
    """The table by itself, with the line ends that the text has."""
    ordered = {DRIVER: new[DRIVER], **new}
    block = tomlkit.dumps({"devices": {role: ordered}})
    return block.replace("\n", "\r\n") if "\r\n" in text else block


def _after_sample(text: str, role: str, new: Mapping[str, Any]) -> str | None:
    """Right below the commented sample of the role, where a reader looks for it."""
    sample = re.search(rf"^#[ \t]*\[devices\.{role}\].*\n(#(?![ \t]*\[).*\n)*", text, re.MULTILINE)
    if sample is None:
        return None
    head, rest = text[: sample.end()], text[sample.end() :]
    end = "\r\n" if "\r\n" in text else "\n"
    return head + _block(text, role, new) + ("" if rest.startswith(("\n", "\r\n")) else end) + rest


def _among_the_others(text: str, role: str, new: Mapping[str, Any]) -> str | None:
    """Below the last table of a device."""
    heads = list(re.finditer(r"^[ \t]*\[devices\.[^\]]+\].*\n([^\n#\[]*\S[^\n]*\n)*", text, re.MULTILINE))
    if not heads:
        return None
    at = heads[-1].end()
    end = "\r\n" if "\r\n" in text else "\n"
    return text[:at] + end + _block(text, role, new) + text[at:]


def _at_the_end(text: str, role: str, new: Mapping[str, Any]) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    return (text.rstrip() + end + end if text.strip() else "") + _block(text, role, new)
