"""The slip printer on the dock: paper comes out, is torn off, runs out; the cover is opened and closed."""

from collections.abc import Hashable
from pathlib import Path

from kivy.graphics import Color, Rectangle
from kivy.uix.widget import Widget
from PIL import Image

from drivers.emulated.paper import Slip
from drivers.emulated.receipt_printer import ReceiptPrinter
from screens import tokens
from screens.dock.section import Desk, Section
from screens.look import Look
from screens.look.palette import rgba
from screens.look.pictures import picture
from screens.parts.box import Column, Ground, Row, Spring
from screens.parts.button import CHOSEN, PRIMARY, SECONDARY, PushButton
from screens.parts.text import Text

BUTTONS = 92.0  # mm: width of the column of buttons
LEAST = 94.0  # mm: height of the window onto the paper
SHORT_ROLL = 400  # dot lines, 5 cm: ends in the middle of a slip


class PrinterSection(Section):
    """`tray` is where slips lie that were torn off: a picture and the bytes of each."""

    role, icon = "receipt", "slip"
    switches = ("mute", "slow", "garbage", "half")  # its answers carry no checksum
    device: ReceiptPrinter

    def __init__(self, desk: Desk, device: ReceiptPrinter, height: float, tray: Path) -> None:
        self._height, self._tray = height, tray
        super().__init__(desk, device)

    def state(self) -> Hashable:
        machine = self.device.machine
        return machine.roll.burnt, len(self.device.slips), machine.paper_out, machine.roll.low, machine.cover_open

    def tells(self) -> str:
        machine = self.device.machine
        if machine.cover_open:
            return self.words("dock.receipt.cover_open")
        if machine.paper_out:
            return self.words("dock.receipt.paper_out")
        if self.device.slips:
            return self.words("dock.receipt.waiting", count=len(self.device.slips))
        if self.device.hanging.height:
            return self.words("dock.receipt.printing")
        return self.words("dock.receipt.paper_low" if machine.roll.low else "dock.receipt.ready")

    def body(self) -> list[Widget]:
        tall = max(self.look.mm(LEAST), self._height)
        wide = self.look.mm(BUTTONS)
        gap = self.look.mm(tokens.TIGHT)
        buttons = Column(wide, *self._buttons(wide), Spring(), gap=gap, height=tall)
        paper = Paper(self.look, self._out(), self.words("dock.receipt.nothing"), self.room - wide - gap, tall)
        return [Row(buttons, paper, gap=gap, width=self.room)]

    def _out(self) -> Image.Image:
        """What is to be seen of the paper: the oldest slip, or the one that is coming out."""
        return self.device.slips[0].picture if self.device.slips else self.device.hanging

    def _buttons(self, wide: float) -> list[PushButton]:
        machine, say = self.device.machine, self.words
        tear = self.tear if self.device.slips else None
        opened, out = machine.cover_open, machine.paper_out
        cover = ("close_cover", self.device.close_cover) if opened else ("open_cover", self.device.open_cover)
        return [
            self.button(say("dock.receipt.tear"), tear, width=wide, kind=PRIMARY),
            self.button(
                say("dock.receipt.new_roll"), self.device.load_roll, width=wide, kind=CHOSEN if out else SECONDARY
            ),
            self.button(say("dock.receipt.short_roll"), lambda: self.device.load_roll(SHORT_ROLL), width=wide),
            self.button(say("dock.receipt.take_roll"), lambda: self.device.load_roll(0), width=wide),
            self.button(say(f"dock.receipt.{cover[0]}"), cover[1], width=wide, kind=CHOSEN if opened else SECONDARY),
        ]

    def tear(self) -> None:
        """Tear off the oldest slip and lay it in the tray."""
        slips = self.device.slips
        if slips:
            self.device.take()
            keep(slips[0], self._tray)


def keep(slip: Slip, tray: Path) -> None:
    """Lay a slip beside those that are there: 01.png as it looks, 01.bin as it was sent."""
    tray.mkdir(parents=True, exist_ok=True)
    number = len(list(tray.glob("*.png"))) + 1
    (tray / f"{number:02}.bin").write_bytes(slip.data)
    slip.picture.save(tray / f"{number:02}.png")


class Paper(Column):
    """A window onto the paper: all of it, as large as it fits."""

    def __init__(self, look: Look, paper: Image.Image, nothing: str, width: float, height: float) -> None:
        there = paper.height > 0
        words = [] if there else [Spring(), Text(look, nothing, colour=tokens.SOFT), Spring()]
        super().__init__(width, *words, height=height, align="center")
        self.ground = Ground(look, self, tokens.OFF, tokens.LINE)
        self.pad = look.mm(tokens.TIGHT * 1.5)
        if there:
            with self.canvas:
                Color(*rgba(tokens.WHITE))
                self.sheet = Rectangle(texture=picture(_with_margin(paper)))
            self.bind(pos=self._place, size=self._place)
            self._place()

    def _place(self, *_: object) -> None:
        """From the top downwards: that is how paper comes out of a printer that is looked at."""
        wide, tall = self.sheet.texture.size
        zoom = min((self.width - 2 * self.pad) / wide, (self.height - 2 * self.pad) / tall, 1.0)
        self.sheet.size = wide * zoom, tall * zoom
        self.sheet.pos = self.center_x - wide * zoom / 2, self.top - self.pad - tall * zoom


def _with_margin(paper: Image.Image) -> Image.Image:
    """The blank margins that the head cannot reach: 4 mm of 80 on either side."""
    margin = paper.width // 18
    whole = Image.new("L", (paper.width + 2 * margin, paper.height + margin), 255)
    whole.paste(paper.convert("L"), (margin, margin // 2))
    return whole
