"""The records of a social-security card (社会保障卡), both ways: EF05 of the issuer, EF06 of the holder.

Sources: the record identifiers, lengths and forms are those that published programs of several makers of readers
agree on, for cards of the versions 1.0 and 2.0 (LD/T 32); they have not been tried here on issued cards, and are
therefore data (`social_card.toml`). Cards of version 3.0 may keep EF06 behind a key that only a security module (PSAM)
has; such a card answers that a key is needed. Errors name fields, never what stands in them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from drivers.protocols.gb11643 import valid_number
from drivers.protocols.iso7816 import BY_FILE, BY_IDENTIFIER, BY_NAME, READ_RECORD, SELECT, Command
from drivers.protocols.social_card_layout import NEEDED, Form, Layout, Record
from drivers.smartcard import SocialCard

_EIGHT_DIGITS = re.compile("[0-9]{8}")
_CITIZEN = re.compile("[0-9]{17}[0-9X]")  # and permits and permanent residence cards that are numbered so
_OTHER = re.compile("[A-Z]{3}[0-9A-Z]{2,15}")  # a foreigner's: the country in three letters, then a document's number
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ufffd]")
_DECIDING = NEEDED | {"valid_until"}  # None would mean that it never ends
_NO_DATE = {"", "00000000"}


class UnreadableCardError(ValueError):
    """The records do not make a card."""


def select_application(layout: Layout) -> Command:
    return Command(SELECT, BY_NAME, 0, layout.application)


def select_file(identifier: int) -> Command:
    return Command(SELECT, BY_FILE, 0, identifier.to_bytes(2, "big"))


def read_record(record: Record) -> Command:
    """A record comes with its identifier and its length before it."""
    return Command(READ_RECORD, record.identifier, BY_IDENTIFIER, expect=record.size + 2)


def value_of(record: Record, data: bytes) -> bytes:
    """The record's value without identifier and length. Raises UnreadableCardError when it is another record."""
    if len(data) >= 2 and data[0] == record.identifier and data[1] == len(data) - 2:
        data = data[2:]
    if len(data) > record.size:
        raise UnreadableCardError(f"{record.field} is too long")
    return data


def decode(values: Iterator[tuple[Record, bytes]]) -> SocialCard:
    """The card whose records have these values. Raises UnreadableCardError.

    Only what decides is asked for in earnest: the two numbers, the name, the end of validity. Anything else that
    cannot be read is left empty.
    """
    joined: dict[str, tuple[Form, bytes]] = {}
    for record, value in values:
        before = joined.get(record.field, (record.form, b""))[1]
        joined[record.field] = record.form, _bare(before) + value
    return _checked({field: _read(form, field, value) for field, (form, value) in joined.items()})


def encode(card: SocialCard, record: Record) -> bytes:
    """The record of a card, with identifier and length: for emulated devices. A long name goes on in `name_more`."""
    raw = _WRITE[record.form](getattr(card, record.field))
    filling = b"\x00" if record.form is Form.TEXT else b"\xff"
    value = raw[record.skip : record.skip + record.size].ljust(record.size, filling)
    return bytes((record.identifier, record.size)) + value


def _read(form: Form, field: str, value: bytes) -> str | date | None:
    try:
        return _READ[form](field, value)
    except UnreadableCardError:
        if field in _DECIDING:
            raise
        return None if form is Form.DATE else ""


def _checked(texts: Mapping[str, Any]) -> SocialCard:
    try:
        card = SocialCard(**texts)
    except TypeError as error:
        raise UnreadableCardError("records that every card has are missing") from error
    if not card.name or not card.card_number:
        raise UnreadableCardError("the name or the card's number is empty")
    if not (_CITIZEN.fullmatch(card.number) or _OTHER.fullmatch(card.number)):
        raise UnreadableCardError("the social-security number is none")
    if _CITIZEN.fullmatch(card.number) and not valid_number(card.number):
        raise UnreadableCardError("the number's check character is wrong")
    return card


def _bare(value: bytes) -> bytes:
    """A text without what fills it up."""
    return value.rstrip(b"\x00\x20\xff")


def _text(field: str, value: bytes) -> str:
    try:
        text = _bare(value).decode("gb18030")
    except UnicodeDecodeError:  # the library's error would carry the bytes
        text = "\ufffd"
    if _NO_TEXT.search(text):
        raise UnreadableCardError(f"{field} is not a text")
    return text.strip()


def _digits(field: str, value: bytes) -> str:
    digits = value.hex().rstrip("f")
    if digits and not digits.isdecimal():
        raise UnreadableCardError(f"{field} is not made of digits")
    return digits


def _date(field: str, value: bytes) -> date | None:
    digits = _digits(field, value)
    if digits in _NO_DATE:
        return None
    try:
        if _EIGHT_DIGITS.fullmatch(digits):
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        pass  # a day that no calendar has: told below, without the digits
    raise UnreadableCardError(f"{field} is not a date")


def _hex(_: str, value: bytes) -> str:
    return value.hex().upper() if value.strip(b"\xff\x00") else ""


_READ: Mapping[Form, Callable[[str, bytes], str | date | None]] = {
    Form.TEXT: _text,
    Form.DIGITS: _digits,
    Form.DATE: _date,
    Form.HEX: _hex,
}
_WRITE: Mapping[Form, Callable[[Any], bytes]] = {
    Form.TEXT: lambda text: text.encode("gb18030"),
    Form.DIGITS: lambda digits: bytes.fromhex(digits + "f" * (len(digits) % 2)),
    Form.DATE: lambda day: bytes.fromhex(day.strftime("%Y%m%d")) if day else b"",
    Form.HEX: bytes.fromhex,
}
