"""A social-security card made of software: commands in, answers out, as ISO/IEC 7816-4 has it. No reader, no wire."""

from dataclasses import dataclass, field

from drivers.protocols import iso7816, social_card
from drivers.protocols.iso7816 import BY_NAME, OK, Command, Response, parse_command
from drivers.protocols.social_card_layout import Layout, load
from drivers.smartcard import SocialCard

ATR = bytes.fromhex("3B 6D 00 00 00 81 54 44 86 60 54 45 53 54 30 30 31")  # T=0, 13 historical bytes, a sample's
NO_FILE, NO_RECORD, NO_INSTRUCTION, NO_SENSE, WRONG_LENGTH = 0x6A82, 0x6A83, 0x6D00, 0x6F00, 0x6C00
LOCKED, NOT_SELECTED = 0x6982, 0x6986
MORE = 0x6100


@dataclass
class VirtualCard:
    """What lies in the reader. Longer answers wait to be fetched, as with the protocol T=0.

    `blank` is a card of another kind, `locked` the files that need a key, `silent` a card that gives no ATR.
    """

    card: SocialCard = field(repr=False)
    layout: Layout = field(default_factory=load)
    blank: bool = False
    silent: bool = False
    locked: frozenset[int] = frozenset()
    _inside: bool = False  # the application is selected
    _file: int = 0
    _waiting: bytes = field(default=b"", repr=False)

    def reset(self) -> None:
        self._inside, self._file, self._waiting = False, 0, b""

    def answer(self, data: bytes) -> bytes:
        """What the card says to a command."""
        command = parse_command(data)
        return (Response(b"", NO_SENSE) if command is None else self._response(command)).encoded()

    def _response(self, command: Command) -> Response:
        match command.ins:
            case iso7816.SELECT if command.p1 == BY_NAME:
                return self._application(command.data)
            case iso7816.SELECT:
                return self._select(int.from_bytes(command.data, "big"))
            case iso7816.READ_RECORD:
                return self._record(command.p1, command.expect or 256)
            case iso7816.GET_RESPONSE:
                data, self._waiting = self._waiting, b""
                return Response(data, OK)
            case _:
                return Response(b"", NO_INSTRUCTION)

    def _application(self, name: bytes) -> Response:
        if self.blank or name != self.layout.application:
            return Response(b"", NO_FILE)
        self._inside, self._file = True, 0
        self._waiting = bytes((0x6F, len(name) + 2, iso7816.DF_NAME, len(name))) + name
        return Response(b"", MORE + len(self._waiting))

    def _select(self, file: int) -> Response:
        if not self._inside or file not in self.layout.files:
            return Response(b"", NO_FILE)
        self._file = file
        return Response(b"", OK)

    def _record(self, identifier: int, expect: int) -> Response:
        if not self._file:
            return Response(b"", NOT_SELECTED)
        if self._file in self.locked:
            return Response(b"", LOCKED)
        record = next((one for one in self.layout.files[self._file] if one.identifier == identifier), None)
        if record is None:
            return Response(b"", NO_RECORD)
        data = social_card.encode(self.card, record)
        return Response(data, OK) if expect == len(data) else Response(b"", WRONG_LENGTH + len(data))
