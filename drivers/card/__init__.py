"""ID-card readers: what a card says, whoever made the reader."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from drivers import Sensor


class CardKind(StrEnum):
    """The cards that carry the SAM text layout (GA/T 490): told apart by the type character at byte 248."""

    CITIZEN = "citizen"  # 居民身份证
    HMT_PERMIT = "hmtPermit"  # 港澳台居民居住证, 'J'
    FOREIGNER_2017 = "foreigner2017"  # 外国人永久居留身份证, 'I'
    FOREIGNER_2023 = "foreigner2023"  # 外国人永久居留身份证 ("five-star card"), 'Y'


@dataclass(frozen=True)
class Card:
    """The text and photo of one card. Everything on it is personal: its repr shows the kind and nothing else."""

    kind: CardKind
    number: str = field(repr=False)
    name: str = field(repr=False)
    sex: str = field(repr=False)  # GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not given
    birth: date | None = field(repr=False)
    valid_from: date | None = field(repr=False)
    valid_until: date | None = field(repr=False)  # None: for ever (长期)
    nation: str = field(default="", repr=False)  # two digits for citizens; three letters of the nationality otherwise
    address: str = field(default="", repr=False)
    issuer: str = field(default="", repr=False)
    name_latin: str = field(default="", repr=False)  # foreigners' cards
    permit_number: str = field(default="", repr=False)  # 通行证号码 on the permit of HK, Macao and Taiwan
    photo: bytes = field(default=b"", repr=False)  # 1024 bytes of WLT, opaque

    def expired(self, today: date) -> bool:
        return self.valid_until is not None and self.valid_until < today


class CardReader(Sensor[Card], Protocol):
    """A reader of contactless ID cards.

    `poll` raises DeviceError with INVALID_MEDIA, MEDIA_REMOVED or UNSUPPORTED_MEDIA when the resident must try again.
    """
