"""What a printer's own words mean (RFC 8011, printer-state-reasons; PWG 5100.9): faults, paper, and who must act."""

from dataclasses import dataclass, replace

from drivers import DeviceError, Fault, Paper, State, Status
from drivers.protocols.ipp import Group

IDLE, PROCESSING, STOPPED = 3, 4, 5  # printer-state
_MILD = ("-report", "-warning")
FAULTS = {  # the first that fits is told: what somebody in the hall can mend comes before what is only a consequence
    "media-jam": Fault.PAPER_JAMMED,
    "output-area-full": Fault.PAPER_JAMMED,  # the same hand takes it out
    "cover-open": Fault.COVER_OPEN,
    "door-open": Fault.COVER_OPEN,
    "interlock-open": Fault.COVER_OPEN,
    "media-needed": Fault.PAPER_OUT,
    "media-empty": Fault.PAPER_OUT,
    "input-tray-missing": Fault.PAPER_OUT,
    "toner-empty": Fault.TONER_OUT,
    "marker-supply-empty": Fault.TONER_OUT,
    "marker-waste-full": Fault.TONER_OUT,
    "developer-empty": Fault.TONER_OUT,
    "cups-missing-filter": Fault.DRIVER_MISSING,
    "cups-insecure-filter": Fault.DRIVER_MISSING,
    "offline": Fault.NO_ANSWER,
    "shutdown": Fault.NO_ANSWER,
    "timed-out": Fault.NO_ANSWER,
}
WAITING = frozenset({"media-needed"})  # said only while a page waits for it, however mildly
_NO_FILTER = frozenset({"cups-missing-filter", "cups-insecure-filter"})
_NOT_BROKEN = frozenset({"none", "connecting-to-device", "cups-waiting-for-job-completed", "spool-area-full"})
_LOW = ("media-low", "media-empty")


@dataclass(frozen=True)
class Condition:
    """What a printer says of itself now. `fault` is what keeps it from printing."""

    fault: Fault | None = None
    detail: str = ""
    paper: Paper = Paper.UNKNOWN
    stopped: bool = False
    up_time: int = 0  # seconds since it was switched on; 0: it does not tell
    silent: bool = False  # nobody can say how it is

    @property
    def status(self) -> Status:
        if self.silent:
            return Status(State.UNKNOWN, None, "CUPS hears of this printer only while it prints", Paper.UNKNOWN)
        left = Status.of(DeviceError(self.fault, self.detail)) if self.fault else Status(detail=self.detail)
        return replace(left, paper=self.paper)


def condition(printer: Group) -> Condition:
    """From the attributes of a printer that is asked itself."""
    words = printer.words("printer-state-reasons")
    stopped = printer.number("printer-state") == STOPPED
    fault = _fault(words, stopped=stopped)
    if fault is None and stopped:
        fault = Fault.HARDWARE_ERROR
    told = ", ".join(word for word in words if word != "none")
    detail = printer.word("printer-state-message") if fault and not told else told
    return Condition(fault, detail, _paper(words, stopped=stopped), stopped, printer.number("printer-up-time") or 0)


def blocked(queue: Group, name: str) -> Condition | None:
    """What keeps a queue of CUPS from working, whatever its printer does; None where nothing does."""
    words = {plain(word) for word in queue.words("printer-state-reasons")}
    if missing := words & _NO_FILTER:
        return Condition(Fault.DRIVER_MISSING, f"the queue {name} lacks its filter: {', '.join(sorted(missing))}")
    if queue.number("printer-state") == STOPPED:
        why = queue.word("printer-state-message") or "paused"
        return Condition(Fault.HARDWARE_ERROR, f"the queue {name} is stopped ({why}): cupsenable {name}", stopped=True)
    if queue.attributes.get("printer-is-accepting-jobs") == (False,):
        return Condition(Fault.HARDWARE_ERROR, f"the queue {name} takes no jobs: cupsaccept {name}")
    return None


def plain(word: str) -> str:
    """A reason without its severity."""
    for end in (*_MILD, "-error"):
        word = word.removesuffix(end)
    return word


def _serious(words: tuple[str, ...], *, stopped: bool) -> set[str]:
    """What keeps it from printing. A printer that has stopped may be mild about it, and still means it."""
    return {plain(word) for word in words if stopped or not word.endswith(_MILD) or plain(word) in WAITING}


def _fault(words: tuple[str, ...], *, stopped: bool) -> Fault | None:
    said = _serious(words, stopped=stopped)
    known = next((fault for word, fault in FAULTS.items() if word in said), None)
    broken = any(word.endswith("-error") and plain(word) not in _NOT_BROKEN for word in words)
    return known or (Fault.HARDWARE_ERROR if broken else None)


def _paper(words: tuple[str, ...], *, stopped: bool) -> Paper:
    """Of several trays one may be empty: a printer that goes on says so mildly."""
    said = _serious(words, stopped=stopped)
    if "media-jam" in said:
        return Paper.JAMMED
    if said & {"media-empty", "media-needed"}:
        return Paper.OUT
    return Paper.LOW if any(plain(word) in _LOW for word in words) else Paper.FULL
