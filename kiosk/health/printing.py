"""Real tests of the printers: a test slip or a test page, and what is known of its fate."""

from drivers import Fate, Paper
from drivers.page import PagePrinter
from drivers.receipt import ReceiptPrinter
from kiosk.documents.pdf import pdf_of
from kiosk.documents.test_page import test_page
from kiosk.documents.test_slip import test_slip
from kiosk.health.flaws import Flaw
from kiosk.health.trial import Bench, Outcome, passed, told, unknown

UNSURE = "sent, but the printer does not tell whether it is on paper: look at its mouth"


def receipt(device: ReceiptPrinter, bench: Bench) -> Outcome:
    """Prints the test slip."""
    return _judged(device, device.print(test_slip(bench.terminal, bench.clock.now(), bench.words)))


def page(device: PagePrinter, bench: Bench) -> Outcome:
    """Prints the test page."""
    pdf = pdf_of(test_page(bench.terminal, bench.clock.now(), bench.words))
    return _judged(device, device.print(pdf))


def _judged(device: ReceiptPrinter | PagePrinter, fate: Fate) -> Outcome:
    status = device.status()
    values = {"fate": str(fate), **told(status)}
    if fate is not Fate.CONFIRMED:
        return unknown(Flaw.PRINT_UNSURE, UNSURE, values=values)
    return passed(Flaw.PAPER_LOW if status.paper is Paper.LOW else None, values=values)
