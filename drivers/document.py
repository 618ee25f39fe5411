"""Documents are data: what is on a slip, with no idea of bytes, fonts or printers.

The same document is printed, drawn as a preview, drawn in a test, and spoken. Texts are personal: no repr shows them.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Size(StrEnum):
    """How large a text is. The printer's driver turns it into dots, the preview into millimetres."""

    SMALL = "small"
    NORMAL = "normal"
    LARGE = "large"


@dataclass(frozen=True)
class Title:
    """The heading: centred, large, bold."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class Big:
    """The one thing to read from a distance, such as a ticket's number: centred, as large as the paper allows."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class Text:
    """A paragraph, wrapped at the paper's edge."""

    text: str = field(repr=False)
    size: Size = Size.NORMAL
    centred: bool = False
    bold: bool = False


@dataclass(frozen=True)
class Row:
    """A label on the left and its value on the right; a long value wraps below, indented."""

    label: str = field(repr=False)
    value: str = field(repr=False)


@dataclass(frozen=True)
class Check:
    """An empty box to tick, and what it stands for."""

    text: str = field(repr=False)
    note: str = field(default="", repr=False)


@dataclass(frozen=True)
class QrCode:
    """A QR code, centred, with a caption below it."""

    data: str = field(repr=False)
    caption: str = field(default="", repr=False)


@dataclass(frozen=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True)
class Ruler:
    """A scale of millimetres across the paper, to be held against a real one: it tells missing dots and the size."""


Block = Title | Big | Text | Row | Check | QrCode | Rule | Ruler


@dataclass(frozen=True)
class Document:
    """One slip, from its first line to the cut."""

    kind: str  # "ticket", "appointment", "guide", "test": may be logged
    blocks: tuple[Block, ...] = field(repr=False)
