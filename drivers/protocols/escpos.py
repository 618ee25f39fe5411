"""ESC/POS status: questions, what the bits of the answers mean, and how models differ (as data, never as code).

Bits as in Epson's command reference (DLE EOT, GS a, GS r), which Chinese makers follow.
"""

from dataclasses import dataclass
from enum import Flag, auto
from pathlib import Path

from drivers import Fault, Paper, State, Status, profiles
from drivers.settings import between, setting

INITIALISE = b"\x1b@"
ASK_PAPER_IN_ORDER = b"\x1dr\x01"  # GS r 1: answered when everything before it has been processed
REPORT_CHANGES = b"\x1da\x0e"  # GS a: online state, errors and paper, at once and unasked
RECOVER = b"\x10\x05\x02"  # DLE ENQ 2: after a cutter error whose cause is removed; clears the buffers
IDENTITIES = {"firmware": 65, "maker": 66, "model": 67, "serial": 68}  # what GS I is asked for, by its number
CLEAR_BUFFERS = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"  # DLE DC4 8


class Condition(Flag):
    """What a printer says of itself."""

    OFFLINE = auto()
    COVER_OPEN = auto()
    PAPER_OUT = auto()
    PAPER_LOW = auto()
    CUTTER = auto()
    MECHANICAL = auto()  # recoverable: carriage, black mark
    UNRECOVERABLE = auto()
    HOT = auto()  # the head cools down and goes on by itself
    FEEDING = auto()  # someone holds the feed button
    ERROR = auto()
    SLIP_WAITING = auto()  # printed, and nobody has torn it off


NOTHING = Condition(0)


def _whole_bytes(dots: int) -> str | None:
    return None if dots % 8 == 0 and 0 <= dots <= 2048 else "must be a multiple of 8 up to 2048"


def _of_an_answer(bits: int) -> str | None:
    """What is wrong with a mask: bits 1 and 4 must be looked at, or anything would be an answer."""
    return None if 0 <= bits <= 0xFF and bits & 0x12 == 0x12 else "must be a byte with bits 1 and 4, such as 0x13"


@dataclass(frozen=True)
class Profile:
    """How one family of printers differs from the others."""

    makers: tuple[str, ...] = setting((), help="words in the maker that it tells, in small letters")
    paper_in_order: bool = setting(default=True, help="GS r: answers when what came before has been processed")
    process_id: bool = setting(default=False, help="GS ( H: answers when the data before it has been printed")
    reports_changes: bool = setting(default=False, help="GS a: tells changes by itself")
    identity: bool = setting(default=False, help="GS I 65 to 68: tells what it is; others may print the question")
    clears: bool = setting(default=False, help="DLE DC4 8: forgets what it has not printed")
    recovers: bool = setting(default=True, help="DLE ENQ 2: goes on after a cutter error")
    qr: bool = setting(default=True, help="GS ( k: draws QR codes itself")
    charset: str = setting("gbk", help="characters that its font is sure to have", choices=("gbk", "gb2312"))
    width_dots: int = setting(0, help="printable dots, at most; 0: those of the roll", check=_whole_bytes)
    fixed_bits: int = setting(0x93, help="of an answer to DLE EOT, which must be 0x12", check=_of_an_answer)
    slip_waiting: int = setting(0, help="the bit of DLE EOT 1 that says so", check=between(0, 0xFF))


PROFILES = profiles.known(Profile, Path(__file__).with_name("escpos_profiles.toml"))
check_profile = profiles.complaint(Profile, PROFILES)


def profile_named(name: str) -> Profile:
    """A known profile, or the one in the file at this path. Raises ValueError naming everything that is wrong."""
    return profiles.named(name, Profile, PROFILES)


_REAL_TIME = {
    1: ((0x08, Condition.OFFLINE), (0x40, Condition.FEEDING)),
    2: ((0x04, Condition.COVER_OPEN), (0x08, Condition.FEEDING), (0x20, Condition.PAPER_OUT), (0x40, Condition.ERROR)),
    3: (
        (0x04, Condition.MECHANICAL),
        (0x08, Condition.CUTTER),
        (0x20, Condition.UNRECOVERABLE),
        (0x40, Condition.HOT),
    ),
    4: ((0x0C, Condition.PAPER_LOW), (0x60, Condition.PAPER_OUT)),
}
_AUTOMATIC = (
    ((0x08, Condition.OFFLINE), (0x20, Condition.COVER_OPEN), (0x40, Condition.FEEDING)),
    ((0x04, Condition.MECHANICAL), (0x08, Condition.CUTTER), (0x20, Condition.UNRECOVERABLE), (0x40, Condition.HOT)),
    ((0x03, Condition.PAPER_LOW), (0x0C, Condition.PAPER_OUT)),
    (),
)
QUESTIONS = tuple(_REAL_TIME)


def question(number: int) -> bytes:
    """DLE EOT n, answered at once with one byte, even by a printer that is offline."""
    return bytes((0x10, 0x04, number))


def ask_identity(number: int) -> bytes:
    """GS I n, answered in print order with a block of text."""
    return bytes((0x1D, 0x49, number))


def ask_process_id(number: int) -> bytes:
    """GS ( H, function 48: the printer answers with these four digits when all data before it is on paper."""
    return b"\x1d(H\x06\x0000" + process_id(number)


def process_id(number: int) -> bytes:
    """Four printable characters that tell this job's answer from an earlier one's."""
    return b"%04d" % (number % 10_000)


def real_time(number: int, answer: int, profile: Profile) -> Condition:
    """The conditions in an answer to `question(number)`."""
    waiting = Condition.SLIP_WAITING if number == 1 and answer & profile.slip_waiting else NOTHING
    return _conditions(answer, _REAL_TIME[number]) | waiting


def automatic(block: bytes) -> Condition:
    """The conditions in the four bytes of an automatic status."""
    found = NOTHING
    for byte, table in zip(block, _AUTOMATIC, strict=True):
        found |= _conditions(byte, table)
    return found


def _conditions(byte: int, table: tuple[tuple[int, Condition], ...]) -> Condition:
    found = NOTHING
    for bits, condition in table:
        if byte & bits:
            found |= condition
    return found


def status_of(found: Condition) -> Status:
    """The status to report: what hands can mend comes before what needs tools."""
    for condition, state, fault, paper, detail in _REPORTS:
        if condition in found:
            return Status(state, fault, detail, _paper(found, paper))
    detail = "a slip waits to be taken" if Condition.SLIP_WAITING in found else ""
    return Status(State.ONLINE, None, detail, _paper(found, Paper.FULL))


def _paper(found: Condition, otherwise: Paper) -> Paper:
    if Condition.PAPER_OUT in found:
        return Paper.OUT
    return Paper.LOW if Condition.PAPER_LOW in found and otherwise is Paper.FULL else otherwise


_REPORTS = (
    (Condition.COVER_OPEN, State.USER_ERROR, Fault.COVER_OPEN, Paper.UNKNOWN, "cover open"),
    (Condition.PAPER_OUT, State.USER_ERROR, Fault.PAPER_OUT, Paper.OUT, "no paper"),
    (Condition.CUTTER, State.USER_ERROR, Fault.PAPER_JAMMED, Paper.JAMMED, "cutter stuck"),
    (Condition.MECHANICAL, State.USER_ERROR, Fault.PAPER_JAMMED, Paper.JAMMED, "mechanism stuck"),
    (Condition.UNRECOVERABLE, State.HARDWARE_ERROR, Fault.HARDWARE_ERROR, Paper.FULL, "unrecoverable error"),
    (Condition.HOT, State.DEVICE_BUSY, None, Paper.FULL, "the head is cooling down"),
    (Condition.ERROR, State.HARDWARE_ERROR, Fault.HARDWARE_ERROR, Paper.FULL, "error without a cause"),
    (Condition.FEEDING, State.DEVICE_BUSY, None, Paper.FULL, "feed button held"),
    (Condition.OFFLINE, State.OFFLINE, Fault.HARDWARE_ERROR, Paper.FULL, "offline without a cause"),
)
