"""Names and numbers masked: enough for a person to see that it is they, not enough for a passer-by."""


def masked_name(name: str) -> str:
    """First and last character of a Chinese name, first letter of each word of a Latin one."""
    if name.isascii():
        return " ".join(word[0] + "***" for word in name.split()) or "***"
    if len(name) < 3:
        return name[0] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]


def masked_number(number: str) -> str:
    """The region or nationality in front and the last four characters: 110105********002X."""
    shown = 6 if len(number) == 18 else 3
    return number[:shown] + "*" * (len(number) - shown - 4) + number[-4:]
