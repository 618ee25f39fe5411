"""Options of the test run."""

import signal
from pathlib import Path


def pytest_addoption(parser):
    parser.addoption("--device", metavar="ROLE", help="driver contract: the real device of this role, with your help")
    parser.addoption("--config", type=Path, default=Path("config/kiosk.toml"), help="driver contract: which terminal's")
    parser.addoption("--rounds", type=int, default=10, help="driver contract: openings in a row that leave no handle")
    parser.addoption("--nodes", action="store_true", help="driver contract: on real device nodes, inside the guest")


def pytest_configure():
    """Ctrl-C is heard by the programs that tests start, even where the tests run in a background that ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
