"""Who stands at the terminal, as far as the terminal needs to know."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """A resident whom the platform has recognised. The card's own text is gone by now.

    `token` is the platform's short-lived name for this person in this visit; requests carry it instead of the number.
    """

    token: str = field(repr=False)
    masked_name: str = field(repr=False)  # 王*明
    masked_number: str = field(repr=False)  # 210381********002X
