"""Is it a code scanner? Asks for one setting, and only those whose maker's numbers say which language they speak.

To anything else such a question could be a text to print. A scanner of another maker cannot be asked at all: it keeps
silent until it is shown a code.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from drivers.finding import Candidate, Found, lines
from drivers.finding.families import family
from drivers.finding.offers import answered, offer
from drivers.ports import Line

RATES = (9600, 115200, 57600, 38400, 19200)  # of those behind a serial line; USB ones ignore the rate


@dataclass(frozen=True)
class Dialect:
    """A question that changes nothing, the answer to it, and when that answer tells of a host's trigger."""

    question: bytes
    answer: re.Pattern[bytes]  # its group is the setting's value
    trigger: str = ""  # the driver's word for how its light is switched …
    triggered: bytes = b""  # … where the setting has this value


DIALECTS: Mapping[str, Dialect] = {
    # Newland's unified commands: tag SCN, subtag MOD (how a scan begins), "*" for its present value; ACK, NAK or ENQ.
    "newland": Dialect(
        b"\x7e\x010000#SCNMOD*;\x03",
        re.compile(rb"\x02\x010000[@#]SCNMOD([0-9A-Z]*)[\x05\x06\x15];\x03"),
        "newland",
        b"0",
    ),
    # Honeywell's menu commands: prefix SYN M CR, tag 232, subtag BAD (its rate), "?" for its present value, "!" for
    # the table in volatile memory.
    "honeywell": Dialect(b"\x16M\r232BAD?!", re.compile(rb"232BAD([0-9A-Z]*)[\x05\x06\x15]")),
}


def _dialect(found: Found) -> Dialect | None:
    row = family(found.usb, found.name, found.kind)
    return DIALECTS.get(row.dialect) if row else None


def rates(found: Found) -> tuple[int, ...]:
    """The rates to ask at; none where it must not be asked."""
    return RATES if _dialect(found) else ()


def ask(found: Found, line: Line, seconds: float) -> list[Candidate]:
    """One candidate when a scanner answers at the line's rate."""
    dialect = _dialect(found)
    if dialect is None:
        return []
    heard = bytearray()

    def understand(data: bytes) -> bytes | None:
        heard.extend(data)
        answer = dialect.answer.search(heard)
        return answer[1] if answer else None

    line.drop_input()
    value = lines.ask(line.write, line.read, dialect.question, understand, seconds)
    if value is None:
        return []
    settings = {"port": found.path, "baudrate": line.baudrate}
    if dialect.trigger and value == dialect.triggered:
        settings["trigger"] = dialect.trigger
    return offer(found, "code", settings, answered())
