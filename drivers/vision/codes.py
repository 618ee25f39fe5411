"""Codes in grey pictures, as bytes and text. What cannot be read without doubt is not read.

zxing-cpp does the reading. Its raw bytes are taken and not its text, because it guesses unmarked charsets.
A second library is not asked: of the bench's pictures that stay unread pyzbar reads none as they are and 2 in 22 after
our views, for ten times the time; and it returns wrong texts for Chinese, which it takes for Japanese.
"""

from collections.abc import Sequence

import zxingcpp

from drivers.code import Code, text_of
from drivers.vision import Grey
from drivers.vision.views import VIEWS, View

SYMBOLOGIES = {  # XFS4IoT's words
    "qrCode": zxingcpp.BarcodeFormat.QRCode,
    "dataMatrix": zxingcpp.BarcodeFormat.DataMatrix,
    "pdf417": zxingcpp.BarcodeFormat.PDF417,
    "aztec": zxingcpp.BarcodeFormat.Aztec,
    "code128": zxingcpp.BarcodeFormat.Code128,
    "code39": zxingcpp.BarcodeFormat.Code39,
    "ean13": zxingcpp.BarcodeFormat.EAN13,
}
# Asked for QRCode zxing also reads Micro QR, whose checks are too weak for noisy pictures.
NARROWER = {zxingcpp.BarcodeFormat.QRCode: zxingcpp.BarcodeFormat.QRCodeModel2}
# Extended Channel Interpretations (AIM ECI assignments): a code that names its charset is taken at its word.
CHARSETS = {3: "latin-1", 20: "shift_jis", 26: "utf-8", 27: "ascii", 28: "big5", 29: "gb18030", 30: "euc_kr"}
ECI_MARK = b"\\"  # in zxing's hexadecimal text "]Q2\000029…": symbology, then the channel's number
DEFAULT = ("qrCode",)


class CodeFinder:
    """Looks for codes in one live picture after the other: each as it is, and in one other view, which changes.

    A code held still is thus seen in every view within `len(VIEWS)` pictures, and no picture costs more than two looks.
    """

    def __init__(self, symbologies: Sequence[str] = DEFAULT) -> None:
        self._symbologies = tuple(symbologies)
        self._turn = 0

    def look(self, grey: Grey) -> list[Code]:
        """The codes in one picture. Any order; empty when none is found this time."""
        if found := read_codes(grey, self._symbologies):
            return found
        view = VIEWS[self._turn]
        self._turn = (self._turn + 1) % len(VIEWS)
        return read_codes(grey, self._symbologies, view)


def read_codes(grey: Grey, symbologies: Sequence[str] = DEFAULT, view: View | None = None) -> list[Code]:
    """The codes in a picture as it is, at any angle, dark on light or light on dark; or in one other view of it."""
    wanted = [SYMBOLOGIES[name] for name in symbologies]
    formats = zxingcpp.BarcodeFormats([NARROWER.get(kind, kind) for kind in wanted])
    hexadecimal = zxingcpp.TextMode.HexECI
    if view is None:
        results = zxingcpp.read_barcodes(grey, formats=formats, text_mode=hexadecimal)
    else:  # already larger than life and never inverted, so these searches would only cost time
        results = zxingcpp.read_barcodes(
            view.of(grey), formats=formats, text_mode=hexadecimal, try_downscale=False, try_invert=False
        )
    return [_code(result) for result in results]


def _code(result: zxingcpp.Barcode) -> Code:
    data = bytes(result.bytes)
    return Code(data, _text(data, bytes.fromhex(result.text)), _symbology(result))


def _text(data: bytes, marked: bytes) -> str:
    """The text by the charset that the code itself names, or by the policy where it names none."""
    channel = marked[4:10]
    if marked[3:4] != ECI_MARK or not channel.isdigit() or data == marked[3:]:
        return text_of(data)
    charset = CHARSETS.get(int(channel))
    try:
        return data.decode(charset) if charset else ""
    except UnicodeDecodeError:
        return ""


def _symbology(result: zxingcpp.Barcode) -> str:
    return next((name for name, known in SYMBOLOGIES.items() if known == result.format), "unknown")
