"""What our printer bytes look like to an interpreter that others wrote, which `make test` installs."""

import numpy as np
import pytest

from drivers.document import Document
from drivers.drawing import draw, to_dots
from drivers.emulated.receipt_printer import ReceiptPrinter
from tests import other_renderer
from tests.drivers.printing import driver_for
from tests.drivers.slips import GUIDE, TICKET


@pytest.fixture(scope="module")
def npos():
    other_renderer.install()
    return other_renderer


@pytest.mark.parametrize("document", [TICKET, GUIDE], ids=lambda document: document.kind)
def test_another_interpreter_sees_the_same_slip(npos, document: Document):
    with ReceiptPrinter() as printer:
        driver = driver_for(printer)
        driver.open()
        driver.print(document)
        driver.close()
        (slip,) = printer.slips
    theirs = np.asarray(npos.render(slip.data))
    assert np.array_equal(theirs, np.asarray(slip.picture))
    assert (theirs != np.asarray(to_dots(draw(document, 576)))).sum() <= 8
