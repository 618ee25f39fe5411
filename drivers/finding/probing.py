"""Asks things what they are: one after the other, each within its limit, all within a total limit; never raises."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic

from drivers import DeviceError
from drivers.finding import Candidate, Confidence, Found, Kind, Note, Progress, Report, Why, holders, lines, offers
from drivers.finding.probes import camera, card, code, lights, presence, receipt
from drivers.finding.system import System
from drivers.ports import Line
from drivers.receipt._wires import FileWire, NetworkWire, Wire

DEVICE_ANSWERS = 30  # for which one thing gets time, at all rates of its line: 12 s
TOTAL_LIMIT = 90.0  # seconds after which nothing more is asked, and numbers and names must do
SAY_LIMIT = 1.0  # seconds until a printer has taken a question
_ORDER = tuple(Confidence)
Ask = Callable[[Found, Line, float], list[Candidate]]


@dataclass(frozen=True)
class Asking:
    """The time there is for one thing."""

    answer: float  # seconds for one answer
    until: float  # time.monotonic() after which no further question begins

    @property
    def going(self) -> bool:
        return monotonic() < self.until


def probe(found: Found, system: System | None = None) -> list[Candidate]:
    """What it can be, the best first."""
    system = system or System()
    return _best_first(_probed(found, system, monotonic() + DEVICE_ANSWERS * system.answer))


def probe_all(
    found: Sequence[Found], report: Report, system: System | None = None, *, ask: bool = True
) -> list[Candidate]:
    """The candidates of all, the best first. Two roles of one thing both stay: a person chooses."""
    system, end = system or System(), monotonic() + TOTAL_LIMIT
    candidates: list[Candidate] = []
    for number, one in enumerate(found):
        report(Progress(number, len(found), one.name))
        now = monotonic()
        candidates += _probed(one, system, min(end, now + DEVICE_ANSWERS * system.answer) if ask else now)
    report(Progress(len(found), len(found), ""))
    return _best_first(candidates)


def _best_first(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda one: _ORDER.index(one.confidence))


def _probed(found: Found, system: System, until: float) -> list[Candidate]:
    questions, asking = QUESTIONS.get(found.kind), Asking(system.answer, until)
    if questions and found.fault is None and asking.going and not _held(found, system):
        with suppress(DeviceError):  # it went away, or another program was quicker: its name is all there is
            return questions(found, asking)
    return offers.by_name(found)


def _held(found: Found, system: System) -> bool:
    """Looked up once more: since it was listed, a program may have begun to use it."""
    if "port" in found.facts:
        return holders.connected(found.facts["host"], int(found.facts["port"]), system.proc)
    return bool(found.node and holders.of([found.node], system.proc))


def _serial(found: Found, asking: Asking) -> list[Candidate]:
    """Whoever has answered is not asked anything else."""
    if Note.MODEM in found.notes:
        return []
    with lines.kept(found.node):
        for rate, ask in _in_order(found):
            if not asking.going:
                return offers.by_name(found)
            with lines.opened(found.node, rate) as line:
                if answered := ask(found, line, asking.answer):
                    return answered
    return offers.by_name(found) or offers.silent(found)


def _in_order(found: Found) -> Iterator[tuple[int, Ask]]:
    """What its name says comes first; then who only wants to be heard; then printers, to which questions are text."""
    kinds: list[tuple[str, tuple[int, ...], Ask]] = [
        ("presence", presence.RATES, presence.ask),
        ("code", code.rates(found), code.ask),
        ("receipt", receipt.RATES, _serial_printer),
        ("card", card.RATES, card.ask),
        ("lights", lights.RATES, lights.ask),
    ]
    for _, rates, ask in sorted(kinds, key=lambda kind: kind[0] not in found.could_be):
        for rate in rates:
            yield rate, ask


def _serial_printer(found: Found, line: Line, seconds: float) -> list[Candidate]:
    line.drop_input()
    told = receipt.questioned(line.write, line.read, seconds)
    if told is None:
        return []
    where = {"connection": "serial", "port": found.path, "baudrate": line.baudrate, "host": None, "path": None}
    return _printer(found, told, where)


def _printer(found: Found, told: receipt.Printer, where: offers.Values) -> list[Candidate]:
    profile = {"profile": told.profile} if told.profile else {}
    return offers.offer(found, "receipt", {**where, **profile}, offers.answered(told.told))


def _line_printer(found: Found, asking: Asking) -> list[Candidate]:
    """Only one that is known to print slips, or says that it understands ESC/POS."""
    if found.could_be != ("receipt",):
        return offers.by_name(found)
    return _on_wire(found, FileWire(found.node), asking)


def _network(found: Found, asking: Asking) -> list[Candidate]:
    if "port" not in found.facts:
        return offers.by_name(found)
    return _on_wire(found, NetworkWire(found.facts["host"], int(found.facts["port"])), asking)


def _on_wire(found: Found, wire: Wire, asking: Asking) -> list[Candidate]:
    def say(data: bytes) -> None:
        wire.send(data, SAY_LIMIT)

    with _open(wire):
        told = receipt.questioned(say, wire.receive, asking.answer)
    if told is None:
        return offers.by_name(found)
    where = offers.GUESSES[found.kind, "receipt"](found)
    return _printer(found, told, where)


@contextmanager
def _open(wire: Wire) -> Generator[None]:
    try:
        wire.open()
        yield
    finally:
        wire.close()


def _camera(found: Found, asking: Asking) -> list[Candidate]:
    """A camera that delivers can be the face camera, look at documents, and read codes."""
    del asking  # the camera driver has limits of its own
    looked = camera.look_through(found.path)
    why, confidence = (Why.GREY, Confidence.LIKELY) if looked.grey else (Why.PICTURE, Confidence.SURE)
    grounds = offers.Grounds(confidence, why, looked.size)
    roles = [one for role in found.could_be for one in offers.guessed(found, role, grounds)]
    return [*roles, *offers.through_camera(found)]


QUESTIONS: Mapping[Kind, Callable[[Found, Asking], list[Candidate]]] = {
    Kind.SERIAL: _serial,
    Kind.LINE_PRINTER: _line_printer,
    Kind.NETWORK: _network,
    Kind.CAMERA: _camera,
}
