"""`run_kiosk.py bulletin TEXT | --none`: says something to everybody on the idle screen of a running terminal."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.config.loading import load
from kiosk.config.mistakes import ConfigError
from kiosk.credentials.record import note_deed
from kiosk.maintenance.board import LONGEST, Board

CONFIG = Path(__file__).parents[2] / "config" / "kiosk.toml"


def main(arguments: Sequence[str]) -> int:
    """Exit status 0: done, or told what stands there; 2: a mistake, told on stderr."""
    tells = f"What everybody is to read on the idle screen, up to {LONGEST} characters. Without one: tells it."
    parser = argparse.ArgumentParser(prog="run_kiosk.py bulletin", description=tells)
    parser.add_argument("text", nargs="?", default="", help="a sentence")
    parser.add_argument("--none", action="store_true", help="take down what stands there")
    parser.add_argument("--config", type=Path, default=CONFIG, help="the configuration file")
    options = parser.parse_args(arguments)
    if len(" ".join(options.text.split())) > LONGEST:
        print(f"that is longer than {LONGEST} characters: nobody reads more in passing", file=sys.stderr)
        return 2
    try:
        folder = Path(load(options.config).storage.folder)
        folder.mkdir(parents=True, exist_ok=True)
        board = Board(folder)
        if options.text or options.none:
            board.put_up("" if options.none else options.text)
            note_deed(folder, "took the bulletin down" if options.none else "put up a bulletin")
        print(board.bulletin() or "nothing")
    except (ConfigError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0
