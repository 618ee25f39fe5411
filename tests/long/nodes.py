"""Devices on the kernel's own nodes, inside the guest: a USB gadget to plug and unplug, and a camera of the kernel.

The driver opens the host's side (/dev/ttyACM0, /dev/usb/lp0, /dev/video0); the emulated device speaks from the
gadget's side (/dev/ttyGS0, /dev/g_printer0).
"""

import os
import select
import termios
import tty
from contextlib import contextmanager, suppress
from pathlib import Path

from drivers.camera import opencv
from drivers.card import sam
from drivers.code import serial as code_serial
from drivers.emulated import Trouble
from drivers.emulated.card_reader import CardReader
from drivers.emulated.receipt_printer import SerialReceiptPrinter
from drivers.emulated.sample_cards import CITIZEN
from drivers.emulated.scanner import Scanner
from drivers.receipt import escpos
from tests.drivers.benches import Bench, _read, use_of
from tests.waiting import wait_until

GADGET = Path("/sys/kernel/config/usb_gadget/terminal")
CONTROLLER = "dummy_udc.0"
VID, PID, SERIAL = 0x1EAB, 0x0006, "SAMPLE0001"
PORT = f"{VID:04x}:{PID:04x}:{SERIAL}"
VIVID = Path("/sys/bus/platform/drivers/vivid")
PATIENCE = 90.0  # seconds: the guest is slow
CHUNK = 4096


def make_gadget():
    """A USB device with a serial port and a printer, not plugged in."""
    if GADGET.exists():
        return
    for folder in ("strings/0x409", "configs/c.1", "functions/acm.0", "functions/printer.0"):
        (GADGET / folder).mkdir(parents=True)
    texts = {"idVendor": hex(VID), "idProduct": hex(PID), "strings/0x409/serialnumber": SERIAL}
    texts |= {"strings/0x409/manufacturer": "Sample", "strings/0x409/product": "Terminal parts"}
    texts["functions/printer.0/pnp_string"] = "MFG:Sample;MDL:80 mm;CMD:ESC/POS;"
    for name, text in texts.items():
        (GADGET / name).write_text(text)
    for function in ("acm.0", "printer.0"):
        (GADGET / "configs/c.1" / function).symlink_to(GADGET / "functions" / function)


class GadgetWire:
    """The gadget's side of a node, with the plug of the whole gadget."""

    def __init__(self, ours: str, theirs: str) -> None:
        self.ours, self.path = Path(ours), Path(theirs)
        self._handle = -1

    @property
    def plugged(self) -> bool:
        return self._handle >= 0

    def plug(self) -> None:
        if self.plugged:
            return
        make_gadget()
        if not (GADGET / "UDC").read_text().strip():
            (GADGET / "UDC").write_text(CONTROLLER)
        wait_until(lambda: self.ours.exists() and self._enumerated(), PATIENCE)
        self._handle = os.open(self.ours, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        with suppress(termios.error):
            tty.setraw(self._handle)

    def _enumerated(self) -> bool:
        """Whether the host's side has its node, under any number: a handle that is still open keeps the old name."""
        return any(self.path.parent.glob(f"{self.path.name[:-1]}[0-9]"))

    def unplug(self) -> None:
        if not self.plugged:
            return
        (GADGET / "UDC").write_text("\n")
        os.close(self._handle)
        self._handle = -1

    def receive(self, seconds: float) -> bytes:
        if not select.select([self._handle], [], [], seconds)[0]:
            return b""
        with suppress(BlockingIOError):
            return os.read(self._handle, CHUNK)
        return b""

    def send(self, data: bytes, going=lambda: True) -> None:
        while data and going():
            if select.select([], [self._handle], [], 0.1)[1]:
                with suppress(BlockingIOError):
                    data = data[os.write(self._handle, data) :]


def on_gadget(device, ours="/dev/ttyGS0", theirs="/dev/ttyACM0"):
    """An emulated serial device that speaks from the gadget."""
    device.wire = GadgetWire(ours, theirs)
    return device


class Vivid:
    """The kernel's test camera, bound and unbound as if it were plugged and pulled."""

    def __init__(self) -> None:
        self.trouble = Trouble()


@contextmanager
def vivid(_):
    yield Vivid()
    bind()


def unbind(_=None):
    with suppress(OSError):
        (VIVID / "unbind").write_text("vivid.0")


def bind(_=None):
    with suppress(OSError):  # bound already
        (VIVID / "bind").write_text("vivid.0")


def _sensor(make, driver, present, take_away):
    return Bench(
        device=lambda folder: on_gadget(make(folder)),
        driver=driver,
        use=lambda driver, one: _read(driver, lambda: present(one), lambda: take_away(one)),
        present=present,
        take_away=take_away,
        patience=PATIENCE,
    )


NODES = {
    "card/sam": _sensor(
        lambda folder: CardReader(folder / "card", baudrate=None),
        lambda _: sam.Driver(sam.Settings(port=PORT)),
        lambda one: one.insert(CITIZEN),
        lambda one: one.lift(),
    ),
    "code/serial": _sensor(
        lambda folder: Scanner(folder / "scanner", suffix="cr"),
        lambda _: code_serial.Driver(code_serial.Settings(port=PORT, suffix="cr")),
        lambda one: one.show(b"A017"),
        lambda one: one.hide(),
    ),
    "receipt/escpos": Bench(
        lambda folder: on_gadget(SerialReceiptPrinter(folder / "printer"), "/dev/g_printer0", "/dev/usb/lp0"),
        lambda _: escpos.Driver(escpos.Settings(connection="file", path="/dev/usb/lp0")),
        use_of("receipt"),
        patience=PATIENCE,
    ),
    "receipt/escpos, serial": Bench(
        lambda folder: on_gadget(SerialReceiptPrinter(folder / "printer")),
        lambda _: escpos.Driver(escpos.Settings(connection="serial", port=PORT, baudrate=115200)),
        use_of("receipt"),
        patience=PATIENCE,
    ),
    "camera/opencv": Bench(
        vivid,
        lambda _: opencv.Driver(opencv.Settings(source="/dev/video0"), open_within=PATIENCE),
        use_of("camera"),
        unplug=unbind,
        plug=bind,
        mute=None,
        patience=PATIENCE,
    ),
}
