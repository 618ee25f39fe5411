"""Smartcard readers: what a social-security card says, whoever made the reader."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Protocol

from drivers import Sensor


@dataclass(frozen=True)
class SocialCard:
    """What the chip of a social-security card (社会保障卡) gives without a key. Its repr shows nothing of a person.

    What a card does not have is empty, or None. `number` is the social-security number, which for citizens is the
    number of their ID card; `card_number` is what is printed on the card.
    """

    kind: ClassVar[str] = "socialCard"

    number: str = field(repr=False)  # 社会保障号码
    name: str = field(repr=False)
    card_number: str = field(repr=False)  # 卡号
    card_id: str = field(default="", repr=False)  # 卡识别码, hexadecimal; the first six digits are the issuing area
    card_class: str = ""  # 卡类别: "3" and the like
    version: str = ""  # 规范版本: "1.00", "2.00", "3.00"
    issuer: str = field(default="", repr=False)  # 初始化机构编号, hexadecimal
    issued: date | None = field(default=None, repr=False)
    valid_until: date | None = field(default=None, repr=False)  # None: the card names no end
    sex: str = field(default="", repr=False)  # GB/T 2261.1: 1 male, 2 female
    nation: str = field(default="", repr=False)  # two digits
    birth_place: str = field(default="", repr=False)  # six digits of GB/T 2260
    birth: date | None = field(default=None, repr=False)

    def expired(self, today: date) -> bool:
        return self.valid_until is not None and self.valid_until < today


class SmartcardReader(Sensor[SocialCard], Protocol):
    """A reader of chip cards, with contacts or without.

    `poll` raises DeviceError with INVALID_MEDIA (unreadable), MEDIA_REMOVED (pulled while it was read) or
    UNSUPPORTED_MEDIA (a card of another kind) when the resident must try again.
    """
