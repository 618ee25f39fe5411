"""The 256 bytes of text on an ID card (GA/T 490): four layouts, told apart by the character at byte 248, both ways.

Everything here is personal: errors name fields, never what stands in them.
"""

import re
from collections.abc import Mapping
from datetime import date

from drivers.card import Card, CardKind

LENGTH = 256  # bytes, UTF-16LE, padded with spaces
KIND_AT = 248
FOR_EVER = "长期"

_SPACE = " ".encode("utf-16-le")
_EIGHT_DIGITS = re.compile("[0-9]{8}")
_IMPOSSIBLE = re.compile(r"  |[\x00-\x1f\x7f-\x9f]")  # fields are padded at their end and nowhere else

KINDS: Mapping[str, CardKind] = {
    "": CardKind.CITIZEN,
    "J": CardKind.HMT_PERMIT,
    "I": CardKind.FOREIGNER_2017,
    "Y": CardKind.FOREIGNER_2023,
}

# Field and bytes, in their order from byte 0. A field in two places is one text, continued. Names that a Card does
# not have (reissues, office, …) are passed over; "kind" is the character that told the layout.
LAYOUTS: Mapping[CardKind, tuple[tuple[str, int], ...]] = {
    CardKind.CITIZEN: (
        ("name", 30), ("sex", 2), ("nation", 4), ("birth", 16), ("address", 70), ("number", 36), ("issuer", 30),
        ("valid_from", 16), ("valid_until", 16), ("reserved", 28), ("kind", 2), ("reserved", 6),
    ),
    CardKind.HMT_PERMIT: (
        ("name", 30), ("sex", 2), ("reserved", 4), ("birth", 16), ("address", 70), ("number", 36), ("issuer", 30),
        ("valid_from", 16), ("valid_until", 16), ("permit_number", 18), ("times_issued", 4), ("reserved", 6),
        ("kind", 2), ("reserved", 6),
    ),
    CardKind.FOREIGNER_2017: (
        ("name_latin", 120), ("sex", 2), ("number", 30), ("nation", 6), ("name", 30),
        ("valid_from", 16), ("valid_until", 16), ("birth", 16), ("version", 4), ("issuer", 8),
        ("kind", 2), ("reserved", 6),
    ),
    CardKind.FOREIGNER_2023: (
        ("name", 30), ("sex", 2), ("reissues", 4), ("birth", 16), ("name_latin", 70), ("number", 36), ("reserved", 30),
        ("valid_from", 16), ("valid_until", 16), ("name_latin", 22), ("nation", 6), ("kind", 2), ("old_number", 6),
    ),
}  # fmt: skip


class UnreadableTextError(ValueError):
    """The bytes are no text of a card."""


class UnknownKindError(ValueError):
    """A sound text of a kind of card that is not known here: never taken for a citizen's."""


def decode(data: bytes, photo: bytes = b"") -> Card:
    """The card that 256 bytes describe. Its number's check character is not looked at here.

    Raises UnreadableTextError or UnknownKindError. An unknown nation or sex is kept as it stands, an impossible
    birthday is None; an end of validity that cannot be read is an error, for None would mean for ever.
    """
    kind = kind_of(data)
    texts = _texts(data, LAYOUTS[kind])
    if texts["number"].startswith("9") != (kind is CardKind.FOREIGNER_2023) and kind is not CardKind.FOREIGNER_2017:
        raise UnreadableTextError("the number is not one of this kind of card")
    latin = texts.get("name_latin", "")
    return Card(
        kind=kind,
        number=texts["number"].upper(),
        name=texts["name"] or latin,
        sex=texts["sex"],
        birth=_day(texts["birth"]),
        valid_from=_day(texts["valid_from"]),
        valid_until=_end(texts["valid_until"]),
        nation=texts.get("nation", ""),
        address=texts.get("address", ""),
        issuer=texts.get("issuer", ""),
        name_latin=latin,
        permit_number=texts.get("permit_number", ""),
        photo=photo,
    )


def kind_of(data: bytes) -> CardKind:
    """Which layout the bytes follow."""
    if len(data) != LENGTH:
        raise UnreadableTextError(f"{len(data)} bytes of text instead of {LENGTH}")
    kind = KINDS.get(_text(data[KIND_AT : KIND_AT + 2], "kind"))
    if kind is None:
        raise UnknownKindError("the card's type character is not known")
    return kind


def encode(card: Card) -> bytes:
    """The 256 bytes that describe a card: for emulated devices. Raises ValueError when a text is too long."""
    texts = {
        "name": card.name,
        "name_latin": card.name_latin,
        "sex": card.sex,
        "nation": card.nation,
        "birth": _digits(card.birth, ""),
        "address": card.address,
        "number": card.number,
        "issuer": card.issuer,
        "valid_from": _digits(card.valid_from, ""),
        "valid_until": _digits(card.valid_until, FOR_EVER),
        "permit_number": card.permit_number,
        "times_issued": "01",
        "reissues": "00",
        "version": "01",
        "kind": next(letter for letter, kind in KINDS.items() if kind is card.kind),
    }
    left = {name: text.encode("utf-16-le") for name, text in texts.items()}
    layout = LAYOUTS[card.kind]
    data = b"".join(_taken(left, name, size) for name, size in layout)
    if long := {name for name, _ in layout if left.get(name)}:
        raise ValueError(f"too long for a card: {', '.join(sorted(long))}")
    return data


def _texts(data: bytes, layout: tuple[tuple[str, int], ...]) -> dict[str, str]:
    raw: dict[str, bytes] = {}
    start = 0
    for name, size in layout:
        raw[name] = raw.get(name, b"") + data[start : start + size]
        start += size
    return {name: _text(value, name) for name, value in raw.items() if name != "reserved"}


def _text(raw: bytes, name: str) -> str:
    """Decoded without an exception of the codec, which would carry the bytes along."""
    text = raw.decode("utf-16-le", "replace").strip(" \0")
    if "\N{REPLACEMENT CHARACTER}" in text:
        raise UnreadableTextError(f"{name} is not UTF-16")
    if _IMPOSSIBLE.search(text):
        raise UnreadableTextError(f"{name} goes on behind its padding, or holds a control character")
    return text


def _day(digits: str) -> date | None:
    if _EIGHT_DIGITS.fullmatch(digits) is None:
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _end(digits: str) -> date | None:
    day = _day(digits)
    if day is None and digits != FOR_EVER:
        raise UnreadableTextError("valid_until is no day")
    return day


def _digits(day: date | None, otherwise: str) -> str:
    return otherwise if day is None else day.isoformat().replace("-", "")


def _taken(left: dict[str, bytes], name: str, size: int) -> bytes:
    """The next `size` bytes of a field, padded; what does not fit is left for the field's continuation."""
    raw = left.get(name, b"")
    left[name] = raw[size:]
    return raw[:size] + _SPACE * ((size - len(raw[:size])) // len(_SPACE))
