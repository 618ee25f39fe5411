"""`run_kiosk.py maintenance on --reason TEXT | off | status`: closes a running terminal to the public, or opens it."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from kiosk.config.loading import load
from kiosk.config.mistakes import ConfigError
from kiosk.credentials.record import note_deed
from kiosk.maintenance.board import Board, Closing

CONFIG = Path(__file__).parents[2] / "config" / "kiosk.toml"
STEP = 0.2  # seconds between two looks while it waits
SAYS = {
    Closing.INACTIVE: "open to the public",
    Closing.PENDING: "asked for: a visit that is going on is finished first (or the program is not running)",
    Closing.ACTIVE: "closed to the public",
}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="run_kiosk.py maintenance", description="Close a terminal, and open it.")
    parser.add_argument("what", choices=("on", "off", "status"))
    parser.add_argument("--reason", default="", help="what the public reads; a sentence, or one of the known words")
    parser.add_argument(
        "--wait", type=float, default=0, metavar="SECONDS", help="on: until the running visit has ended"
    )
    parser.add_argument("--config", type=Path, default=CONFIG, help="the configuration file")
    options = parser.parse_args(arguments)
    try:
        folder = Path(load(options.config).storage.folder)
        folder.mkdir(parents=True, exist_ok=True)
        closing = _do(options, folder)
    except (ConfigError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(SAYS[closing])
    return int(options.what == "on" and options.wait > 0 and closing is not Closing.ACTIVE)


def _do(options: argparse.Namespace, folder: Path) -> Closing:
    board = Board(folder)
    if options.what == "on":
        board.close(options.reason)
    elif options.what == "off":
        board.open()
    if options.what != "status":
        note_deed(folder, f"maintenance {options.what}")
    end = time.monotonic() + options.wait
    while board.closing is Closing.PENDING and time.monotonic() < end:
        time.sleep(STEP)
    return board.closing
