"""A document in the printer's own font, for printers that hold the characters; a block it cannot show is drawn.

Faster than a picture on a slow serial line. Names with rare characters always become pictures.
"""

from collections.abc import Iterator

from drivers.document import Big, Block, Check, Document, QrCode, Row, Rule, Ruler, Size, Text, Title
from drivers.drawing import draw
from drivers.drawing.lines import wrap
from drivers.protocols.escpos import Profile
from drivers.protocols.escpos_text import columns, encode
from drivers.receipt import _library
from drivers.receipt._picture import raster

COLUMN_DOTS = 12  # width of a Latin character in font A; a Chinese one takes two
LABEL_COLUMNS = 10
QR_MODULE_DOTS = 5
LEFT, CENTRED = b"\x1ba\x00", b"\x1ba\x01"
BOLD, LIGHT = b"\x1bE\x01", b"\x1bE\x00"


def chunks(document: Document, width_dots: int, profile: Profile) -> Iterator[bytes]:
    """The document as text commands, block by block, each in the printer's font or as a picture."""
    for block in document.blocks:
        text = _block(block, width_dots // COLUMN_DOTS, profile)
        if text is None:
            yield from raster(draw(Document(document.kind, (block,)), width_dots))
        else:
            yield text


def _block(block: Block, width: int, profile: Profile) -> bytes | None:
    """The commands for one block, or None when it must be drawn."""
    match block:
        case Title():
            return _text(block.text, width, profile, times=2, centred=True, bold=True)
        case Big():
            return _text(block.text, width, profile, times=min(6, width // max(1, columns(block.text))), centred=True)
        case Text():
            times = 2 if block.size is Size.LARGE else 1
            return _text(block.text, width, profile, times=times, centred=block.centred, bold=block.bold)
        case Row():
            return _row(block, width, profile)
        case Check():
            note = f"\n{block.note}" if block.note else ""
            return _hanging("□", f"{block.text}{note}", 3, width, profile)
        case QrCode():
            return _qr(block, width, profile)
        case Rule():
            return LEFT + b"-" * width + b"\n"
        case Ruler():
            return None


def _text(
    text: str, width: int, profile: Profile, *, times: int = 1, centred: bool = False, bold: bool = False
) -> bytes | None:
    """A paragraph in letters `times` as high and wide; None when they do not fit or are not in the font."""
    if times < 1:
        return None
    coded = _lines(wrap(text, width // times, columns), profile)
    if coded is None:
        return None
    look = (CENTRED if centred else LEFT) + (BOLD if bold else LIGHT) + bytes((0x1D, 0x21, (times - 1) * 0x11))
    return look + coded + LEFT + LIGHT + b"\x1d!\x00"


def _row(block: Row, width: int, profile: Profile) -> bytes | None:
    return _hanging(block.label, block.value, max(LABEL_COLUMNS, columns(block.label) + 2), width, profile)


def _hanging(head: str, body: str, indent: int, width: int, profile: Profile) -> bytes | None:
    """A head, and beside it a body that wraps below itself."""
    if indent > width // 2:
        return None
    first, *rest = wrap(body, width - indent, columns)
    lines = [head + " " * (indent - columns(head)) + first, *(" " * indent + line for line in rest)]
    coded = _lines(lines, profile)
    return None if coded is None else LEFT + coded


def _lines(lines: list[str], profile: Profile) -> bytes | None:
    coded = [encode(line, profile.charset) for line in lines]
    if any(line is None for line in coded):
        return None
    return b"".join(line + b"\n" for line in coded if line is not None)


def _qr(block: QrCode, width: int, profile: Profile) -> bytes | None:
    """By GS ( k, where the model has it, and the data holds nothing that would be obeyed in real time."""
    caption = _text(block.caption, width, profile, centred=True) if block.caption else b""
    if caption is None or not profile.qr or not block.data.isprintable():
        return None
    printer = _library.dummy()
    printer.qr(block.data, native=True, size=QR_MODULE_DOTS)
    return CENTRED + printer.output + b"\n" + LEFT + caption
