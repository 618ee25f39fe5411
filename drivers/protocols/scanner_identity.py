"""What a scanner can be asked about itself, by the language that it understands, and how the answers are read.

Newland's unified commands have a query for each thing (tag QRY); the answer echoes the query, then the text, then ACK.
Honeywell's menu command REVINF answers several lines with a name and a colon each, and ends, as all of its answers do,
with ACK before the command's own full stop.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from drivers import About


@dataclass(frozen=True)
class Question:
    """A question that changes nothing. The groups of its answer are named as the fields of About."""

    ask: bytes
    answer: re.Pattern[bytes]


def _newland(query: bytes, field: bytes) -> Question:
    """Some models put the name of what was asked, and a colon, before the text."""
    answer = rb"\x02\x010000[@#]" + query + rb"(?:[A-Za-z ]*:)?[ ]*(?P<" + field + rb">[ -~]*?)\x06;\x03"
    return Question(b"\x7e\x010000#" + query + b";\x03", re.compile(answer))


QUESTIONS: Mapping[str, tuple[Question, ...]] = {
    "newland": (_newland(b"QRYPDN", b"model"), _newland(b"QRYFWV", b"firmware"), _newland(b"QRYESN", b"serial")),
    "honeywell": (
        Question(
            b"\x16M\rREVINF.",
            re.compile(
                rb"REVINF\s*"
                rb"(?=[^\x06]*?Product Name:[ ]*(?P<model>[ -~]*)|)"
                rb"(?=[^\x06]*?Software Part Number:[ ]*(?P<firmware>[ -~]*)|)"
                rb"(?=[^\x06]*?Serial Number:[ ]*(?P<serial>[ -~]*)|)"
                rb"[^\x05\x06\x15]*\x06\."
            ),
        ),
    ),
}
LONGEST_ANSWER = 1024  # bytes


def about(maker: str, answers: Mapping[str, bytes]) -> About:
    """What the answers say, by the fields of About; of which maker, when there are any."""
    told = {name: text.decode("ascii", errors="replace").strip() for name, text in answers.items()}
    return About(**{"maker": maker, **told}) if told else About()
