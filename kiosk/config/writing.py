"""Changes the configuration file: first a preview, checked as at the start of the program; then written, or not at all.

Comments, order and whatever else a person has written stay as they are. No secret is ever put into the file.
"""

import dataclasses
import difflib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import drivers
from drivers.settings import did_you_mean
from kiosk.config import keeping
from kiosk.config.loading import ROLES, read, understand
from kiosk.config.mistakes import ConfigError, Mistake
from kiosk.config.tables import DRIVER, UnclearError, Value, with_device, with_value

Changes = Mapping[str, Mapping[str, Value]]  # role → "driver" and its settings; None: the setting must not stay
Environment = Mapping[str, str] | None
LINES_AROUND = 2  # of a change, in the diff


@dataclass(frozen=True)
class Preview:
    """What a file would become. It can be written while there are no mistakes in it."""

    path: Path
    old_text: str = field(repr=False)
    new_text: str = field(repr=False)
    mistakes: tuple[Mistake, ...] = ()

    @property
    def diff(self) -> str:
        """The lines that change, with some around them: "-" goes, "+" comes. Empty when nothing changes."""
        old, new = self.old_text.splitlines(), self.new_text.splitlines()
        names = str(self.path), f"{self.path} (new)"
        return "\n".join(difflib.unified_diff(old, new, *names, n=LINES_AROUND, lineterm=""))

    @property
    def same(self) -> bool:
        return self.old_text == self.new_text


def propose(path: Path, changes: Changes, environment: Environment = None) -> Preview:
    """What the file would become with these devices. Never raises: what is wrong is in the preview.

    A role that has the same driver already keeps the settings that are not named; with another driver it keeps none.
    """
    path = path.resolve()
    old = new = ""
    try:
        old = new = read(path)
        tomllib.loads(old)
        if wrong := tuple(_refused(str(path), changes)):
            return Preview(path, old, old, wrong)
        for role, values in changes.items():
            new = with_device(new, role, values)
        understand(new, path, environment)
    except ConfigError as error:
        return Preview(path, old, new, error.mistakes)
    except tomllib.TOMLDecodeError as error:
        return Preview(path, old, old, (Mistake(str(path), "the file", f"is not TOML: {error}"),))
    except UnclearError:
        reason = "devices are written in a way that cannot be changed by a program"
        return Preview(path, old, old, (Mistake(str(path), "devices", reason, "write them as [devices.card] tables"),))
    return Preview(path, old, new)


def _refused(file: str, changes: Changes) -> Iterator[Mistake]:
    """What must not come into the text at all: unknown roles and models, and secrets."""
    for role, values in changes.items():
        model = values.get(DRIVER)
        if role not in ROLES:
            yield Mistake(file, f"devices.{role}", "is not a role of device", did_you_mean(role, ROLES))
        elif not isinstance(model, str) or model not in drivers.models(role):
            known = did_you_mean(str(model), drivers.models(role))
            yield Mistake(file, f"devices.{role}.{DRIVER}", f'there is no driver "{model}"', known)
        else:
            fields = dataclasses.fields(drivers.load(role, model).Settings)
            for name in values.keys() & {one.name for one in fields if one.metadata.get("secret")}:
                yield Mistake(
                    file, f"devices.{role}.{name}", "a secret does not belong in this file", f"use {name}_file"
                )


def write(preview: Preview, now: Callable[[], datetime] = datetime.now) -> str:
    """Put the new text in its place; the name under which the old one is kept.

    Raises ConfigError, and has changed nothing, when there are mistakes in it, when somebody has changed the file
    since the preview was made, or when it cannot be written.
    """
    if preview.mistakes:
        raise ConfigError(preview.mistakes)
    path = preview.path
    try:
        with keeping.alone(path):
            if read(path) != preview.old_text:
                raise ConfigError([Mistake(str(path), "the file", "has changed since the preview", "look at it again")])
            name = keeping.keep(path, now())
            keeping.replace_text(path, preview.new_text)
    except OSError as error:
        reason = f"cannot be written: {error.strerror or type(error).__name__}"
        raise ConfigError([Mistake(str(path), "the file", reason, f"whose is {path.parent}?")]) from error
    return name


@dataclass(frozen=True)
class Written:
    """What has come of writing: the name under which the old text is kept, or what was wrong."""

    kept: str = ""
    mistakes: tuple[Mistake, ...] = ()


def written(preview: Preview) -> Written:
    """The same as `write`, for a page that tells what has come of it."""
    try:
        return Written(write(preview))
    except ConfigError as error:
        return Written(mistakes=error.mistakes)


def versions(path: Path) -> list[str]:
    """The names of the texts that stood in the file before, newest first; each is the moment it was replaced."""
    return keeping.versions(path.resolve())


def go_back(path: Path, version: str, environment: Environment = None) -> Preview:
    """What the file would become if an earlier text were put back; that text is checked like any other."""
    return _instead(path, lambda path, _: _kept(path, version), environment)


def replace(path: Path, text: str, environment: Environment = None) -> Preview:
    """What the file would become if this text stood there; checked like any other."""
    return _instead(path, lambda _path, _old: text, environment)


def set_values(path: Path, values: Mapping[tuple[str, str], Value], environment: Environment = None) -> Preview:
    """What the file would become with these values, by table and name; None: no longer there."""
    return _instead(path, lambda path, text: _with_values(path, text, values), environment)


def set_values_in(
    path: Path, text: str, values: Mapping[tuple[str, str], Value], environment: Environment = None
) -> Preview:
    """What the file would become if another text stood there, with these values in it."""
    return _instead(path, lambda path, _: _with_values(path, text, values), environment)


def _with_values(path: Path, text: str, values: Mapping[tuple[str, str], Value]) -> str:
    at = ".".join(next(iter(values)))
    try:
        for (table, name), value in values.items():
            at = f"{table}.{name}"
            text = with_value(text, table, name, value)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Mistake(str(path), "the file", f"is not TOML: {error}")]) from error
    except UnclearError as error:
        raise ConfigError(
            [Mistake(str(path), at, "is written in a way that cannot be changed by a program")]
        ) from error
    return text


def _instead(path: Path, become: Callable[[Path, str], str], environment: Environment) -> Preview:
    path = path.resolve()
    old = new = ""
    try:
        old = new = read(path)
        new = become(path, old)
        understand(new, path, environment)
    except ConfigError as error:
        return Preview(path, old, new, error.mistakes)
    return Preview(path, old, new)


def _kept(path: Path, version: str) -> str:
    if version in versions(path):
        return read(keeping.version(path, version))
    hint = did_you_mean(version, versions(path))
    raise ConfigError([Mistake(str(path), "the version", f"there is no {version}", hint)])


def rollback(path: Path, version: str, environment: Environment = None) -> str:
    """Put an earlier text back; the name under which the present one is kept. Raises ConfigError like `write`."""
    return write(go_back(path, version, environment))
