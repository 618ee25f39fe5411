"""`run_kiosk.py set-pin --role technician`: asks for a PIN twice and keeps its hash."""

import argparse
import getpass
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.config.loading import Config, load
from kiosk.config.mistakes import ConfigError
from kiosk.credentials.model import Role
from kiosk.credentials.pins import Pins, PinsError
from kiosk.credentials.record import Record

CONFIG = Path(__file__).parents[2] / "config" / "kiosk.toml"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="run_kiosk.py set-pin", description="Set the PIN of a role.")
    parser.add_argument("--role", required=True, choices=[str(role) for role in Role])
    parser.add_argument("--config", type=Path, default=CONFIG, help="the configuration file")
    options = parser.parse_args(arguments)
    try:
        config = load(options.config)
        _set(config, Role(options.role))
    except (ConfigError, PinsError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"the PIN of {options.role} is set; it counts at once")
    return 0


def _set(config: Config, role: Role) -> None:
    first = _asked(f"New PIN of {role}: ")
    if first != _asked("Once more: "):
        raise ValueError("these were two different PINs; nothing has changed")
    Pins(config.pins_file).set(role, first)
    record = Record(Path(config.storage.folder) / "access.db")
    record.note("console", f"set the PIN of {role}")
    record.close()


def _asked(question: str) -> str:
    """Without an echo at a terminal; one line each from a pipe."""
    return getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
