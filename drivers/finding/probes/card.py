"""Is it an ID-card reader? Asks a SAM module how it is and for its number (GA/T 467): no card is looked for."""

from drivers import DeviceError
from drivers.finding import Candidate, Found, lines
from drivers.finding.offers import answered, offer
from drivers.ports import Line
from drivers.protocols import sam, sam_answers
from drivers.protocols.sam import Reply

RATES = (115200, 9600, 57600, 38400, 19200, 230400)  # as modules are set, the usual ones first


def ask(found: Found, line: Line, seconds: float) -> list[Candidate]:
    """One candidate when a module answers at the line's rate."""
    well = _asked(line, sam.STATUS, seconds)
    if well is None:
        return []
    told = "" if well.sw3 == sam_answers.OK else f"SW3 {well.sw3:02X}: {sam_answers.meaning(well.sw3).words}"
    settings = {"port": found.path, "baudrate": line.baudrate}
    return offer(found, "card", settings, answered(told or _number(line, seconds)))


def _number(line: Line, seconds: float) -> str:
    try:
        reply = _asked(line, sam.MODULE_ID, seconds)
    except DeviceError:
        return ""  # pulled between two questions: it has answered the first
    return sam_answers.module_id(reply.data) if reply is not None and reply.sw3 == sam_answers.OK else ""


def _asked(line: Line, command: bytes, seconds: float) -> Reply | None:
    frames = sam.FrameReader()

    def understand(data: bytes) -> Reply | None:
        replies = (sam.parse_reply(body) for body in frames.feed(data))
        return next((one for one in replies if one is not None and sam_answers.answers(command, one)), None)

    line.drop_input()
    return lines.ask(line.write, line.read, sam.frame(command), understand, seconds)
