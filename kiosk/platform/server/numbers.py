"""Check digits of the numbers on identity cards."""

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_2

_WEIGHTS = (7, 3, 1)
_HMT = ("81", "82", "83")  # in the place of a region: Hong Kong, Macao, Taiwan


def kind_of(number: str) -> str:
    """The kind of document whose number a social-security number is: a person has one, whatever card is shown."""
    if len(number) == 15:
        return "foreigner2017"
    if number.startswith("9"):
        return "foreigner2023"
    return "hmtPermit" if number.startswith(_HMT) else "citizen"


def plausible(kind: str, number: str) -> bool:
    """Whether a number has the form and the check digit that its kind of card has.

    18 characters: GB 11643, ISO 7064 MOD 11-2; those of foreigners' cards of 2023 begin with 9. 15 characters, on
    foreigners' cards of 2017: weights 7, 3, 1 repeating, letters count from A = 10, sum modulo 10.
    """
    if kind == "foreigner2017":
        return len(number) == 15 and number.isascii() and number.isalnum() and _fifteen(number)
    right_start = number.startswith("9") == (kind == "foreigner2023")
    return len(number) == 18 and number[:17].isdigit() and right_start and _eighteen(number)


def _eighteen(number: str) -> bool:
    try:
        mod_11_2.validate(number)
    except ValidationError:
        return False
    return True


def _fifteen(number: str) -> bool:
    values = [int(character, 36) for character in number]
    total = sum(value * _WEIGHTS[place % 3] for place, value in enumerate(values[:14]))
    return number[14].isdigit() and total % 10 == values[14]
