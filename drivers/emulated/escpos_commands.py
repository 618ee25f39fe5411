"""An ESC/POS interpreter of its own: bytes in, what the mechanism has to do out. It shares nothing with the driver.

It never fails: what it does not know it records in `unknown` and passes over.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import qrcode
from qrcode.exceptions import DataOverflowError

from drivers.emulated.code_pages import character
from drivers.emulated.escpos_text import CELL, LINE, Dots, Line, Look

ESC, FS, GS, LF, HT = 0x1B, 0x1C, 0x1D, 0x0A, 0x09
UNKNOWN_KEPT = 100
TAB = 8 * CELL // 2
QR_CODE = 49  # cn of GS ( k


@dataclass(frozen=True)
class Rows:
    """Dot lines to burn."""

    rows: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True)
class Cut:
    """The cutter comes down."""


@dataclass(frozen=True)
class Report:
    """An answer that is due in print order: `about` is "paper", "process", "identity" or "changes"."""

    about: str
    value: bytes = b""


Action = Rows | Cut | Report

# How many bytes follow a command of two bytes. Commands with a length of their own are read further below.
_LENGTHS: dict[int, dict[bytes, int]] = {
    ESC: {b"@": 0, b"2": 0, b"c": 2, b"$": 2, b"\\": 2, b"p": 3}
    | {bytes((code,)): 1 for code in b"!-=3EGJMRSTVadt{ r?"},
    FS: {b"&": 0, b".": 0, b"!": 1, b"-": 1, b"W": 1, b"C": 1, b"S": 2},
    GS: {b"L": 2, b"W": 2, b"P": 2, b"$": 2, b"\\": 2} | {bytes((code,)): 1 for code in b"!BHIarbfhwE"},
}


class Incomplete(Exception):  # noqa: N818 - not an error: the rest is on its way
    """The command goes on in bytes that have not come yet."""


class Interpreter:
    """Turns bytes into actions, one command at a time."""

    def __init__(self, width: int) -> None:
        self.unknown: list[bytes] = []
        self._width = width
        self._buffer = bytearray()
        self._initialise()

    def _initialise(self) -> None:
        self._line = Line(self._width)
        self._look, self._align, self._spacing, self._chinese = Look(), 0, LINE, False
        self._page = 0
        self._picture: Dots | None = None  # of GS ( L
        self._qr_size, self._qr_data = 3, b""

    @property
    def waiting(self) -> int:
        """How many bytes are in the buffer."""
        return len(self._buffer)

    def feed(self, data: bytes) -> None:
        self._buffer += data

    def clear(self) -> None:
        """Forget everything that has not been printed."""
        self._buffer.clear()
        self._initialise()

    def next(self) -> tuple[list[Action], bytes] | None:
        """What the next command asks for, and its bytes; None when it has not come completely."""
        try:
            length, execute = self._command()
        except Incomplete:
            return None
        command = bytes(self._buffer[:length])
        del self._buffer[:length]
        return list(execute(command)), command

    def _byte(self, at: int) -> int:
        if at >= len(self._buffer):
            raise Incomplete
        return self._buffer[at]

    def _word(self, at: int, size: int = 2) -> int:
        return sum(self._byte(at + number) << (8 * number) for number in range(size))

    def _command(self) -> tuple[int, Callable[[bytes], Iterator[Action]]]:
        """The length of the next command, and what executes it. Raises Incomplete."""
        first = self._byte(0)
        if first in _LENGTHS:
            length, execute = self._escape(first, self._byte(1))
        elif first >= 0x20:
            length, execute = self._character(first), self._print
        elif first == 0:
            length, execute = len(self._buffer) - len(self._buffer.lstrip(b"\0")), self._control
        else:
            length, execute = 1, self._control
        if length > len(self._buffer):
            raise Incomplete
        return length, execute

    def _escape(self, first: int, second: int) -> tuple[int, Callable[[bytes], Iterator[Action]]]:
        name = bytes((second,))
        match first, name:
            case (29, b"V"):
                return (4 if self._byte(2) in {65, 66, 97, 98, 103, 104} else 3), self._cut
            case (29, b"v"):
                return 8 + self._word(4) * self._word(6), self._raster
            case (29, b"("):
                return 5 + self._word(3), self._function
            case (29, b"8"):
                return 7 + self._word(3, 4), self._function
            case (27, b"*"):
                return 5 + self._word(3) * (3 if self._byte(2) >= 32 else 1), self._not_known
            case _ if name in _LENGTHS[first]:
                return 2 + _LENGTHS[first][name], self._mode
            case _:
                return 2, self._not_known

    def _character(self, first: int) -> int:
        """A Chinese character takes two bytes; a lead byte before a digit is none, as for printers without GB 18030."""
        return 2 if self._chinese and 0x81 <= first <= 0xFE and self._byte(1) >= 0x40 else 1

    def _not_known(self, command: bytes) -> Iterator[Action]:
        if len(self.unknown) < UNKNOWN_KEPT:
            self.unknown.append(command[:8])
        return iter(())

    def _print(self, command: bytes) -> Iterator[Action]:
        """One character: Chinese, or of the code page in force; 437 is the one every printer starts with."""
        chinese = len(command) == 2
        printed = command.decode("gb18030", errors="replace") if chinese else character(self._page, command[0])
        full = self._line.add(printed, CELL if chinese else CELL // 2, self._look)
        if full is not None:
            yield _rows(full)

    def _control(self, command: bytes) -> Iterator[Action]:
        if command[0] == LF:
            yield _rows(self._line.end(self._align, self._spacing))
        elif command[0] == HT:
            self._line.move(TAB - self._line.length % TAB)

    def _mode(self, command: bytes) -> Iterator[Action]:
        value = command[2] if len(command) > 2 else 0
        match command[0], command[1:2]:
            case (27, b"@"):
                self._initialise()
            case (27, b"a"):
                self._align = value % 48 if value % 48 <= 2 else self._align
            case (27, b"E"):
                self._look = replace(self._look, bold=bool(value & 1))
            case (27, b"-"):
                self._look = replace(self._look, underline=bool(value % 48))
            case (27, b"!"):
                self._look = Look(bool(value & 8), bool(value & 128), 1 + (value >> 5 & 1), 1 + (value >> 4 & 1))
            case (29, b"!"):
                self._look = replace(self._look, across=1 + (value >> 4 & 7), down=1 + (value & 7))
            case (27, b"2"):
                self._spacing = LINE
            case (27, b"3"):
                self._spacing = value
            case (27, b"J"):
                yield from self._feed(value)
            case (27, b"d"):
                yield from self._feed(value * self._spacing)
            case (27, b"$"):
                self._line.move(int.from_bytes(command[2:4], "little") - self._line.length)
            case (27, b"\\"):
                self._line.move(int.from_bytes(command[2:4], "little", signed=True))
            case (27, b"t"):
                self._page = value
            case (29, b"L"):
                self._line.set_area(left=int.from_bytes(command[2:4], "little"))
            case (29, b"W"):
                self._line.set_area(width=int.from_bytes(command[2:4], "little"))
            case (28, b"&"):
                self._chinese = True
            case (28, b"."):
                self._chinese = False
            case (29, b"r"):
                yield Report("paper", command[2:])
            case (29, b"I"):
                yield Report("identity", command[2:])
            case (29, b"a"):
                yield Report("changes", command[2:])
            case _:
                return

    def _feed(self, dots: int) -> Iterator[Action]:
        if self._line:
            yield _rows(self._line.end(self._align, 0))
        yield _rows(np.zeros((dots, self._width), np.uint8))

    def _cut(self, command: bytes) -> Iterator[Action]:
        yield from self._feed(command[3] if len(command) == 4 else 0)
        yield Cut()

    def _raster(self, command: bytes) -> Iterator[Action]:
        if command[2:3] not in {b"0", b"\0"}:
            yield from self._not_known(command)
            return
        across, down = 1 + (command[3] & 1), 1 + (command[3] >> 1 & 1)
        wide = int.from_bytes(command[4:6], "little")
        yield from self._dots(_unpacked(command[8:], wide, across, down))

    def _dots(self, dots: Dots) -> Iterator[Action]:
        """A picture, placed by the alignment in force."""
        if not dots.size:
            return
        if self._line:
            yield _rows(self._line.end(self._align, 0))
        left = self._line.left + max(0, self._line.area - dots.shape[1]) * self._align // 2
        yield _rows(np.pad(dots, ((0, 0), (left, 0)))[:, : max(self._width, dots.shape[1])])

    def _function(self, command: bytes) -> Iterator[Action]:
        head = 7 if command[1:2] == b"8" else 5
        kind, body = command[2:3], command[head:]
        match kind, body[:2]:
            case b"L", b"0p":
                size = body[6:10]
                wide = (int.from_bytes(size[:2], "little") + 7) // 8
                self._picture = (
                    _unpacked(body[10:], wide, *(2 if times == 2 else 1 for times in body[3:5])) if wide else None
                )
            case b"L", (b"02" | b"0\x02") if self._picture is not None:
                dots, self._picture = self._picture, None
                yield from self._dots(dots)
            case b"H", b"00":
                yield Report("process", body[2:6])
            case b"k", _ if body[:1] == bytes((QR_CODE,)):
                yield from self._qr(body[1:])
            case _:
                yield from self._not_known(command)

    def _qr(self, body: bytes) -> Iterator[Action]:
        match body[:1]:
            case b"C":
                self._qr_size = min(16, max(1, body[1] if len(body) > 1 else 3))
            case b"P":
                self._qr_data = body[2:]
            case b"Q" if self._qr_data:
                yield from self._dots(_qr_dots(self._qr_data, self._qr_size))
            case _:
                return


def _unpacked(data: bytes, wide: int, across: int, down: int) -> Dots:
    """Packed rows of `wide` bytes as dots."""
    high = len(data) // wide if wide else 0
    packed = np.frombuffer(data[: high * wide], np.uint8).reshape(high, wide)
    return np.unpackbits(packed, axis=1).repeat(across, axis=1).repeat(down, axis=0)


def _qr_dots(data: bytes, size: int) -> Dots:
    code = qrcode.QRCode(border=0, box_size=1)
    code.add_data(data)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):  # more than a code can hold: a printer prints nothing
        return np.zeros((0, 0), np.uint8)
    dots = np.array(code.get_matrix(), np.uint8)
    return dots.repeat(size, axis=0).repeat(size, axis=1)


def _rows(dots: Dots) -> Rows:
    return Rows(tuple(row.tobytes() for row in np.packbits(dots, axis=1)))
