"""Check characters of identity numbers: GB 11643 (18 characters) and the foreigner's 15-character number of 2017.

Only the arithmetic: birthplaces and birthdays are not judged, for the lists of counties in libraries are never
complete (numbers of Hong Kong, Macao and Taiwan, of dissolved counties and of foreigners are all in use).
"""

import re

from stdnum.iso7064 import mod_11_2

_EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
_FIFTEEN = re.compile(r"[A-Z]{3}[0-9]{12}")


def valid_number(number: str) -> bool:
    """Whether 18 characters carry the right check character: ISO 7064 MOD 11-2, as GB 11643 asks."""
    return _EIGHTEEN.fullmatch(number) is not None and mod_11_2.is_valid(number)


def check_character(first17: str) -> str:
    """The 18th character for the first 17 digits."""
    return mod_11_2.calc_check_digit(first17)


def valid_old_foreigner_number(number: str) -> bool:
    """Whether the 15 characters of a foreigner's card of 2017 end in the right digit.

    Three letters of the nationality and eleven digits, weights 7, 3, 1 repeating, A = 10 … Z = 35, sum modulo 10.
    """
    return _FIFTEEN.fullmatch(number) is not None and old_foreigner_check_digit(number[:14]) == number[14]


def old_foreigner_check_digit(first14: str) -> str:
    """The 15th character for the first 14."""
    return str(sum(int(letter, 36) * (7, 3, 1)[place % 3] for place, letter in enumerate(first14)) % 10)
