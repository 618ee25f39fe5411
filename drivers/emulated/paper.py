"""The paper in an emulated receipt printer: dot lines burnt one by one, cut into slips that can be torn off."""

from collections import deque
from dataclasses import dataclass, field

from PIL import Image

SLIPS_KEPT = 20  # that nobody has torn off; older ones fall to the floor
NEAR_END = 800  # dot lines: 10 cm


@dataclass(frozen=True)
class Slip:
    """One piece of paper: what is on it, and the bytes that put it there."""

    picture: Image.Image = field(repr=False)  # "1", as wide as the head, without the paper's blank margins
    data: bytes = field(repr=False)


class Roll:
    """A roll of paper below a head of `width` dots. `left` counts its dot lines; None is a roll without end."""

    def __init__(self, width: int, left: int | None = None) -> None:
        self.width = width
        self.left = left
        self.burnt = 0  # dot lines since the beginning
        self.slips: deque[Slip] = deque(maxlen=SLIPS_KEPT)
        self._rows: list[bytes] = []
        self._data = bytearray()

    @property
    def out(self) -> bool:
        return self.left == 0

    @property
    def low(self) -> bool:
        return self.left is not None and self.left < NEAR_END

    def remember(self, data: bytes) -> None:
        """Bytes that belong to the slip in the making."""
        self._data += data

    def burn(self, row: bytes) -> None:
        """One dot line, cut off or filled up to the head's width."""
        size = (self.width + 7) // 8
        self._rows.append(row[:size].ljust(size, b"\0"))
        self.burnt += 1
        if self.left is not None:
            self.left -= 1

    def cut(self) -> None:
        """What is on the paper becomes a slip; a cut without anything before it makes none."""
        if self._rows:
            self.slips.append(Slip(self.hanging(), bytes(self._data)))
        self._rows, self._data = [], bytearray()

    def hanging(self) -> Image.Image:
        """The paper that hangs out of the printer, not yet cut."""
        size = (self.width, len(self._rows))
        if not self._rows:
            return Image.new("1", size, 1)
        return Image.frombytes("1", size, bytes(255 - byte for byte in b"".join(self._rows)))
