"""What may be seen of a radar: whole reports and commands."""

from collections.abc import Iterator

from drivers.protocols import ld2410
from drivers.protocols.ld2410 import Report
from drivers.tracing import Told, heard, hidden, octets, sent

_COMMANDS = {
    ld2410.command(ld2410.CONFIGURE): "let me ask",
    ld2410.command(ld2410.LEAVE): "go on reporting",
    ld2410.command(ld2410.FIRMWARE): "what is the firmware?",
}
_PATIENCE = ld2410.HEAD + ld2410.LONGEST + 4  # bytes without a frame after which there is none in them


class Mask:
    def __init__(self) -> None:
        self._frames = ld2410.Frames()
        self._strange = 0  # bytes since the last frame

    def sent(self, data: bytes) -> Iterator[Told]:
        words = _COMMANDS.get(data)
        yield sent(hidden(len(data)), "an unknown command") if words is None else sent(octets(data), words)

    def heard(self, data: bytes) -> Iterator[Told]:
        self._strange += len(data)
        for kind, content in self._frames.feed(data):
            self._strange = 0
            yield heard(octets(ld2410.frame(kind, content)), _words(kind, content))
        if self._strange > _PATIENCE:
            yield heard(hidden(self._strange), "no report")
            self._strange = 0


def _words(kind: bytes, content: bytes) -> str:
    if kind == ld2410.COMMAND:
        return "command heard"
    report = ld2410.parse_report(content)
    return "" if report is None else _seen(report)


def _seen(report: Report) -> str:
    if report.measuring:
        return "measuring its surroundings"
    moving = [f"moving at {report.moving_cm} cm"] if report.moving else []
    still = [f"still at {report.still_cm} cm"] if report.still else []
    return ", ".join(moving + still) or "nobody"
