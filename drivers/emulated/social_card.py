"""A smartcard reader made of software at a real PC/SC service, and the hand that puts a social-security card in.

The card speaks to the service's virtual reader (vsmartcard-vpcd): frames of two bytes of length and a message, which
is a command to the card or, alone, one of four control bytes. The service looks for a card every 0.4 s.
"""

import select
import socket
from collections.abc import Callable
from pathlib import Path

from drivers.emulated.device import TICK, EmulatedDevice
from drivers.emulated.pcscd import READER, Pcscd
from drivers.emulated.virtual_card import ATR, VirtualCard
from drivers.smartcard import SocialCard

OFF, ON, RESET, GET_ATR = (bytes((byte,)) for byte in (0, 1, 2, 4))
NOT_AN_ATR = bytes(64)  # longer than any: the service cannot tell it from silence
LONGEST = 2 + 0xFFFF
NOISE = b"\x00\xff\x13\x7e"  # what a broken chip might say: no status word ends so
REMEMBERED = 100  # commands

__all__ = ["READER", "SocialCardReader"]


class SocialCardReader(EmulatedDevice):
    """`insert` and `lift` are a person's hand and may be called from any thread.

    Unplugged, the service runs without a reader; `serving` False, nobody answers at its socket. A mute reader hangs,
    with a card or without, and the service with it; a mute card is `insert(card, silent=True)`. `on_command` is told
    each command on the device's own thread just before it is answered, for whoever must act at that very moment;
    `heard` are the last.
    """

    def __init__(self, path: Path) -> None:
        """With the path of the socket at which the service is to be found."""
        super().__init__()
        self.service = Pcscd(path)
        self.serving = True
        self.heard: list[bytes] = []
        self.on_command: Callable[[bytes], None] = lambda _: None
        self._card: VirtualCard | None = None
        self._wire: tuple[VirtualCard | None, socket.socket] | None = (
            None  # the card that is connected (None: nothing), and how
        )
        self._seen_empty = True  # the service knows that the last card has gone
        self._running = ""  # what the service runs with
        self._heard = b""
        self._powered = False  # the card has been asked to answer to reset

    def insert(self, card: SocialCard | VirtualCard, *, silent: bool = False) -> None:
        """Put a card in, in place of the one that is there."""
        self._card = card if isinstance(card, VirtualCard) else VirtualCard(card, silent=silent)

    def lift(self) -> None:
        self._card = None

    @property
    def has_card(self) -> bool:
        return self._card is not None

    def _appear(self) -> None:
        self.service.open()
        self._run_service()

    def _vanish(self) -> None:
        self._disconnect()
        self.service.close()
        self._card, self._running = None, ""

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._run_service()
            self._connect()
            if self._wire is None or self.trouble.mute:
                self._stopping.wait(TICK)
            elif select.select([self._wire[1]], [], [], TICK)[0]:
                self._hear(*self._wire)
        self._disconnect()

    def _run_service(self) -> None:
        """Let the service run as the troubles say."""
        wanted = "" if not self.serving else "empty" if self.trouble.unplugged else "reader"
        if wanted == self._running:
            return
        self.service.stop()  # before the card is gone: with a reader that is unplugged nobody sees the card go
        self._disconnect()
        self._running, self._seen_empty = wanted, True
        if wanted:
            self.service.open()
            self.service.start(reader=wanted == "reader")
        else:
            self.service.close()

    def _connect(self) -> None:
        """See to it that the card in the reader is the one that is connected.

        Nothing at all is connected to a mute reader, which hangs with it, and to let the service see a card go.
        """
        reader = self._running == "reader"
        card = self._card if reader and self._seen_empty else None
        wanted = card is not None or (reader and (self.trouble.mute or not self._seen_empty))
        if self._wire is not None and (self._wire[0] is not card or not wanted):
            self._disconnect()
        elif self._wire is None and wanted:
            wire = socket.socket(socket.AF_UNIX)
            try:
                wire.connect(str(self.service.reader))
            except OSError:  # the service is still starting
                wire.close()
            else:
                self._wire, self._powered = (card, wire), False
                if card is not None:
                    card.reset()

    def _disconnect(self) -> None:
        wire, self._wire, self._heard = self._wire, None, b""
        if wire is not None:
            wire[1].close()
            self._seen_empty = wire[0] is None and self._seen_empty

    def _hear(self, card: VirtualCard | None, wire: socket.socket) -> None:
        if card is None:  # the service asks who is there: nobody
            self._disconnect()
            self._seen_empty = True
            return
        try:
            data = wire.recv(LONGEST)
        except OSError:
            data = b""
        if not data:
            self._disconnect()
            return
        self._heard += data
        while (whole := _frame(self._heard)) is not None and self._wire is not None:
            message, self._heard = whole
            self._answer(card, wire, message)

    def _answer(self, card: VirtualCard, wire: socket.socket, message: bytes) -> None:
        match message:
            case b"\x04":
                self._say(wire, NOT_AN_ATR if card.silent and self._powered else ATR)
            case b"\x00" | b"\x01" | b"\x02":
                self._powered = message != OFF
                card.reset()
            case _:
                self.heard = [*self.heard[1 - REMEMBERED :], message]
                self.on_command(message)
                if self._card is card and not self.trouble.unplugged:
                    self._say(wire, self._spoilt(card.answer(message)))

    def _say(self, wire: socket.socket, answer: bytes) -> None:
        self._stopping.wait(self.trouble.slow)
        if not self.trouble.mute:
            try:
                wire.sendall(len(answer).to_bytes(2, "big") + answer)
            except OSError:
                self._disconnect()

    def _spoilt(self, answer: bytes) -> bytes:
        if self.trouble.half:
            answer = answer[: len(answer) // 2]
        return NOISE + answer[:-2] + NOISE if self.trouble.garbage else answer


def _frame(data: bytes) -> tuple[bytes, bytes] | None:
    """The first message of a stream, and the rest; None when it is not whole yet."""
    size = int.from_bytes(data[:2], "big")
    return None if len(data) < 2 + size or len(data) < 2 else (data[2 : 2 + size], data[2 + size :])
