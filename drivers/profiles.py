"""Profiles: what models of one protocol do differently, as data. The known ones come in a TOML file, a table for each.

A kind of profile is a frozen dataclass whose fields are declared like settings; its defaults are what an unknown model
is taken for. A hall adds one in a TOML file of its own, whose path stands where a name would:

    like = "honeywell"        # a known profile; only what differs follows
    on = "16 54 0D"           # bytes are written as manuals do: in hexadecimal

Whatever is wrong with a file is told at once.
"""

import dataclasses
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from drivers.settings import did_you_mean

LIKE = "like"
Profile = TypeVar("Profile")

_WORDS: Mapping[Any, str] = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    bytes: 'bytes in hexadecimal such as "16 54 0D"',
    tuple[str, ...]: "a list of texts",
    tuple[bytes, ...]: 'a list of bytes in hexadecimal such as ["16 54 0D"]',
}


def known(kind: type[Profile], file: Path) -> Mapping[str, Profile]:
    """The profiles of a file, by name, each like one above it or like none. Raises ValueError naming all mistakes."""
    found: dict[str, Profile] = {}
    mistakes: list[str] = []
    for name, table in _table(file).items():
        made, wrong = _understood(kind, table, found)
        mistakes += [f"{name}.{one}" for one in wrong]
        if made is not None:
            found[name] = made
    if mistakes:
        raise ValueError("; ".join(mistakes))
    return found


def named(name: str, kind: type[Profile], profiles: Mapping[str, Profile]) -> Profile:
    """A known profile, or the one in the file at this path. Raises ValueError naming everything that is wrong."""
    if "/" not in name:
        if name not in profiles:
            raise ValueError(f'there is no profile "{name}": {did_you_mean(name, profiles)}, or the path of a file')
        return profiles[name]
    made, mistakes = _understood(kind, _table(Path(name)), profiles)
    if made is None:
        raise ValueError(f"{name}: {'; '.join(mistakes)}")
    return made


def complaint(kind: type[Profile], profiles: Mapping[str, Profile]) -> Callable[[str], str | None]:
    """The check of a setting that names a profile."""

    def check(name: str) -> str | None:
        try:
            named(name, kind, profiles)
        except ValueError as error:
            return str(error)
        return None

    return check


def _table(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:  # no UTF-8, or no TOML
        raise ValueError(f"{file} is not TOML: {error}") from error


def _understood(kind: type[Profile], table: Any, profiles: Mapping[str, Profile]) -> tuple[Profile | None, list[str]]:
    """The profile in a table, or None and what is wrong with it."""
    if not isinstance(table, dict):
        return None, ["must be a table"]
    fields = {field.name: field for field in dataclasses.fields(kind)}  # pyright: ignore[reportArgumentType]
    hints = get_type_hints(kind)
    mistakes = list(_strangers(table, fields, profiles))
    values: dict[str, Any] = {}
    for name in fields.keys() & table.keys():
        value = _value(table[name], hints[name])
        if value is None:
            mistakes.append(f"{name}: must be {_WORDS[hints[name]]}, not {table[name]!r}")
        elif wrong := _wrong(value, fields[name].metadata):
            mistakes.append(f"{name}: {wrong}")
        else:
            values[name] = value
    if mistakes:
        return None, sorted(mistakes)
    base = profiles[table[LIKE]] if LIKE in table else kind()
    return dataclasses.replace(base, **values), []  # pyright: ignore[reportArgumentType, reportCallIssue]


def _strangers(table: Mapping[str, Any], fields: Mapping[str, Any], profiles: Mapping[str, Any]) -> Iterator[str]:
    """What stands there that no profile has; and a `like` that there is not."""
    for name in table.keys() - fields.keys() - {LIKE}:
        yield f"{name}: is not known: {did_you_mean(name, [*fields, LIKE])}"
    like = table.get(LIKE)
    if LIKE in table and (not isinstance(like, str) or like not in profiles):
        yield f"{LIKE}: {like!r} is no known profile: {did_you_mean(str(like), profiles)}"


def _value(given: Any, hint: Any) -> Any:
    """What is written, as the field's type; None when it is of another kind."""
    if hint is bytes:
        return _bytes(given)
    if hint in (tuple[str, ...], tuple[bytes, ...]):
        if not isinstance(given, list):
            return None
        parts = [_value(part, bytes if hint == tuple[bytes, ...] else str) for part in given]
        return None if None in parts else tuple(parts)
    fits = isinstance(given, hint) and (hint is bool or not isinstance(given, bool))
    return given if fits else None


def _bytes(given: Any) -> bytes | None:
    try:
        return bytes.fromhex(given)
    except (TypeError, ValueError):
        return None


def _wrong(value: Any, declared: Mapping[str, Any]) -> str:
    """What the field's own declaration says against a value."""
    choices, check = declared.get("choices"), declared.get("check")
    if choices is not None and value not in choices:
        return f"{value!r} is not possible: {did_you_mean(str(value), map(str, choices))}"
    return (check(value) if check is not None else None) or ""
