"""The radar module HLK-LD2410 and its relations B and C: reports that come by themselves, and commands.

After Hi-Link's "HLK-LD2410 Serial communication protocol" V1.02, sections 2.1 to 2.3. A report is `F4 F3 F2 F1 |
length, 2 bytes | 02 (or 01 with more figures) | AA | data | 55 00 | F8 F7 F6 F5`, ten times a second; a command and
its acknowledgement are `FD FC FB FA | length | command, 2 bytes | data | 04 03 02 01`. All numbers are low byte first.
There is no checksum: a frame is believed when everything that is always the same in it is right.
"""

from dataclasses import dataclass

REPORT, COMMAND = b"\xf4\xf3\xf2\xf1", b"\xfd\xfc\xfb\xfa"
_ENDS = {REPORT: b"\xf8\xf7\xf6\xf5", COMMAND: b"\x04\x03\x02\x01"}
HEAD = 6  # bytes of header and length
LONGEST = 64  # bytes of content; the longest known, an engineering report, has 35
BAUDRATES = (256000, 460800, 230400, 115200, 57600, 38400, 19200, 9600)  # the first is as the maker delivers it

CONFIGURE = b"\xff\x00\x01\x00"  # no command is heard before it
LEAVE = b"\xfe\x00"  # ends that; reports go on
FIRMWARE = b"\xa0\x00"

_BASIC, _MARK, _TAIL = {1, 2}, 0xAA, b"\x55\x00"
MOVING, STILL = 1, 2  # bits of the target's state
_MEASURING = {4, 5, 6}  # of the background noise: under way, done, failed


@dataclass(frozen=True)
class Report:
    """What the radar sees. Distances in centimetres; they mean something only for a target that is there."""

    moving: bool = False
    still: bool = False
    moving_cm: int = 0
    still_cm: int = 0
    measuring: bool = False  # it is busy with its surroundings, and cannot tell

    def within(self, reach: int) -> bool | None:
        """Whether anybody is nearer than `reach` centimetres."""
        if self.measuring:
            return None
        return (self.moving and self.moving_cm <= reach) or (self.still and self.still_cm <= reach)


class Frames:
    """Takes bytes as they arrive and gives the content of sound frames, each with its kind of header.

    What cannot become a frame gives up only its first byte: a sound frame that began inside it is still found.
    """

    def __init__(self) -> None:
        self._bytes = b""

    def clear(self) -> None:
        self._bytes = b""

    def feed(self, data: bytes) -> list[tuple[bytes, bytes]]:
        self._bytes += data
        found: list[tuple[bytes, bytes]] = []
        while (size := self._size()) is not None:
            if size:
                found.append((self._bytes[:4], self._bytes[HEAD : size - 4]))
            self._bytes = self._bytes[size or 1 :]
        return found

    def _size(self) -> int | None:
        """How long the frame is that begins here; 0: none does; None: nobody can tell yet."""
        head = self._bytes[:4]
        if not any(header.startswith(head) for header in _ENDS):
            return 0
        if len(self._bytes) < HEAD:
            return None
        length = int.from_bytes(self._bytes[4:HEAD], "little")
        size = HEAD + length + 4
        if length > LONGEST:
            return 0
        if len(self._bytes) < size:
            return None
        return size if self._bytes[size - 4 : size] == _ENDS[head] else 0


def parse_report(content: bytes) -> Report | None:
    """The report in a frame; None when it is none."""
    if len(content) < 13 or content[0] not in _BASIC or content[1] != _MARK or content[-2:] != _TAIL:
        return None
    state = content[2]
    if state > MOVING | STILL:
        return Report(measuring=True) if state in _MEASURING else None
    moving_cm, still_cm = (int.from_bytes(content[at : at + 2], "little") for at in (3, 6))
    return Report(bool(state & MOVING), bool(state & STILL), moving_cm, still_cm)


def report_frame(report: Report) -> bytes:
    """A report as the radar sends it: for emulated devices."""
    state = 4 if report.measuring else report.moving * MOVING | report.still * STILL
    data = (
        bytes((2, _MARK, state))
        + report.moving_cm.to_bytes(2, "little")
        + bytes((60 * report.moving,))
        + report.still_cm.to_bytes(2, "little")
        + bytes((60 * report.still,))
        + max(report.moving_cm, report.still_cm).to_bytes(2, "little")
    )
    return frame(REPORT, data + _TAIL)


def command(content: bytes) -> bytes:
    return frame(COMMAND, content)


def frame(header: bytes, content: bytes) -> bytes:
    return header + len(content).to_bytes(2, "little") + content + _ENDS[header]


def acknowledges(content: bytes, asked: bytes) -> bool:
    """Whether a frame says that a command was carried out."""
    return content[:4] == bytes((asked[0], asked[1] | 1, 0, 0))


def firmware(content: bytes) -> str:
    """The version in the answer to FIRMWARE, such as `V1.07.22091615`; empty when there is none in it."""
    if len(content) < 12:
        return ""
    minor = content[8:12][::-1].hex()
    return f"V{content[7]:x}.{content[6]:02x}.{minor}"
