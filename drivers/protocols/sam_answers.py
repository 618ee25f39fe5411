"""What a SAM module's answers mean: the table of SW3, which answer belongs to which command, and what a read holds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from drivers import Fault
from drivers.protocols.sam import FIND, MODULE_ID, NEW_ADDRESS, READ, READ_WITH_PRINTS, SELECT, Reply

OK = 0x90
CARD_FOUND = 0x9F
NOT_ON_CARD = 0x91
NOT_FOUND = 0x80
NOT_SELECTED = 0x81
READ_FAILED = 0x41


@dataclass(frozen=True)
class Meaning:
    """What an SW3 says, in words for technicians, and the fault it is when it ends a read (None: no fault)."""

    words: str
    fault: Fault | None


_CARD = Fault.INVALID_MEDIA
_WIRE = Fault.GARBLED
_MODULE = Fault.HARDWARE_ERROR
_UNLISTED = Meaning("a code that no table lists", _WIRE)

SW3: Mapping[int, Meaning] = {
    OK: Meaning("done", None),
    CARD_FOUND: Meaning("a card is there", None),
    NOT_ON_CARD: Meaning("the card has no such item", None),
    NOT_FOUND: Meaning("no card found", _CARD),
    NOT_SELECTED: Meaning("the card could not be selected", _CARD),
    0x10: Meaning("the request's checksum was wrong", _WIRE),
    0x11: Meaning("the request's length was wrong", _WIRE),
    0x21: Meaning("the command is not known", _WIRE),
    0x23: Meaning("the command is not permitted", _MODULE),
    0x24: Meaning("an unknown error", _CARD),
    0x31: Meaning("the card rejected the module", _CARD),
    0x32: Meaning("the module rejected the card", _CARD),
    0x33: Meaning("the information on the card failed its check", _CARD),
    0x37: Meaning("the fingerprint on the card failed its check", _CARD),
    0x3F: Meaning("the information on the card has a wrong length", _CARD),
    0x40: Meaning("the kind of card is not recognised", _CARD),
    READ_FAILED: Meaning("reading the card failed", _CARD),
    0x47: Meaning("getting a random number failed", _CARD),
    0x60: Meaning("the module failed its self-test and takes no commands", _MODULE),
    0x66: Meaning("the module is not authorised", _MODULE),
}

_ONLY_FOR = {CARD_FOUND: FIND, NOT_FOUND: FIND, NOT_SELECTED: SELECT, NOT_ON_CARD: NEW_ADDRESS}
_ADDRESS_BYTES = 70
_MODULE_ID_BYTES = 16
_SELECT_BYTES = 8
_LABEL = re.compile(r"(\d+)\.(\d+)-(\d+)-(\d+)-(\d+)", re.ASCII)


def meaning(sw3: int) -> Meaning:
    return SW3.get(sw3, _UNLISTED)


def answers(command: bytes, reply: Reply) -> bool:
    """Whether `reply` can be the answer to `command`.

    Replies do not name their command: a late one of an earlier command is told apart by its code and by the shape of
    its data.
    """
    if reply.sw3 in _ONLY_FOR:
        return _ONLY_FOR[reply.sw3] == command
    return reply.sw3 != OK or _fits(command, reply.data)


def _fits(command: bytes, data: bytes) -> bool:
    if command in {READ, READ_WITH_PRINTS}:
        return split(command, data) is not None
    if command == NEW_ADDRESS:
        return len(data) > 0 and len(data) % _ADDRESS_BYTES == 0
    return command != FIND and len(data) == {SELECT: _SELECT_BYTES, MODULE_ID: _MODULE_ID_BYTES}.get(command, 0)


@dataclass(frozen=True)
class Content:
    """What a read brings from a card."""

    text: bytes = field(repr=False)
    photo: bytes = field(repr=False)
    prints: bytes = field(default=b"", repr=False)


def split(command: bytes, data: bytes) -> Content | None:
    """The parts of a read, by the lengths in front of them; None when the lengths do not add up."""
    count = 3 if command == READ_WITH_PRINTS else 2
    sizes = [int.from_bytes(data[2 * i : 2 * i + 2], "big") for i in range(count)]
    if len(data) != 2 * count + sum(sizes):
        return None
    ends = [2 * count + sum(sizes[: i + 1]) for i in range(count)]
    return Content(*(data[end - size : end] for end, size in zip(ends, sizes, strict=True)))


def join(command: bytes, content: Content) -> bytes:
    """The data of a read's reply: for emulated devices."""
    parts = (content.text, content.photo, content.prints)[: 3 if command == READ_WITH_PRINTS else 2]
    return b"".join(len(part).to_bytes(2, "big") for part in parts) + b"".join(parts)


def module_id(data: bytes) -> str:
    """The module's number as it is printed on its label, such as 05.01-20230101-0001234567-0089012345."""
    kind, version = (int.from_bytes(data[at : at + 2], "little") for at in (0, 2))
    day, first, second = (int.from_bytes(data[at : at + 4], "little") for at in (4, 8, 12))
    return f"{kind:02}.{version:02}-{day:08}-{first:010}-{second:010}"


def module_number(label: str) -> bytes:
    """The reverse: the 16 bytes of a number as it is printed; empty when that is none."""
    parts = _LABEL.fullmatch(label.strip())
    if parts is None:
        return b""
    numbers = [int(part) for part in parts.groups()]
    try:
        return b"".join(one.to_bytes(size, "little") for one, size in zip(numbers, (2, 2, 4, 4, 4), strict=True))
    except OverflowError:
        return b""
