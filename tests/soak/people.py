"""Marked people: their names and numbers share a beginning that stands nowhere else, so that one search finds any."""

from datetime import date

from drivers.card import Card, CardKind
from drivers.protocols.gb11643 import check_character

SURNAME = "验访"
AREA = "110105"
BORN = date(1949, 12, 31)
MARKS = {"name": f"{SURNAME}甲", "number": f"{AREA}1949"}
_LETTERS = "子丑寅卯辰巳午未申酉"


def person(serial: int) -> Card:
    """An invented person of their own for each serial below 120,000."""
    month, day, order = serial // 10_000 + 1, serial // 1000 % 10 + 10, serial % 1000
    first17 = f"{MARKS['number']}{month:02}{day:02}{order:03}"
    name = MARKS["name"] + "".join(_LETTERS[int(digit)] for digit in f"{serial:06}")
    return Card(
        CardKind.CITIZEN, first17 + check_character(first17), name, "2", date(1949, month, day), date(2020, 1, 1), None
    )
