"""Each kind of block as a strip of paper: the typography of every slip is in this file."""

from collections.abc import Sequence
from dataclasses import dataclass

import qrcode
from PIL import Image, ImageDraw
from qrcode import constants
from qrcode.exceptions import DataOverflowError

from drivers.document import Big, Check, QrCode, Row, Size, Text, Title
from drivers.drawing.ink import INK, PAPER, Style
from drivers.drawing.lines import wrap
from drivers.glyphs import Weight

SIZES_MM = {Size.SMALL: 2.875, Size.NORMAL: 3.5, Size.LARGE: 4.75}
TITLE_MM = 5.0
BIG_MM = 22.0  # at most
NARROW_MM, NARROW = 60.0, 0.93  # paper narrower than this gets slightly smaller letters
LINE_MM = 0.25
RULER_MM = 6.0  # length of the longest mark
MODULE_MM, MODULE_DOTS = 0.625, 3  # of a QR code: as wished, and below which another error correction is better
HALF_EMPTY = tuple("（《〈「『【〔｛")
QUIET = 4  # modules of white round a QR code (ISO/IEC 18004)


@dataclass(frozen=True)
class Sheet:
    """The paper: its printable width, and how many dots make a millimetre."""

    width: int
    per_mm: float

    def dots(self, millimetres: float) -> int:
        return max(1, round(millimetres * self.per_mm))

    def style(self, millimetres: float, weight: Weight = Weight.REGULAR) -> Style:
        narrow = NARROW if self.width / self.per_mm < NARROW_MM else 1
        return Style(self.dots(millimetres * narrow), weight)

    def blank(self, millimetres: float) -> Image.Image:
        return self.strip(self.dots(millimetres))

    def strip(self, height: int) -> Image.Image:
        return Image.new("L", (self.width, max(1, height)), PAPER)


def title(sheet: Sheet, block: Title) -> Image.Image:
    return _lines(sheet, block.text, sheet.style(TITLE_MM, Weight.BOLD), centred=True, below=0.5)


def text(sheet: Sheet, block: Text) -> Image.Image:
    weight = Weight.BOLD if block.bold else Weight.REGULAR
    return _lines(sheet, block.text, sheet.style(SIZES_MM[block.size], weight), centred=block.centred, below=0.5)


def big(sheet: Sheet, block: Big) -> Image.Image:
    """As large as the width allows, measured by its ink: no empty space is kept below digits."""
    style = sheet.style(BIG_MM, Weight.BOLD)
    fitting = round(style.size * min(1, sheet.width * 0.94 / max(1, style.width(block.text))))
    style = Style(fitting, Weight.BOLD)
    if fitting < sheet.dots(SIZES_MM[Size.LARGE]):
        return _lines(sheet, block.text, sheet.style(SIZES_MM[Size.LARGE], Weight.BOLD), centred=True, below=1)
    above, below = style.box(block.text)
    air = sheet.dots(1.75)
    strip = sheet.strip(above + below + 2 * air)
    style.write(ImageDraw.Draw(strip), (sheet.width - style.width(block.text)) / 2, air + above, block.text)
    return strip


def rows(sheet: Sheet, blocks: Sequence[Row]) -> Image.Image:
    """Labels in a column as wide as the widest of them, values in bold beside it, wrapped below themselves."""
    plain = sheet.style(SIZES_MM[Size.NORMAL])
    bold = Style(plain.size, Weight.BOLD)
    column = min(max(plain.width(block.label) for block in blocks), sheet.width * 0.42)
    indent = column + plain.size * 0.75
    cells = [
        (wrap(block.label, column, plain.width), wrap(block.value, sheet.width - indent, bold.width))
        for block in blocks
    ]
    gap = sheet.dots(0.5)
    strip = sheet.strip(sum(max(map(len, cell)) * plain.line + gap for cell in cells))
    top = 0
    for labels, values in cells:
        _write(strip, labels, plain, 0, top)
        _write(strip, values, bold, indent, top)
        top += max(len(labels), len(values)) * plain.line + gap
    return strip


def check(sheet: Sheet, block: Check) -> Image.Image:
    """A box to tick with a pen, its text beside it, and the note in small letters below the text."""
    style, small = sheet.style(SIZES_MM[Size.NORMAL]), sheet.style(SIZES_MM[Size.SMALL])
    indent = round(style.size * 1.55)
    lines = wrap(block.text, sheet.width - indent, style.width)
    notes = wrap(block.note, sheet.width - indent, small.width) if block.note else []
    below = len(lines) * style.line
    strip = sheet.strip(below + len(notes) * small.line + sheet.dots(1))
    _write(strip, lines, style, indent, 0)
    _write(strip, notes, small, indent, below)
    side, top = round(style.size * 1.05), round((style.line - style.size * 1.05) / 2)
    ImageDraw.Draw(strip).rectangle((0, top, side, top + side), outline=INK, width=sheet.dots(LINE_MM))
    return strip


def rule(sheet: Sheet) -> Image.Image:
    air, line = sheet.dots(1.75), sheet.dots(LINE_MM)
    strip = sheet.strip(2 * air + line)
    strip.paste(INK, (0, air, sheet.width, air + line))
    return strip


def ruler(sheet: Sheet) -> Image.Image:
    """A mark for each millimetre, longer ones for five and ten, numbers for centimetres; solid below, for dead dots."""
    style = sheet.style(SIZES_MM[Size.SMALL])
    top, solid = sheet.dots(RULER_MM), sheet.dots(2)
    strip = sheet.strip(top + style.line + solid + sheet.dots(1.75))
    pen, thin = ImageDraw.Draw(strip), max(1, round(sheet.per_mm * LINE_MM))
    for mark in range(int((sheet.width - thin) / sheet.per_mm) + 1):
        x, share = round(mark * sheet.per_mm), 1.0 if mark % 10 == 0 else 0.75 if mark % 5 == 0 else 0.45
        pen.rectangle((x, round(top * (1 - share)), x + thin - 1, top - 1), fill=INK)
        number = str(mark)
        if mark % 10 == 0 and x + style.width(number) < sheet.width:
            style.write(pen, x, top + style.base, number)
    pen.rectangle((0, top + style.line, sheet.width - 1, top + style.line + solid - 1), fill=INK)
    return strip


def qr_code(sheet: Sheet, block: QrCode) -> Image.Image:
    """Modules of whole dots with the quiet zone the standard asks for, and the caption below."""
    code = _code(sheet, block.data)
    caption = _lines(sheet, block.caption, sheet.style(SIZES_MM[Size.SMALL]), centred=True, below=1)
    strip = sheet.strip(code.height + (caption.height if block.caption else 0))
    strip.paste(code, ((sheet.width - code.width) // 2, 0))
    if block.caption:
        strip.paste(caption, (0, code.height))
    return strip


def _code(sheet: Sheet, data: str) -> Image.Image:
    """With medium error correction; with low where the modules would become too small otherwise."""
    for correction in (constants.ERROR_CORRECT_M, constants.ERROR_CORRECT_L):
        modules = _modules(data, correction)
        size = min(sheet.dots(MODULE_MM), sheet.width // modules.width)
        if size >= MODULE_DOTS:
            break
    return modules.resize((modules.width * size, modules.height * size), Image.Resampling.NEAREST)


def _modules(data: str, correction: int) -> Image.Image:
    """One dot per module, quiet zone included."""
    code = qrcode.QRCode(error_correction=correction, border=QUIET, box_size=1)
    code.add_data(data.encode())
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise ValueError("more data than a QR code can hold") from error
    matrix = code.get_matrix()
    picture = Image.new("L", (len(matrix), len(matrix)), PAPER)
    picture.putdata([INK if dark else PAPER for line in matrix for dark in line])
    return picture


def _lines(sheet: Sheet, text: str, style: Style, *, centred: bool, below: float) -> Image.Image:
    lines = wrap(text, sheet.width, style.width)
    strip = sheet.strip(len(lines) * style.line + sheet.dots(below))
    _write(strip, lines, style, 0, 0, centred=centred)
    return strip


def _write(strip: Image.Image, lines: list[str], style: Style, left: float, top: int, *, centred: bool = False) -> None:
    pen = ImageDraw.Draw(strip)
    for number, line in enumerate(lines):
        x = (strip.width - style.width(line)) / 2 if centred else left - _hang(line, style)
        style.write(pen, x, top + number * style.line + style.base, line)


def _hang(line: str, style: Style) -> float:
    """An opening bracket is empty on its left: at the start of a line it is moved out by that, so the edge is even."""
    return style.size * 0.45 if line[:1] in HALF_EMPTY else 0
