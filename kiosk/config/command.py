"""`run_kiosk.py config …`: shows the configuration, changes it after a preview, goes back, takes it elsewhere."""

import argparse
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from kiosk.config import writing
from kiosk.config.exchange import export, imported
from kiosk.config.loading import load, read
from kiosk.config.mistakes import ConfigError
from kiosk.config.tables import Value
from kiosk.config.writing import Preview
from kiosk.credentials.record import note_deed

CONFIG = Path(__file__).parents[2] / "config" / "kiosk.toml"
DONE, NOT_DONE, WRONG = 0, 1, 2  # exit status


def main(arguments: Sequence[str]) -> int:
    """Exit status 0: told or written; 1: not written, because somebody said no; 2: a mistake, told on stderr."""
    options = _parser().parse_args(arguments)
    options.config = options.config.resolve()
    try:
        return _do(options)
    except (ConfigError, OSError) as error:
        print(error, file=sys.stderr)
        return WRONG


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--config", type=Path, default=CONFIG, help="the configuration file")
    parser = argparse.ArgumentParser(prog="run_kiosk.py config", description="The configuration of this terminal.")
    commands = parser.add_subparsers(dest="what", required=True, metavar="COMMAND")

    def add(name: str, tells: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=tells, description=tells, parents=[shared])

    def changing(name: str, tells: str) -> argparse.ArgumentParser:
        one = add(name, tells)
        one.add_argument("--yes", action="store_true", help="write without asking")
        return one

    add("show", "the text as it is")
    add("check", "is it right?")
    add("history", "the texts that stood there before, newest first")
    add("diff", "what would change if an earlier text were put back").add_argument("version")
    changing("rollback", "put an earlier text back").add_argument("version")
    one = changing("set", "change values: terminal.hall=HC02 terminal.panel_inches=27; a name without a value goes")
    one.add_argument("values", nargs="+", metavar="TABLE.NAME=VALUE")
    add("export", "write it into a file, on a stick for instance").add_argument("file", type=Path)
    one = changing("import", "take over a file from another terminal")
    one.add_argument("file", type=Path)
    one.add_argument("--id", required=True, help="what this terminal is called at the platform")
    one.add_argument("--hall", required=True, help="where it stands")
    return parser


def _do(options: argparse.Namespace) -> int:
    path: Path = options.config
    match options.what:
        case "show":
            print(read(path), end="")
        case "check":
            config = load(path)
            print(f"{path}: right; devices: {', '.join(config.devices) or 'none'}")
        case "history":
            print("\n".join(writing.versions(path)) or "it has never been changed by a program")
        case "diff":
            print(_sound(writing.go_back(path, options.version)).diff)
        case "rollback":
            return _written(writing.go_back(path, options.version), options)
        case "set":
            return _written(writing.set_values(path, dict(map(_value, options.values))), options)
        case "export":
            export(path, options.file)
            print(f"{options.file}: written; it holds no secret: the platform's secret is brought by itself")
        case _:
            return _written(imported(path, options.file, options.id, options.hall), options)
    return DONE


def _value(given: str) -> tuple[tuple[str, str], Value]:
    """One TABLE.NAME=VALUE; a value that is no number and no truth is a text."""
    key, _, value = given.partition("=")
    table, _, name = key.strip().partition(".")
    if not table or not name or "." in name:
        raise OSError(f"{given}: TABLE.NAME=VALUE is expected, for instance terminal.hall=HC02")
    if not value:
        return (table, name), None
    try:
        (read_as,) = tomllib.loads(f"value = {value}").values()
    except tomllib.TOMLDecodeError:
        read_as = value
    return (table, name), read_as if isinstance(read_as, str | int | float | bool) else value


def _sound(preview: Preview) -> Preview:
    if preview.mistakes:
        raise ConfigError(preview.mistakes)
    return preview


def _written(preview: Preview, options: argparse.Namespace) -> int:
    if _sound(preview).same:
        print("it says so already")
        return DONE
    print(preview.diff)
    if not options.yes:
        print("write it? [y/N] ", end="", flush=True)
        if sys.stdin.readline().strip().lower() not in {"y", "yes", "是"}:
            print("nothing is changed")
            return NOT_DONE
    kept = writing.write(preview)
    _note(preview.path, f"configuration changed: {options.what}")
    print(f"written; the one before is kept as {kept}")
    print("It holds from the next start of the program, which goes back by itself if it does not stay up.")
    return DONE


def _note(path: Path, what: str) -> None:
    """For the audit trail, where there is a place for it."""
    folder = Path(load(path).storage.folder)
    if folder.is_dir():
        note_deed(folder, what)
