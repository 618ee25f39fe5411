"""`run_kiosk.py restore FILE`: a terminal out of its backup, on this or another machine."""

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kiosk.backup.bundle import BackupError, opened
from kiosk.backup.restoring import restore
from kiosk.config.mistakes import ConfigError

CONFIG_FILE = Path(__file__).parents[2] / "config" / "kiosk.toml"


def main(arguments: Sequence[str]) -> int:
    """Exit status 0: restored, or only looked at; 1: somebody said no; 2: not, with the reason on stderr."""
    parser = argparse.ArgumentParser(prog="run_kiosk.py restore", description="Bring a terminal back from its backup.")
    parser.add_argument("file", type=Path, help="what `backup` has written")
    parser.add_argument("--config", type=Path, default=CONFIG_FILE, help="where the configuration belongs")
    parser.add_argument("--look", action="store_true", help="only tell what is in it and whether it is sound")
    parser.add_argument("--yes", action="store_true", help="restore without asking")
    options = parser.parse_args(arguments)
    try:
        bundle = opened(options.file)
        print(f"{options.file}: sound; terminal {bundle.terminal}, made {bundle.made} by version {bundle.program}")
        if options.look:
            return 0
        if not options.yes:
            print("put it in the place of what is here now? [y/N] ", end="", flush=True)
            if sys.stdin.readline().strip().lower() not in {"y", "yes", "是"}:
                print("nothing is changed")
                return 1
        folder, aside = restore(bundle, options.config, datetime.now().astimezone())
    except (BackupError, ConfigError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{folder}: filled" + (f"; what was there before is in {aside}" if aside else ""))
    print(f"{options.config}: written. Put the platform's secret in its place if this is another machine, and start.")
    return 0
