"""Scanners in SSI mode, as Zebra's, Symbol's and some of Mindeo's: packets are acknowledged, or sent again."""

from collections import deque
from dataclasses import dataclass
from time import monotonic

from drivers import About, DeviceError, Fault, Status
from drivers.code import Code
from drivers.code._codes import Latest
from drivers.ports import Line, check_port
from drivers.protocols import ssi
from drivers.protocols.scanner import LONGEST
from drivers.protocols.ssi import Packet
from drivers.settings import setting
from drivers.tracing import Tap, Tell
from drivers.tracing.ssi import Mask

ANSWER = 0.4  # seconds until a packet has been answered, beside its time on the wire
TRIES = 3  # that a packet is sent, and a question asked
CUT = 0.2  # seconds of silence after which the rest of a packet will not come
SESSION_AGAIN = 3.0  # seconds; scanners end a session after a code or a time of their own
BITS = 10  # of one byte on the wire
RATES = (115200, 57600, 38400, 19200, 9600, 4800)


@dataclass(frozen=True)
class Settings:
    port: str = setting(help="/dev/serial/by-id/… path, device node, or USB vid:pid[:serial]", check=check_port)
    baudrate: int = setting(9600, help="bits per second; USB scanners ignore it", choices=RATES)


class Driver:
    """A `drivers.code.CodeReader`. The scanner must be in SSI mode, with the host as its trigger."""

    def __init__(self, settings: Settings) -> None:
        self._line = Line(settings.port, settings.baudrate)
        self._patience = ANSWER + (255 + ssi.CHECK) * BITS / settings.baudrate
        self._packets = ssi.PacketReader()
        self._last_byte = 0.0
        self._latest = Latest()
        self._codes: deque[tuple[bytes, int]] = deque()  # data and type of what has come and nobody has asked for
        self._part = b""  # of a long code that is still coming
        self._taken = 0  # a sum over the packet of a code that was taken last: of the packet itself nothing is kept
        self._answer: Packet | None = None  # to the last question or order
        self._refused = False
        self._order: tuple[Packet, float, int] | None = None  # not acknowledged, when it is overdue, tries left
        self._next_session = float("inf")

    def open(self) -> None:
        """Open the line and hear the scanner say its revision."""
        self._line.open()
        try:
            self._revision()
        except DeviceError:
            self.close()
            raise

    def close(self) -> None:
        self._forget()
        self._line.close()

    def status(self) -> Status:
        """Asks for its revision: within TRIES × ANSWER seconds, beside the time on the wire."""
        try:
            self._revision()
        except DeviceError as error:
            if error.fault is Fault.NO_DEVICE:
                raise
            return Status.of(error)
        return Status.of(_refused()) if self._refused else Status()

    def about(self) -> About:
        """The revision of its software: the first word of what it says; the others are numbers of its parts."""
        try:
            words = self._revision().split()
        except DeviceError as error:
            if error.fault is Fault.NO_DEVICE:
                raise
            return About()
        return About(firmware=words[0] if words else "")

    def trace(self, tell: Tell | None) -> None:
        """Tell what goes over the line, without anything of a resident; None: no more. Any thread may call it."""
        self._line.tap = Tap(Mask, tell) if tell else None

    def arm(self) -> None:
        """Forget what was shown, and begin a session."""
        self.forget()
        self._send(Packet(ssi.SCAN_ENABLE))
        self._next_session = 0.0

    def disarm(self) -> None:
        """End the session."""
        self._forget()
        self._send(Packet(ssi.STOP_SESSION))

    def forget(self) -> None:
        self._forget()
        self._line.drop_input()

    def poll(self, seconds: float) -> Code | None:
        end = monotonic() + seconds
        while True:
            self._keep_going()
            self._listen(end)
            if self._refused:
                raise _refused()
            if self._codes:
                data, kind = self._codes.popleft()
                self._next_session = 0.0  # having read, it has ended its session
                if code := self._latest.new(data, ssi.SYMBOLOGIES.get(kind, "unknown")):
                    return code
            if monotonic() >= end:
                return None

    def _keep_going(self) -> None:
        """Begin the next session when it is time, and say an order again that nobody has acknowledged."""
        now = monotonic()
        if now >= self._next_session:
            self._order = Packet(ssi.START_SESSION), now + self._patience, TRIES - 1
            self._send(self._order[0])
            self._next_session = now + SESSION_AGAIN
        elif self._order and now >= self._order[1]:
            packet, _, left = self._order
            if not left:
                self._order = None
                raise DeviceError(Fault.NO_ANSWER, "the scanner does not acknowledge: power, cable, SSI mode?")
            self._order = packet, now + self._patience, left - 1
            self._send(Packet(packet.opcode, packet.data, ssi.AGAIN))

    def _revision(self) -> str:
        for count in range(TRIES):
            self._answer = None
            self._send(Packet(ssi.REQUEST_REVISION, status=ssi.AGAIN if count else 0))
            end = monotonic() + self._patience
            while monotonic() < end:
                self._listen(end)
                if self._answer and self._answer.opcode == ssi.REPLY_REVISION:
                    return self._answer.data.decode("ascii", errors="replace")
        if self._packets.spoilt:
            raise DeviceError(Fault.GARBLED, "no packet among what comes: baud rate, or not in SSI mode")
        raise DeviceError(Fault.NO_ANSWER, "the scanner does not answer: power, cable, SSI mode?")

    def _listen(self, until: float) -> None:
        """One look at the line. What has begun when the time is over is kept for the next."""
        end = min(until, self._last_byte + CUT) if self._packets.begun else until
        if chunk := self._line.read(end - monotonic()):
            self._last_byte = monotonic()
            packets = list(self._packets.feed(chunk))
        elif self._packets.begun and monotonic() >= self._last_byte + CUT:
            packets = self._packets.give_up()
        else:
            return
        for packet in packets:
            self._take(packet)

    def _take(self, packet: Packet) -> None:
        if packet.opcode == ssi.DECODE_DATA:
            self._send(Packet(ssi.ACK))
            self._gather(packet)
            return
        self._answer = packet
        if packet.opcode in {ssi.ACK, ssi.NAK}:
            self._refused = packet.opcode == ssi.NAK and self._order is not None
            self._order = None

    def _gather(self, packet: Packet) -> None:
        """A code may come in several packets. One that is sent again because our word was lost has been taken."""
        before, self._taken = self._taken, hash((packet.data, packet.goes_on))
        if not packet.data or (packet.again and self._taken == before):
            return
        self._part += packet.data[1:]
        if len(self._part) > LONGEST:
            self._part = b""
        elif not packet.goes_on:
            self._codes.append((self._part, packet.data[0]))
            self._part = b""

    def _send(self, packet: Packet) -> None:
        self._line.write(ssi.encoded(packet))

    def _forget(self) -> None:
        self._packets.clear()
        self._codes.clear()
        self._latest.forget()
        self._part, self._answer, self._order, self._refused = b"", None, None, False
        self._next_session = float("inf")


def _refused() -> DeviceError:
    return DeviceError(Fault.GARBLED, "the scanner refuses a session: the host must be set as its trigger")
