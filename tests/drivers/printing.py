"""What the stories of receipt printers share: a driver on an emulated printer, and slips compared dot by dot."""

import numpy as np
import pytest

from drivers import DeviceError
from drivers.drawing import draw, to_dots
from drivers.emulated.escpos_machine import Model
from drivers.receipt.escpos import Driver, Settings

QUICK = 0.15  # seconds to wait for an answer, in tests
WAIT = 5
EPSON = Model(process_id=True, reports_changes=True)


def driver_for(printer, **more):
    given = {"connection": "network", "host": "127.0.0.1", "port": printer.port, "timeout": QUICK} | more
    return Driver(Settings(**given))


def expected(document, width=576):
    """The slip as it was drawn, up to the few dots that keep it from being read as a command."""
    return np.asarray(to_dots(draw(document, width)))


def on_paper(slip):
    return np.asarray(slip.picture)


def same(slip, document, width=576):
    ours, theirs = on_paper(slip), expected(document, width)
    return ours.shape == theirs.shape and (ours != theirs).sum() <= 8


def fault_of(call):
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value.fault
