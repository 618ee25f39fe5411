"""On which paper: an A4 sheet or a slip, each with what speaks for it; a printer that does not work says so."""

from kivy.uix.widget import Widget

from kiosk.services import Reason
from kiosk.steps.finding import ChoosePaper, PaperKind
from screens import tokens
from screens.base import Screen
from screens.parts.box import Column, Row
from screens.parts.button import SECONDARY
from screens.parts.tile import Tile, common_size
from screens.parts.title import title

KINDS = ((PaperKind.PAGE, "page"), (PaperKind.SLIP, "slip"))  # and its picture
TALL = 110.0  # mm of a tile at most


class ChoosePaperScreen(Screen):
    shows = (ChoosePaper,)

    def draw(self, width: float, height: float) -> Widget:
        look, gap = self.look, self.look.mm(tokens.WIDE)
        head = title(look, self.words("choosePaper.title"), width)
        each = (width - gap) // len(KINDS)
        tall = min(look.mm(TALL), height - head.height - gap)
        size = common_size(look, [self.words(f"choosePaper.{kind}") for kind, _ in KINDS], each)
        tiles = [self._tile(kind, icon, each, tall, size) for kind, icon in KINDS]
        return Column(width, head, Row(*tiles, gap=gap, width=width), gap=gap)

    def _tile(self, kind: PaperKind, icon: str, width: float, height: float, size: float) -> Tile:
        works = kind in self.stage.services.papers
        note = self.words(f"choosePaper.{kind}_more" if works else f"why.{Reason.NO_PRINTER}")
        press = self.answers(kind) if works else None
        name = self.words(f"choosePaper.{kind}")
        return Tile(self.look, icon, name, note, press, width=width, height=height, kind=SECONDARY, size=size)
