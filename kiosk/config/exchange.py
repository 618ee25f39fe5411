"""A configuration taken from one terminal to another: on a stick, or through a shell. It holds no secret."""

import tomllib
from pathlib import Path

from kiosk.config.loading import load, read
from kiosk.config.tables import Value
from kiosk.config.writing import Environment, Preview, set_values_in

NAME = "hall-kiosk.toml"  # on a stick
HEAD = "# Exported from terminal {id}. `run_kiosk.py config import FILE --id ID --hall HALL` takes it to another one.\n"
_MARK = HEAD.split("{", maxsplit=1)[0]


def export(path: Path, file: Path) -> None:
    """Write it into a file. Raises ConfigError for what is wrong, for that is not carried further, and OSError."""
    load(path)
    text = read(path)
    name = tomllib.loads(text)["terminal"]["id"]
    file.write_text(HEAD.format(id=name) + text, encoding="utf-8")


def imported(path: Path, file: Path, terminal: str, hall: str, environment: Environment = None) -> Preview:
    """What `path` would become with the text of another terminal's `file`: all but who this one is and where it stands.

    Raises ConfigError when the file cannot be read; what is wrong in it is in the preview.
    """
    lines = read(file).splitlines(keepends=True)
    text = "".join(lines[1:] if lines and lines[0].startswith(_MARK) else lines)
    values: dict[tuple[str, str], Value] = {("terminal", "id"): terminal, ("terminal", "hall"): hall}
    return set_values_in(path, text, values, environment)
