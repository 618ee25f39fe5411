"""What slips and pages have in common on their way to paper."""

from dataclasses import dataclass
from typing import ClassVar

from drivers import Fate
from drivers.document import Document
from drivers.page import PagePrinter
from drivers.receipt import ReceiptPrinter
from kiosk.documents.pdf import pdf_of
from kiosk.documents.training import for_training, page_for_training
from kiosk.step import FinalJob, Scene
from kiosk.storage.journal import Ending
from kiosk.texts import Words


@dataclass(frozen=True)
class OnPaper(FinalJob[Fate]):
    """Puts something on paper. What has an end that is not known is never printed again by itself."""

    repeatable: ClassVar[bool] = False

    def note(self) -> dict[str, str]:
        """Nothing: a document tells who it is for."""
        return {}

    def ending(self, answer: Fate) -> Ending:
        return Ending.DONE if answer is Fate.CONFIRMED else Ending.UNKNOWN


@dataclass(frozen=True)
class PrintSlip(OnPaper):
    """Prints one document on the roll."""

    to: ClassVar[str] = "receipt"
    patience: ClassVar[float] = 45.0

    def document(self, words: Words) -> Document:
        raise NotImplementedError

    def run(self, resource: ReceiptPrinter, scene: Scene) -> Fate:
        document = self.document(scene.words)
        return resource.print(for_training(document, scene.words) if scene.training else document)


@dataclass(frozen=True)
class PrintPage(OnPaper):
    """Prints HTML on A4. It is made a PDF on the printer's own thread: that takes seconds."""

    to: ClassVar[str] = "page"
    patience: ClassVar[float] = 150.0  # a laser warms up; the driver gives a page up earlier

    def html(self, words: Words) -> str:
        raise NotImplementedError

    def run(self, resource: PagePrinter, scene: Scene) -> Fate:
        html = self.html(scene.words)
        return resource.print(pdf_of(page_for_training(html, scene.words) if scene.training else html))
