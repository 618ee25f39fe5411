"""Steps on the way to an item, and its guide."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from drivers import Fate
from drivers.document import Document
from kiosk.catalogue.catalogue import Catalogue
from kiosk.documents.guide import guide_slip
from kiosk.documents.guide_page import guide_page
from kiosk.model.catalogue import Dictionaries, Item
from kiosk.step import Question, Step
from kiosk.steps.printing import PrintPage, PrintSlip
from kiosk.texts import Words


@dataclass(frozen=True)
class ChooseGroup(Question[str]):
    """Themes or departments, with how many items each has; answered with the group's code."""

    patience: ClassVar[float] = 90.0
    catalogue: Catalogue = field(repr=False)
    by: str  # "user_topic_type", "corp_topic_type" or "department"


@dataclass(frozen=True)
class ChooseItem(Question[Item]):
    """The items of one group; or those for which a time can be booked in a hall."""

    patience: ClassVar[float] = 90.0
    catalogue: Catalogue = field(repr=False)
    by: str
    group: str


@dataclass(frozen=True)
class Search(Question[Item]):
    """Search as you type, by Chinese, pinyin, initials or what people call it; before that, what most come for."""

    patience: ClassVar[float] = 120.0
    catalogue: Catalogue = field(repr=False)
    frequent: tuple[Item, ...] = field(default=(), repr=False)


class GuideWish(StrEnum):
    TICKET = "ticket"
    BOOK = "book"
    PRINT = "print"
    TAKE_ALONG = "takeAlong"
    CHECKLIST = "checklist"


@dataclass(frozen=True)
class ShowGuide(Question[GuideWish]):
    """The whole guide of one item, and what can be done with it here and now."""

    patience: ClassVar[float] = 180.0
    item: Item
    catalogue: Catalogue = field(repr=False)


@dataclass(frozen=True)
class Checklist(Question[GuideWish]):
    """What to bring, to tick off: can it be finished today with what is in my hand? Answered with what to do next."""

    patience: ClassVar[float] = 180.0
    item: Item
    catalogue: Catalogue = field(repr=False)


@dataclass(frozen=True)
class TakeAlong(Step[Any]):
    """The guide as a QR code for the phone."""

    patience: ClassVar[float] = 90.0
    item: Item


@dataclass(frozen=True)
class PrintGuide(PrintSlip):
    """The guide and its check list on paper."""

    patience: ClassVar[float] = 60.0
    returns: ClassVar[bool] = True
    item: Item
    dictionaries: Dictionaries = field(repr=False)

    def document(self, words: Words) -> Document:
        return guide_slip(self.item, self.dictionaries, words)


@dataclass(frozen=True)
class PrintGuidePage(PrintPage):
    """The same on A4, in larger letters."""

    returns: ClassVar[bool] = True
    item: Item
    dictionaries: Dictionaries = field(repr=False)

    def html(self, words: Words) -> str:
        return guide_page(self.item, self.dictionaries, words)


class PaperKind(StrEnum):
    """What a guide can be printed on, by the role of its printer."""

    PAGE = "page"
    SLIP = "receipt"


@dataclass(frozen=True)
class ChoosePaper(Question[PaperKind]):
    """A4 or a slip, where the terminal has a printer for each."""


@dataclass(frozen=True)
class GuidePrinted(Step[PaperKind | None]):
    """Take your paper; or why there is none. `trouble` is None when it came out as far as the printer can tell.

    Answered with what to print on instead, or with None to go on.
    """

    patience: ClassVar[float] = 20.0
    warns: ClassVar[bool] = False
    fate: Fate | None
    trouble: Exception | None = None
    paper: PaperKind = PaperKind.SLIP
