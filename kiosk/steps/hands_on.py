"""Steps of the interactive tests (UnifiedPOS, CheckHealth interactive): a technician says what is seen and heard."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from drivers import Fate
from drivers.code import Code
from drivers.document import Document
from kiosk.documents.hands_on import code_sheet
from kiosk.documents.test_page import test_page
from kiosk.documents.test_slip import test_slip
from kiosk.health.model import Verdict
from kiosk.step import Job, Scene, Step
from kiosk.steps.printing import PrintPage, PrintSlip
from kiosk.texts import Words

PATIENCE = 600.0  # seconds: a technician has hands in the machine


@dataclass(frozen=True)
class Seen:
    """What the technician says of a test. A test that was broken off is UNKNOWN, and never passed."""

    verdict: Verdict
    detail: str = ""


@dataclass(frozen=True)
class HandsOn(Step[Seen]):
    """One interactive test."""

    patience: ClassVar[float] = PATIENCE
    styled: ClassVar[bool] = False


@dataclass(frozen=True)
class TouchGrid(HandsOn):
    """Every cell that is pressed turns green, and the way of the finger is drawn."""


@dataclass(frozen=True)
class DeadPixels(HandsOn):
    """Whole screens of one colour, one after the other."""


@dataclass(frozen=True)
class Colours(HandsOn):
    """Bars of colour and steps of grey, side by side."""


@dataclass(frozen=True)
class LookAtCamera(HandsOn):
    """The live picture of a camera, with a figure of its sharpness."""

    role: str


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True)
class Listen(Step[Seen | Side]):
    """Which side is heard; answered with a side that is to be played, too."""

    patience: ClassVar[float] = PATIENCE
    styled: ClassVar[bool] = False
    played: frozenset[Side] = frozenset()


@dataclass(frozen=True)
class PlaySide(Job[None]):
    """A tone from one loudspeaker, or from both."""

    to: ClassVar[str] = "sound"
    side: Side

    def run(self, resource: Any, scene: Scene) -> None:
        del scene
        resource.play_side(self.side)


class SheetWish(StrEnum):
    PRINT = "print"


@dataclass(frozen=True)
class ScanSheet(Step[Code | Seen | SheetWish]):
    """Codes of growing difficulty, on the screen or on paper, held before the scanner."""

    patience: ClassVar[float] = PATIENCE
    styled: ClassVar[bool] = False
    texts: tuple[str, ...]
    read: frozenset[str]
    other: bool = False  # the last one that was read is not of the sheet
    can_print: bool = False

    @property
    def listens(self) -> frozenset[str]:
        return frozenset({"code"})


@dataclass(frozen=True)
class LookAtSlip(HandsOn):
    """Is on the test slip what should be there?"""

    fate: Fate


@dataclass(frozen=True)
class LookAtPage(HandsOn):
    """The same for the test page."""

    fate: Fate


@dataclass(frozen=True)
class PrintTestPage(PrintPage):
    """The test page, to be looked at."""

    terminal: str

    def html(self, words: Words) -> str:
        return test_page(self.terminal, datetime.now(UTC).astimezone(), words)


@dataclass(frozen=True)
class PrintTest(PrintSlip):
    """The test slip, to be looked at."""

    terminal: str

    def document(self, words: Words) -> Document:
        return test_slip(self.terminal, datetime.now(UTC).astimezone(), words)


@dataclass(frozen=True)
class PrintCodes(PrintSlip):
    """The sheet of codes on paper."""

    def document(self, words: Words) -> Document:
        return code_sheet(words)
