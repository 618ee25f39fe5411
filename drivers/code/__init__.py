"""QR and bar-code scanners: what the code holds, whoever read it."""

from dataclasses import dataclass, field
from typing import Protocol

from drivers import Sensor


@dataclass(frozen=True)
class Code:
    """One code that was shown. It may be a resident's: neither its bytes nor its text appear in a repr."""

    data: bytes = field(repr=False)
    text: str = field(repr=False)  # by the charset policy: strict UTF-8, else strict GB 18030, else ""
    symbology: str = "unknown"  # XFS4IoT BarcodeReader words: qrCode, code128, …; serial scanners rarely tell


class CodeReader(Sensor[Code], Protocol):
    """A scanner, or a camera that looks for codes. A code that stays in view is returned once."""


def text_of(data: bytes) -> str:
    """The text of a code's bytes: strict UTF-8, else strict GB 18030, else empty.

    QR codes and serial scanners carry no mark of their charset. The order is nearly always right; a few very short
    GB 18030 texts (联通 is the known one) are valid UTF-8 as well, and are taken for it.
    """
    for charset in ("utf-8", "gb18030"):
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            continue
    return ""
