"""python-escpos, loaded when it is first needed and tidied up after: it takes 0.2 s and leaves things behind.

At import, version 3.1 makes a folder with a pickle file in the temporary directory that it never removes, and puts
a handler of its own on the root logger.
"""

import logging
import os
import shutil
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from escpos.printer import Dummy, Network, Serial, Usb

FOLDER_IN_ENVIRONMENT = "ESCPOS_CAPABILITIES_PICKLE_DIR"  # of whoever sets it: not ours to remove


@cache
def _printers() -> Any:
    before = list(logging.root.handlers)
    from escpos import capabilities, printer

    for handler in logging.root.handlers[:]:
        if handler not in before:
            logging.root.removeHandler(handler)
    if FOLDER_IN_ENVIRONMENT not in os.environ:
        shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
    return printer


def dummy() -> "Dummy":
    """A printer that only keeps the bytes, in `output`."""
    return _printers().Dummy()


def network(host: str, port: int, timeout: float) -> "Network":
    return _printers().Network(host, port, timeout=timeout)


def serial(path: str, baudrate: int, *, xonxoff: bool) -> "Serial":
    return _printers().Serial(path, baudrate, timeout=0, xonxoff=xonxoff, dsrdtr=False)


def usb(found_by: dict[str, Any]) -> "Usb":
    return _printers().Usb(usb_args=dict(found_by))
