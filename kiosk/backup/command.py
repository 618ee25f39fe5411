"""`run_kiosk.py backup FILE`: this terminal's state and configuration, into one file."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.backup.bundle import BackupError, save
from kiosk.config.loading import load
from kiosk.config.mistakes import ConfigError

CONFIG_FILE = Path(__file__).parents[2] / "config" / "kiosk.toml"


def main(arguments: Sequence[str]) -> int:
    """Exit status 0: written and checked; 2: not, with the reason on stderr."""
    parser = argparse.ArgumentParser(prog="run_kiosk.py backup", description="Save this terminal into one file.")
    parser.add_argument("file", type=Path, help="where to; the program may be running")
    parser.add_argument("--config", type=Path, default=CONFIG_FILE, help="the configuration file")
    options = parser.parse_args(arguments)
    try:
        saved = save(load(options.config), options.file)
    except (BackupError, ConfigError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{options.file}: {len(saved)} parts: {', '.join(saved)}")
    print("Not in it: the platform's secret. Keep the file where only you can read it.")
    return 0
