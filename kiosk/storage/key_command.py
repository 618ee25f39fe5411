"""`run_kiosk.py new-key`: what waits on the disk is sealed anew with a new key, and the old keys go."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.config.loading import load
from kiosk.config.mistakes import ConfigError
from kiosk.credentials.record import note_deed
from kiosk.storage.lock import FolderTaken, hold
from kiosk.storage.rotation import exchange

CONFIG = Path(__file__).parents[2] / "config" / "kiosk.toml"


def main(arguments: Sequence[str]) -> int:
    """Exit status 0; 2 with the reason on stderr."""
    parser = argparse.ArgumentParser(prog="run_kiosk.py new-key", description="Exchange the key of what waits.")
    parser.add_argument("--config", type=Path, default=CONFIG, help="the configuration file")
    options = parser.parse_args(arguments)
    try:
        config = load(options.config)
        folder = Path(config.storage.folder)
        folder.mkdir(parents=True, exist_ok=True)
        with hold(folder):
            sealed = exchange(folder, config.keys_file)
        note_deed(folder, "exchanged the key of what waits")
    except (ConfigError, FolderTaken, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{config.keys_file}: a new key; {sealed} notes sealed anew")
    return 0
