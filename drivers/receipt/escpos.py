"""ESC/POS receipt printers on a network, a serial line, USB or a device file.

python-escpos makes the connections, native QR codes and the cut. Status is our own: the library takes silence for
"paper is there", and an automatic status for an answer.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

from drivers import About, DeviceError, Fate, Fault, Status
from drivers.document import Document
from drivers.protocols import escpos
from drivers.receipt import _library, _native, _picture
from drivers.receipt._conversation import Conversation
from drivers.receipt._tapped import TappedWire
from drivers.receipt._usb import UsbWire
from drivers.receipt._wires import FileWire, NetworkWire, SerialWire, Wire
from drivers.settings import between, setting
from drivers.tracing import Tap, Tell
from drivers.tracing.escpos import Mask

TAKE_LIMIT = 10.0  # seconds until a printer that takes no more data is given up; a hot head pauses for some
JOB_LIMIT = 60.0  # seconds for all data of a slip, beside what the wire itself needs
PROOF_LIMIT = 15.0  # seconds from the last byte to paper, for a printer that answers
LOOK_EVERY = 0.3  # seconds between two looks at a printer that is printing
ROWS_PER_SECOND = 400  # 50 mm/s, the slowest printers on sale
NETWORK_PORT = 9100
WIDTH_MM = 80
PRINTABLE_DOTS = {58: 384, 80: 576}


def _whole_bytes(dots: int | None) -> str | None:
    return None if dots is None or (dots % 8 == 0 and 0 < dots <= 2048) else "must be a multiple of 8 up to 2048"


@dataclass(frozen=True)
class Settings:
    """What a hall writes below [devices.receipt]."""

    connection: str = setting(help="how it is connected", choices=("network", "serial", "usb", "file"))
    host: str = setting("", help="network: name or address of the printer")
    port: int | str | None = setting(
        None,
        help="network: TCP port (9100); serial: device path, or vid:pid[:serial]; usb: vid:pid[:serial], or nothing "
        "for the only printer",
    )
    path: str = setting("", help="file: the device file, such as /dev/usb/lp0")
    width_mm: int | None = setting(None, help="width of the roll, if not the profile's or 80", choices=(58, 80))
    width_dots: int | None = setting(None, help="printable dots, if not 384 (58 mm) or 576 (80 mm)", check=_whole_bytes)
    text: str = setting("picture", help="Chinese as pictures, or in the printer's font", choices=("picture", "native"))
    profile: str = setting(
        "generic",
        help=f"the family of the printer: {', '.join(escpos.PROFILES)}, or the path of a file of your own",
        check=escpos.check_profile,
    )
    cut: str = setting("feed", help="feed: up to the cutter, then cut", choices=("feed", "full", "partial", "none"))
    baudrate: int = setting(19200, help="serial: bits per second", check=between(1200, 921_600))
    flow: str = setting("none", help="serial: flow control", choices=("none", "rtscts", "xonxoff"))
    timeout: float = setting(1.0, help="seconds to wait for an answer about status", check=between(0.05, 10))

    @property
    def dots(self) -> int:
        """Printable dots: as set, else as the roll has them, else as the profile says."""
        if self.width_dots or self.width_mm:
            return self.width_dots or PRINTABLE_DOTS[self.width_mm or WIDTH_MM]
        return escpos.profile_named(self.profile).width_dots or PRINTABLE_DOTS[WIDTH_MM]

    def disagreements(self) -> Iterator[tuple[str, str]]:
        """What a connection needs and does not have: (setting, reason)."""
        needed = {"network": "host", "serial": "port", "file": "path"}.get(self.connection)
        if needed and not getattr(self, needed):
            yield needed, f'is needed where the connection is "{self.connection}"'
        widest = escpos.profile_named(self.profile).width_dots
        if widest and self.dots > widest:
            yield "width_dots" if self.width_dots else "width_mm", f"its profile prints at most {widest} dots"
        if self.connection == "network" and isinstance(self.port, str):
            yield "port", "must be a TCP port such as 9100"


def connect(settings: Settings) -> Wire:
    """The wire, not yet open. Raises DeviceError when the settings do not say where the printer is."""
    match settings.connection, settings.port:
        case "network", (int() | None) as port if settings.host:
            return NetworkWire(settings.host, port or NETWORK_PORT)
        case "serial", str() as port if port:
            return SerialWire(port, settings.baudrate, settings.flow)
        case "usb", (str() | None) as port:
            return UsbWire(port or "")
        case "file", _ if settings.path:
            return FileWire(settings.path)
        case connection, _:
            needs = {"network": "host and a number as port", "serial": "port", "usb": "vid:pid as port", "file": "path"}
            raise DeviceError(Fault.NO_DEVICE, f"connection {connection} needs {needs.get(connection, 'another name')}")


class Driver:
    """A receipt printer. Not for use by several threads at a time."""

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
        connect: Callable[[Settings], Wire] = connect,
    ) -> None:
        self._settings = settings
        self._connect = connect
        self._profile = escpos.profile_named(settings.profile)
        self._dots = settings.dots
        self._clock = clock
        self._talk: Conversation | None = None
        self._torn = False  # the last slip ended in the middle: what is left of it must not stick to the next
        self._fresh = True  # nobody knows in what state an earlier program left the printer
        self._numbers = count(1)
        self._tap: Tap | None = None

    def open(self) -> None:
        if self._talk is not None:
            return
        wire = TappedWire(self._connect(self._settings), lambda: self._tap, self._settings.connection)
        try:
            wire.open()
            self._talk = Conversation(wire, self._profile, self._settings.timeout, self._clock)
            self._talk.begin()
            self._fresh = True
        except DeviceError:
            wire.close()
            self._talk = None
            raise

    def close(self) -> None:
        talk, self._talk = self._talk, None
        if talk is not None:
            talk.wire.close()

    def status(self) -> Status:
        """What the printer says; state `unknown` without a fault when it says nothing: it may still be able to print.

        Takes at most eight times `timeout`; twice `timeout` when the printer is silent.
        """
        return self._opened().status()

    def about(self) -> About:
        """Maker, model, firmware and serial number, where the profile says that the model tells them (GS I).

        A printer answers in print order: one that is offline tells nothing, and leaves the fields empty.
        """
        return self._opened().about()

    def trace(self, tell: Tell | None) -> None:
        """Tell what goes over the wire, without anything that is printed; None: no more. Any thread may call it."""
        self._tap = Tap(lambda: Mask(self._profile), tell) if tell else None

    def print(self, document: Document) -> Fate:
        """Print and cut one document.

        Takes at most `JOB_LIMIT` and `PROOF_LIMIT`, beside the time that a serial line and the printing itself need.
        Raises FontMissing or ValueError before anything is sent.
        """
        talk = self._opened()
        chunks = list(self._chunks(document))
        before = talk.status()
        if before.fault is not None:
            raise DeviceError(before.fault, before.detail)
        talk.wire.send(self._beginning(), TAKE_LIMIT)
        self._torn, self._fresh = True, False
        self._send(talk, chunks)
        fate = self._proof(talk, chunks)
        self._torn = False
        return fate

    def _chunks(self, document: Document) -> Iterator[bytes]:
        if self._settings.text == "native":
            return _native.chunks(document, self._dots, self._profile)
        return _picture.bands(document, self._dots)

    def _beginning(self) -> bytes:
        """Ends whatever command was cut short before, clears all modes, and parts a torn slip from the new one.

        Zeros are white dots to an unfinished picture and nothing at all to a printer that waits for a command.
        """
        if not (self._torn or self._fresh):
            return escpos.INITIALISE
        zeros = bytes(self._dots // 8 * _picture.BAND_ROWS)
        return zeros + escpos.INITIALISE + (self._cut() if self._torn else b"")

    def _cut(self) -> bytes:
        printer = _library.dummy()
        match self._settings.cut:
            case "none":
                printer.print_and_feed(6)
            case "feed":
                printer.cut(feed=False)
            case kind:
                printer.cut(mode="PART" if kind == "partial" else "FULL")
        return printer.output

    def _send(self, talk: Conversation, chunks: list[bytes]) -> None:
        """All chunks, with a look at the printer between two: a fault there means that the slip is not complete."""
        end = self._clock() + JOB_LIMIT + talk.wire.seconds_for(sum(map(len, chunks)))
        for number, chunk in enumerate(chunks):
            if number:
                self._check(talk)
            if self._clock() > end:
                raise DeviceError(Fault.NO_ANSWER, "takes the data too slowly")
            try:
                talk.wire.send(chunk, TAKE_LIMIT)
            except DeviceError as error:
                raise talk.cause(error) from error

    def _check(self, talk: Conversation) -> None:
        fault = talk.fault()
        if fault is None:
            return
        if self._profile.clears:
            with suppress(DeviceError):  # the fault is what matters now
                talk.wire.send(escpos.CLEAR_BUFFERS, TAKE_LIMIT)
        raise DeviceError(fault, "in the middle of a slip")

    def _proof(self, talk: Conversation, chunks: list[bytes]) -> Fate:
        """Cut, and ask the printer in the best way it has whether all of it is on paper.

        From here on the slip may be complete: a printer that goes away or falls silent leaves it unknown.
        """
        rows = sum(map(len, chunks)) * 8 / self._dots
        number = next(self._numbers)
        try:
            talk.wire.send(self._cut() + talk.ask_for_proof(number), TAKE_LIMIT)
            return self._wait(talk, number, rows / ROWS_PER_SECOND)
        except DeviceError as error:
            if error.fault in {Fault.NO_DEVICE, Fault.NO_ANSWER, Fault.GARBLED}:
                return Fate.UNKNOWN
            raise

    def _wait(self, talk: Conversation, number: int, printing: float) -> Fate:
        if not talk.wire.two_way:
            return Fate.UNKNOWN
        printed = self._clock() + printing
        end = printed + PROOF_LIMIT
        while self._clock() < end:
            if not talk.answers:  # it has fallen silent: no more than the proof itself can still come
                end = min(end, max(printed, self._clock()) + self._settings.timeout)
            if talk.proof(number, LOOK_EVERY):
                return Fate.CONFIRMED
            self._check(talk)
            if not talk.can_prove and talk.answers and self._clock() >= printed:
                return Fate.CONFIRMED  # its status, still good after the time a slip needs, is all this model can say
        return Fate.UNKNOWN

    def _opened(self) -> Conversation:
        if self._talk is None:
            raise DeviceError(Fault.NO_DEVICE, "not open")
        return self._talk
