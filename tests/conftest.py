"""Options of the test run."""

import gc
import os
import signal
from pathlib import Path

from hypothesis import settings


def pytest_addoption(parser):
    parser.addoption("--device", metavar="ROLE", help="driver contract: the real device of this role, with your help")
    parser.addoption("--config", type=Path, default=Path("config/kiosk.toml"), help="driver contract: which terminal's")
    parser.addoption("--rounds", type=int, default=10, help="driver contract: openings in a row that leave no handle")
    parser.addoption("--nodes", action="store_true", help="driver contract: on real device nodes, inside the guest")

    parser.addoption("--chance", action="store_true", help="fuzz with other examples each time")


settings.register_profile("same", derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("chance", deadline=None, print_blob=True)


def pytest_xdist_auto_num_workers():
    """One more than there are processors: a third of the tests wait for a device that is silent or slow."""
    return (os.cpu_count() or 1) + 1


def pytest_configure(config):
    """Ctrl-C is heard by the programs that tests start, even where the tests run in a background that ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # Thousands of drawings are made and dropped: at the usual thresholds a third of their time goes into finding them.
    gc.set_threshold(50_000, 20, 1_000)
    settings.load_profile("chance" if config.getoption("--chance") else "same")
