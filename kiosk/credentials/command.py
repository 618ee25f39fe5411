"""`run_kiosk.py set-pin --role technician [--badge FILE.png]`: asks for a PIN, or makes a badge; keeps its hash."""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import qrcode

from kiosk.config.loading import Config, load
from kiosk.config.mistakes import ConfigError
from kiosk.credentials.model import Role
from kiosk.credentials.pins import Pins, PinsError
from kiosk.credentials.record import note_deed

CONFIG = Path(__file__).parents[2] / "config" / "kiosk.toml"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="run_kiosk.py set-pin", description="Set the PIN of a role.")
    parser.add_argument("--role", required=True, choices=[str(role) for role in Role])
    parser.add_argument("--config", type=Path, default=CONFIG, help="the configuration file")
    parser.add_argument("--badge", type=Path, metavar="FILE.png", help="make a code to print on a badge instead")
    options = parser.parse_args(arguments)
    try:
        config = load(options.config)
        if options.badge:
            return _badge(config, Role(options.role), options.badge)
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
    note_deed(Path(config.storage.folder), f"set the PIN of {role}")


def _badge(config: Config, role: Role, file: Path) -> int:
    """The picture is the only place where the secret stands: whoever has it, is let in."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as picture:
        try:
            badge = Pins(config.pins_file).new_badge(role)
        except (PinsError, OSError):
            file.unlink()
            raise
        qrcode.make(badge).save(picture, "PNG")
    note_deed(Path(config.storage.folder), f"made a badge of {role}")
    print(f"{file}: the badge of {role}; the one before is worth nothing. Print it, and delete the file.")
    return 0


def _asked(question: str) -> str:
    """Without an echo at a terminal; one line each from a pipe."""
    return getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
