"""What may be seen of a receipt printer: its commands by name and its states; text, pictures and codes are lengths."""

from collections import deque
from collections.abc import Iterator

from drivers.protocols import escpos
from drivers.protocols.escpos import Condition, Profile
from drivers.protocols.escpos_replies import PROCESS_ID, XOFF, XON, Automatic, Block, Classifier, RealTime, Reply
from drivers.tracing import Told, heard, hidden, joined, octets, sent
from drivers.tracing.escpos_stream import Stream

_QUESTIONS = {1: "printer", 2: "offline", 3: "errors", 4: "paper"}  # of DLE EOT
_OWED = 16  # questions that may still be answered
_PIECES = 24  # of one sending that are told


class Mask:
    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._stream = Stream()
        self._answers = Classifier(profile.fixed_bits)
        self._asked: deque[int] = deque(maxlen=_OWED)

    def sent(self, data: bytes) -> Iterator[Told]:
        pieces = list(self._stream.pieces(data))
        self._asked += [piece.value for piece in pieces if piece.name == "DLE EOT" and piece.value in _QUESTIONS]
        told = pieces[:_PIECES]
        more = f"… +{len(pieces) - _PIECES}" if len(pieces) > _PIECES else ""
        names = dict.fromkeys(piece.said for piece in told if piece.said)
        yield sent(joined(*(piece.shown for piece in told), more), ", ".join(names))

    def heard(self, data: bytes) -> Iterator[Told]:
        for byte in data:
            noise = self._answers.noise
            if byte in {XON, XOFF}:
                yield heard(octets(bytes((byte,))), "go on" if byte == XON else "stop for a moment")
            for reply in self._answers.feed(bytes((byte,))):
                yield self._reply(reply)
            if strange := self._answers.noise - noise:
                yield heard(hidden(strange), "no answer")

    def _reply(self, reply: Reply) -> Told:
        match reply:
            case RealTime(byte):
                number = self._asked.popleft() if self._asked else 1
                found = escpos.real_time(number, byte, self._profile)
                return heard(octets(bytes((byte,))), f"{_QUESTIONS[number]}: {_conditions(found)}")
            case Automatic(block):
                return heard(octets(block), f"by itself: {_conditions(escpos.automatic(block))}")
            case Block(header, text):
                printed = text[:1] == bytes((PROCESS_ID,)) and header == 0x37
                shown = joined(octets(bytes((header,))), hidden(len(text)), "00")
                return heard(shown, "the slip is on paper" if printed else "what it is")
            case _:
                return heard(octets(bytes((reply.byte,))), "all before is printed")


def _conditions(found: Condition) -> str:
    return ", ".join((one.name or "").lower().replace("_", " ") for one in found) or "well"
