"""Is it a relay board for lamps? Asks a Modbus board how its first relay is; simple boards cannot be asked at all."""

from drivers.finding import Candidate, Found, lines
from drivers.finding.offers import answered, offer
from drivers.ports import Line
from drivers.protocols import modbus

RATES = (9600, 115200)
ADDRESS = 1  # as makers deliver their boards


def ask(found: Found, line: Line, seconds: float) -> list[Candidate]:
    """One candidate when a board answers, be it with a refusal: only Modbus refuses so."""
    question, heard = modbus.read_coils(ADDRESS, 1), bytearray()

    def understand(data: bytes) -> modbus.Answer | None:
        heard.extend(data)
        return modbus.answer_to(question, bytes(heard))

    line.drop_input()
    if lines.ask(line.write, line.read, question, understand, seconds) is None:
        return []
    return offer(found, "lights", {"port": found.path, "baudrate": line.baudrate, "address": ADDRESS}, answered())
