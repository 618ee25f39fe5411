"""The command `run_kiosk.py platform`: serve the reference platform, publish to its catalogue, move a work order on."""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kiosk.platform.server.calendar import CHINA
from kiosk.platform.server.catalogue import Catalogue
from kiosk.platform.server.data import DataError
from kiosk.platform.server.database import Database
from kiosk.platform.server.gate import KnownTerminal
from kiosk.platform.server.platform import reference_platform
from kiosk.platform.server.serving import serve
from kiosk.platform.server.work_orders import STATES, move
from kiosk.platform.settings import SECRET_VARIABLE

FIELDS = ("id", "hall", "secret")
SAMPLE = Path(__file__).parents[3] / "assets" / "sample" / "catalogue"


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0; 2 with a sentence on stderr when it cannot start."""
    options = _parser().parse_args(arguments)
    try:
        if options.publish or options.withdraw:
            return _publish(options)
        if options.order:
            return _move(options)
        return _serve(options)
    except (DataError, OSError, ValueError) as error:
        print(f"platform: {error}", file=sys.stderr)  # noqa: T201
        return 2


def _serve(options: argparse.Namespace) -> int:
    started, ahead = time.time(), 0.0
    if options.clock:
        ahead = datetime.fromisoformat(options.clock).replace(tzinfo=CHINA).timestamp() - started
    options.db.parent.mkdir(parents=True, exist_ok=True)
    platform = reference_platform(
        options.data,
        options.db,
        _terminals(options),
        now=lambda: datetime.fromtimestamp(time.time() + ahead, CHINA),
        always_open=options.always_open,
        lively=options.lively,
    )
    serve(platform.app, host=options.host, port=options.port, fd=options.fd, with_parent=options.with_parent)
    return 0


def _publish(options: argparse.Namespace) -> int:
    items = json.loads(options.publish.read_text(encoding="utf-8")) if options.publish else []
    version = Catalogue(Database(options.db)).publish(items, options.withdraw)
    print(f"published as {version}")  # noqa: T201
    return 0


def _move(options: argparse.Namespace) -> int:
    if not move(Database(options.db), options.order, options.state, time.time()):
        raise ValueError(f"there is no work order {options.order}, or it has ended")
    print(f"{options.order} is {options.state}")  # noqa: T201
    return 0


def _terminals(options: argparse.Namespace) -> list[KnownTerminal]:
    """Those in the file, and the one on the command line with its secret from the environment."""
    known = _listed(options.terminals) if options.terminals else []
    if options.terminal:
        secret = os.environ.get(SECRET_VARIABLE, "")
        if not secret:
            raise ValueError(f"{SECRET_VARIABLE} is not set: it holds the secret of terminal {options.terminal}")
        known.append(KnownTerminal(options.terminal, options.hall, secret))
    if not known:
        raise ValueError("no terminal is known: give --terminal and --hall, or --terminals FILE")
    return known


def _listed(file: Path) -> list[KnownTerminal]:
    """The terminals of a file. Its faults are told without its secrets."""
    if file.stat().st_mode & 0o077:
        raise ValueError(f"{file} holds secrets: only its owner may read it (chmod 600)")
    try:
        return [
            KnownTerminal(**{name: str(one[name]) for name in FIELDS}) for one in json.loads(file.read_text("utf-8"))
        ]
    except (KeyError, TypeError, ValueError):
        raise ValueError(f"{file} must hold a list of objects with {', '.join(FIELDS)}") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run_kiosk.py platform", description=__doc__)
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="address to listen on (default: loopback only)")
    add("--port", type=int, default=0, help="port to listen on; 0 takes a free one and prints it")
    add("--fd", type=int, help="a listening socket inherited from the parent process, instead of host and port")
    add("--data", type=Path, default=SAMPLE, help="folder with items/*.json, halls.json … (default: the sample city)")
    add("--db", type=Path, default=Path("state/platform.db"), help="database file")
    add("--terminal", default="", help=f"id of a terminal that may ask; its secret stands in {SECRET_VARIABLE}")
    add("--hall", default="HC01", help="id of the hall where that terminal stands")
    add("--terminals", type=Path, help="JSON file with a list of {id, hall, secret}, readable by its owner only")
    add("--always-open", action="store_true", help="demonstration: queues are open at all hours, and the data say so")
    add("--lively", action="store_true", help="demonstration: simulated visitors take tickets, too")
    add("--clock", default="", help="demonstration: the hall's clock starts here, as in 2026-07-02T09:30")
    add("--with-parent", action="store_true", help="end when standard input ends, that is with the parent process")
    add("--publish", type=Path, help="put the items of this JSON file into the catalogue of --db, and end")
    add("--withdraw", action="append", default=[], metavar="CODE", help="take an item down, and end; may be repeated")
    add("--order", default="", metavar="NUMBER", help="give a work order of --db the --state, and end")
    add("--state", choices=STATES, default="accepted", help="what becomes of the work order (default: accepted)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
