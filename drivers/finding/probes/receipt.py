"""Is it a receipt printer? Asks for the real-time status (DLE EOT) and for maker and model (GS I).

Only what is behind a serial line, says of itself that it speaks ESC/POS, or was named as a receipt printer, is asked:
an ordinary printer would take the question for a page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from drivers.finding.lines import ask
from drivers.protocols import escpos
from drivers.protocols.escpos_replies import IDENTITY, Block, Classifier, RealTime

RATES = (9600, 19200, 115200, 38400)  # bits per second, as printers are set
MAKER, MODEL = b"\x1dIB", b"\x1dIC"  # GS I 66 and 67
Say = Callable[[bytes], None]
Hear = Callable[[float], bytes]
LENIENT = 0x13  # of the fixed bits: some models use bit 7 for "a slip waits"
SLIP_WAITS = 0x80


@dataclass(frozen=True)
class Printer:
    """What a printer has told of itself."""

    profile: str  # of the driver's
    told: str


def questioned(say: Say, hear: Hear, seconds: float) -> Printer | None:
    """None when what is there is no ESC/POS printer, or is silent. Raises DeviceError."""
    state = _status(say, hear, seconds, 1)
    if state is None or _status(say, hear, seconds, 4) is None:
        return None
    maker, model = (_text(say, hear, seconds, question) for question in (MAKER, MODEL))
    if not (maker or model):
        say(escpos.INITIALISE)  # a model that does not know GS I may have kept it as text for the next slip
    profile = _profile_of(maker)
    if state & SLIP_WAITS:
        profile = "kp628e"
    return Printer(profile, f"{maker} {model}".strip())


def _profile_of(maker: str) -> str:
    """The profile whose makers stand in what a printer told; empty when there is none."""
    told = maker.lower()
    return next((name for name, one in escpos.PROFILES.items() if any(word in told for word in one.makers)), "")


def _status(say: Say, hear: Hear, seconds: float, number: int) -> int | None:
    """The answer to one question; None when noise came with it, as from another device or another speed."""
    classifier = Classifier(LENIENT)

    def understand(data: bytes) -> int | None:
        replies = classifier.feed(data)
        return next((one.byte for one in replies if isinstance(one, RealTime)), None)

    answer = ask(say, hear, escpos.question(number), understand, seconds)
    return None if classifier.noise else answer


def _text(say: Say, hear: Hear, seconds: float, question: bytes) -> str:
    classifier = Classifier(LENIENT)

    def understand(data: bytes) -> str | None:
        blocks = (one for one in classifier.feed(data) if isinstance(one, Block) and one.header == IDENTITY)
        return next((one.text.decode("ascii", errors="replace") for one in blocks), None)

    return ask(say, hear, question, understand, seconds) or ""
