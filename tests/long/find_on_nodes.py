"""Looks for devices on the kernel's own nodes, inside the guest, and tells what it has found."""

import json
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from drivers.emulated.card_reader import CardReader
from drivers.emulated.receipt_printer import SerialReceiptPrinter
from drivers.emulated.sample_cards import CITIZEN
from drivers.emulated.scanner import Scanner
from drivers.finding import Kind, look, probe_all
from drivers.finding.system import System
from tests.drivers.benches import _unplug
from tests.long.nodes import on_gadget, vivid

MARK = "FOUND "
NEWLAND = b"\x7e\x010000#SCNMOD*;\x03", b"\x02\x010000#SCNMOD2\x06;\x03"
SLOW = System(answer=2.0)  # seconds: the guest is emulated in software


def tell(name, found):
    """What everything there could be, after it was asked."""
    candidates = probe_all(found, system=SLOW)
    said = [(one.role, one.model, one.confidence, {k: v for k, v in one.settings.items() if v}) for one in candidates]
    for one in found:
        print(one, flush=True)
    print(MARK + json.dumps({"story": name, "candidates": said}), flush=True)
    return candidates


def real(found, *kinds):
    return [one for one in found if one.kind in kinds and one.path]


def main():
    folder = Path(tempfile.mkdtemp())
    with ExitStack() as devices:
        reader = devices.enter_context(on_gadget(CardReader(folder / "card", baudrate=None)))
        reader.insert(CITIZEN)
        found = look()
        tell("card", real(found, Kind.SERIAL))
        _unplug(reader)
        reader.stop()
        tell("gone", real(found, Kind.SERIAL))
    with on_gadget(Scanner(folder / "scanner")) as scanner:
        scanner.settings = dict([NEWLAND])
        tell("code", real(look(), Kind.SERIAL))
    printer = SerialReceiptPrinter(folder / "printer")
    with on_gadget(printer, "/dev/g_printer0", "/dev/usb/lp0"):
        tell("receipt", real(look(), Kind.LINE_PRINTER))
        assert not printer.slips
        assert printer.hanging.height == 0
    with vivid(folder):
        cameras = real(look(), Kind.CAMERA)
        tell("camera", cameras)
        with Path(cameras[0].node).open("rb"):  # somebody else looks through it
            tell("held", real(look(), Kind.CAMERA)[:1])
        tell("names", [replace(one, fault=None) for one in real(look(), Kind.USB, Kind.SMARTCARD)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
