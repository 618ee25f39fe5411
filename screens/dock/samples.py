"""What a person can lay on the reader or hold before the scanner: of people who do not exist."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from drivers.card import Card
from drivers.emulated import sample_cards
from drivers.emulated.camera_pictures import LAID
from drivers.emulated.page_view import Pose
from drivers.emulated.sheets import A4, ID_CARD, Sheet
from drivers.emulated.virtual_card import VirtualCard
from drivers.protocols import sam_text
from kiosk.platform.server.e_id import sample_e_id

AN_HOUR = 3600.0  # seconds
TYPE_AT = 248  # where the character for the kind of card stands in its text
HOLDER = 0xEF06  # the file of a social-security card that tells of its holder
NO_KIND = "Z".encode("utf-16-le")  # no standard has it


@dataclass(frozen=True)
class SampleCard:
    """A card, or the bytes of one that no standard knows. `key` names its texts."""

    key: str
    card: Card | bytes = field(repr=False)
    unreadable: bool = False  # its chip is broken


@dataclass(frozen=True)
class SampleSocialCard:
    """A chip card. `key` names its texts."""

    key: str
    card: VirtualCard = field(repr=False)


@dataclass(frozen=True)
class SampleCode:
    """A code, made when it is shown: phones show a new one every minute."""

    key: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class SampleSheet:
    """A sheet of paper or a card, and how it is put down."""

    key: str
    sheet: Sheet
    pose: Pose


def _of_no_kind(card: Card) -> bytes:
    text = sam_text.encode(card)
    return text[:TYPE_AT] + NO_KIND + text[TYPE_AT + len(NO_KIND) :]


def _wrong_number(card: Card) -> Card:
    """The last digit is another one: the check character no longer fits."""
    last = "0" if card.number[-1] != "0" else "1"
    return replace(card, number=card.number[:-1] + last)


def _e_id(age: float = 0.0) -> bytes:
    person = sample_cards.CITIZEN
    return sample_e_id(person.name, person.number, issued=time.time() - age).encode()


CARDS = (
    SampleCard("citizen", sample_cards.CITIZEN),
    SampleCard("rare_name", sample_cards.RARE_NAME),
    SampleCard("expired", sample_cards.EXPIRED),
    SampleCard("hmt_permit", sample_cards.HMT_PERMIT),
    SampleCard("foreigner_2017", sample_cards.FOREIGNER_2017),
    SampleCard("foreigner_2023", sample_cards.FOREIGNER_2023),
    SampleCard("unreadable", sample_cards.CITIZEN, unreadable=True),
    SampleCard("unknown", _of_no_kind(sample_cards.CITIZEN)),
    SampleCard("wrong_number", _wrong_number(sample_cards.CITIZEN)),
)

SOCIAL_CARDS = (
    SampleSocialCard("usual", VirtualCard(sample_cards.SOCIAL)),
    SampleSocialCard("long_name", VirtualCard(sample_cards.SOCIAL_LONG_NAME)),
    SampleSocialCard("expired", VirtualCard(replace(sample_cards.SOCIAL, valid_until=date(2020, 6, 30)))),
    SampleSocialCard("locked", VirtualCard(sample_cards.SOCIAL, locked=frozenset({HOLDER}))),
    SampleSocialCard("unknown", VirtualCard(sample_cards.SOCIAL, blank=True)),
    SampleSocialCard("unreadable", VirtualCard(sample_cards.SOCIAL, silent=True)),
)

CODES = (
    SampleCode("e_id", _e_id),
    SampleCode("old_e_id", lambda: _e_id(AN_HOUR)),
    SampleCode("gbk", lambda: "海城市政务服务".encode("gbk")),
    SampleCode("garbage", lambda: bytes((0xFF, 0x00, 0x9C, 0x81, 0x07, 0xFE, 0xFF, 0x1B))),
)

SHEETS = (
    SampleSheet("a4", A4, LAID),
    SampleSheet("turned", A4, Pose(0.8, turn=93)),
    SampleSheet("card", ID_CARD, Pose(0.35, turn=12)),
    SampleSheet("outside", A4, Pose(place=(0.5, 0.2))),
)
