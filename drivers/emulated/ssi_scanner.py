"""A code scanner in SSI mode made of software: it looks when told to, and sends again what nobody acknowledges."""

import time
from collections import deque
from pathlib import Path

from drivers.emulated.serial_device import SerialDevice
from drivers.protocols import ssi
from drivers.protocols.ssi import Packet

PATIENCE = 0.4  # seconds until a code that is not acknowledged is sent again
TRIES = 3
REVISION = b"HALL01.0 BOARD 7 0001"
QR = 0x1C
BAD_CONTEXT = b"\x02"


class SsiScanner(SerialDevice):
    """`show` and `hide` are a person's hand. A code that has been acknowledged, or nobody acknowledges, ends a session.

    `spoils` packets are sent with a wrong check, and `loses` that come are not heard, as on a bad wire;
    `loses_acknowledgement` is the number of the one that is not heard once, from 0; `refuses` is
    one whose trigger the host may not be.
    """

    def __init__(self, path: Path, baudrate: int | None = None) -> None:
        super().__init__(path, baudrate)
        self._in_view = deque[bytes](maxlen=1)
        self._packets = ssi.PacketReader(ssi.HOST)
        self._enabled = True
        self._sending: deque[Packet] = deque()  # of the code that is on its way; the first waits to be acknowledged
        self._again_at, self._left = 0.0, 0
        self.lit = False
        self.refuses = False
        self.spoils = self.loses = 0
        self.loses_acknowledgement: int | None = None
        self.heard: list[Packet] = []

    def show(self, data: bytes) -> None:
        self._in_view.append(data)

    def hide(self) -> None:
        self._in_view.clear()

    def _hear(self, data: bytes) -> None:
        for packet in self._packets.feed(data):
            if self.loses:
                self.loses -= 1
                continue
            self.heard = [*self.heard[-100:], packet]
            self._obey(packet)

    def _obey(self, packet: Packet) -> None:
        match packet.opcode:
            case ssi.REQUEST_REVISION:
                self._send(Packet(ssi.REPLY_REVISION, REVISION))
            case ssi.ACK if self.loses_acknowledgement == 0:
                self.loses_acknowledgement = None
            case ssi.ACK:
                if self.loses_acknowledgement is not None:
                    self.loses_acknowledgement -= 1
                self._acknowledged()
            case ssi.START_SESSION if self.refuses:
                self._send(Packet(ssi.NAK, BAD_CONTEXT))
            case ssi.START_SESSION | ssi.STOP_SESSION | ssi.SCAN_ENABLE | ssi.SCAN_DISABLE | ssi.FLUSH:
                self._switch(packet.opcode)
                self._send(Packet(ssi.ACK))
            case _:
                self._send(Packet(ssi.NAK, BAD_CONTEXT))

    def _switch(self, opcode: int) -> None:
        if opcode in {ssi.SCAN_ENABLE, ssi.SCAN_DISABLE}:
            self._enabled = opcode == ssi.SCAN_ENABLE
        if opcode != ssi.SCAN_ENABLE:
            self.lit = opcode == ssi.START_SESSION and self._enabled
            self._sending.clear()

    def _acknowledged(self) -> None:
        if self._sending:
            self._sending.popleft()
            self._send_code()

    def _look_around(self) -> None:
        if self._sending:
            if time.monotonic() >= self._again_at:
                self._send_code(again=True)
        elif self.lit and self._in_view:
            self.lit = False
            data = self._in_view.popleft()
            size = ssi.LONGEST_DATA - 1
            parts = [data[at : at + size] for at in range(0, len(data), size)]
            self._sending.extend(Packet(ssi.DECODE_DATA, bytes((QR,)) + part, ssi.GOES_ON) for part in parts[:-1])
            self._sending.append(Packet(ssi.DECODE_DATA, bytes((QR,)) + parts[-1]))
            self._send_code()

    def _send_code(self, *, again: bool = False) -> None:
        if not self._sending:
            return
        self._left = self._left - 1 if again else TRIES
        if not self._left:
            self._sending.clear()
            return
        one = self._sending[0]
        self._again_at = time.monotonic() + PATIENCE
        self._send(Packet(one.opcode, one.data, one.status | ssi.AGAIN) if again else one)

    def _send(self, packet: Packet) -> None:
        data = ssi.encoded(packet, ssi.SCANNER)
        if self.spoils:
            self.spoils -= 1
            data = data[:-1] + bytes((data[-1] ^ 0x55,))
        self._say(data)
