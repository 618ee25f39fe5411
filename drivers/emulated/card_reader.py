"""An ID-card reader made of software: a SAM module on a serial wire, and the place where a person lays a card."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from drivers.card import Card
from drivers.emulated.serial_device import SerialDevice
from drivers.protocols import sam, sam_text
from drivers.protocols.sam import Reply
from drivers.protocols.sam_answers import (
    CARD_FOUND,
    NOT_FOUND,
    NOT_ON_CARD,
    NOT_SELECTED,
    OK,
    READ_FAILED,
    Content,
    join,
)

MODULE_ID = bytes.fromhex("05 00 01 00 D5 AF 34 01 87 D6 12 00 79 38 4E 05")  # 05.01-20230101-0001234567-0089012345
UNKNOWN_COMMAND = 0x21
REMEMBERED = 100  # commands


@dataclass
class Lying:
    """A card in the field, and how far the module has come with it."""

    content: Content = field(repr=False)
    found: bool = False
    selected: bool = False
    read: bool = False  # the module does not find it again until it is lifted


class CardReader(SerialDevice):
    """`insert` and `lift` are a person's hand and may be called from any thread.

    `finds_again` is a module that goes on finding a card it has read; `refuses` an SW3 that answers everything, such
    as 60 of a module that failed its self-test; `cannot_read` one that answers every read; `lift_at` and `unplug_at`
    pull the card or the plug, once, when so many bytes of a read have been sent; `on_command` is told each command on
    the device's own thread just before it is answered, for whoever must act at that very moment.
    """

    def __init__(self, path: Path, baudrate: int | None = 115200, *, finds_again: bool = False) -> None:
        super().__init__(path, baudrate)
        self.finds_again = finds_again
        self.refuses: int | None = None
        self.cannot_read: int | None = None
        self.lift_at: int | None = None
        self.unplug_at: int | None = None
        self.prints = b""
        self.new_addresses = b""  # 70 bytes each, UTF-16LE
        self.heard: list[bytes] = []  # the last commands that came, newest last
        self.on_command: Callable[[bytes], None] = lambda _: None
        self._frames = sam.FrameReader()
        self._lying: Lying | None = None

    def insert(self, card: Card | bytes) -> None:
        """Lay a card down: one of any kind, or the 256 bytes of one that no standard knows."""
        text, photo = (card, b"") if isinstance(card, bytes) else (sam_text.encode(card), card.photo)
        self._lying = Lying(Content(text, photo, self.prints))

    def lift(self) -> None:
        self._lying = None

    @property
    def has_card(self) -> bool:
        return self._lying is not None

    def _hear(self, data: bytes) -> None:
        for body in self._frames.feed(data):
            self.heard = [*self.heard[1 - REMEMBERED :], body]
            self.on_command(body)
            lying = self._lying
            frame = sam.reply_frame(self._reply(body, lying))
            if body in {sam.READ, sam.READ_WITH_PRINTS} and (self.lift_at or self.unplug_at):
                self._say_in_part(frame)
            else:
                self._say(frame, lambda lying=lying: self._lying is lying)
            if body[:1] == sam.SET_BAUD and body[1] < len(sam.BAUDRATES):
                self.wire.baudrate = sam.BAUDRATES[body[1]]

    def _say_in_part(self, frame: bytes) -> None:
        if self.unplug_at:
            self._say(frame[: self.unplug_at])
            self.trouble.unplugged = True
        elif self.lift_at:
            self._say(frame[: self.lift_at])
            self.lift()
        self.lift_at = self.unplug_at = None

    def _reply(self, command: bytes, lying: Lying | None) -> Reply:
        if self.refuses is not None:
            return Reply(self.refuses)
        match command:
            case sam.STATUS | sam.RESET:
                return self._well(command, lying)
            case sam.MODULE_ID:
                return Reply(OK, MODULE_ID)
            case sam.FIND:
                return self._find(lying)
            case sam.SELECT:
                return self._select(lying)
            case sam.READ | sam.READ_WITH_PRINTS:
                return self._read(command, lying)
            case sam.NEW_ADDRESS:
                return Reply(OK, self.new_addresses) if self.new_addresses and lying else Reply(NOT_ON_CARD)
            case _:
                return Reply(OK if command[:1] == sam.SET_BAUD else UNKNOWN_COMMAND)

    @staticmethod
    def _well(command: bytes, lying: Lying | None) -> Reply:
        """A reset switches the field off and on: a card that lies there is a new one."""
        if command == sam.RESET and lying is not None:
            lying.found = lying.selected = lying.read = False
        return Reply(OK)

    def _find(self, lying: Lying | None) -> Reply:
        if lying is None or (lying.read and not self.finds_again):
            return Reply(NOT_FOUND)
        lying.found, lying.selected = True, False
        return Reply(CARD_FOUND, bytes(4))

    @staticmethod
    def _select(lying: Lying | None) -> Reply:
        if lying is None or not lying.found:
            return Reply(NOT_SELECTED)
        lying.selected = True
        return Reply(OK, bytes(8))

    def _read(self, command: bytes, lying: Lying | None) -> Reply:
        if self.cannot_read is not None:
            return Reply(self.cannot_read)
        if lying is None or not lying.selected:
            return Reply(READ_FAILED)
        lying.read = True
        return Reply(OK, join(command, lying.content))
