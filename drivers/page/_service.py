"""One place that speaks IPP, a queue of CUPS or a printer itself: every question has one limit for all of it."""

from collections.abc import Sequence
from itertools import count

from drivers import DeviceError, Fault
from drivers.page._wire import Place, exchanged
from drivers.protocols import ipp
from drivers.protocols.ipp import Attribute, Group, Message

CREATE_JOB, SEND_DOCUMENT, CANCEL_JOB, JOB_ATTRIBUTES, JOBS, PRINTER_ATTRIBUTES = 5, 6, 8, 9, 0x0A, 0x0B
SEND_LIMIT = 30.0  # seconds until a document must have been taken
NOT_FOUND, NOT_POSSIBLE, BUSY = 0x0406, 0x0404, 0x0507  # statuses that mean something of their own
_FAULTS = {
    0x0401: (Fault.NOT_PERMITTED, "refuses this terminal"),
    0x0402: (Fault.NOT_PERMITTED, "wants a name and a password"),
    0x0403: (Fault.NOT_PERMITTED, "refuses this terminal"),
    NOT_FOUND: (Fault.NO_DEVICE, "there is no such queue or job"),
    0x040A: (Fault.DRIVER_MISSING, "takes no PDF: set up a queue of CUPS for it"),
    0x0501: (Fault.DRIVER_MISSING, "cannot take jobs in this way: set up a queue of CUPS for it"),
    0x0503: (Fault.DRIVER_MISSING, "does not know IPP 1.1: set up a queue of CUPS for it"),
    0x0502: (Fault.NO_ANSWER, "its service is away for the moment"),
    0x0506: (Fault.HARDWARE_ERROR, "takes no jobs"),
    BUSY: (Fault.IN_USE, "is busy with another's page"),
}


class RefusedError(DeviceError):
    """It has understood, and refuses. `status` is IPP's."""

    def __init__(self, fault: Fault, detail: str, status: int) -> None:
        super().__init__(fault, detail)
        self.status = status


class Service:
    """Connects anew for each question: nothing is held in between, and what has come back is back at once."""

    def __init__(self, place: Place, user: str, timeout: float) -> None:
        self.place = place
        self._user, self._timeout = user, timeout
        self._numbers = count(1)

    def printer(self, wanted: Sequence[str]) -> Group:
        """What it says of the printer."""
        return self._asked(PRINTER_ATTRIBUTES, [_wanted(wanted)]).group(ipp.PRINTER)

    def create(self, name: str, attributes: Sequence[Attribute]) -> int:
        """A job without a document yet; its number."""
        made = self._asked(CREATE_JOB, [Attribute(ipp.NAME, "job-name", (name,))], job=attributes)
        number = made.group(ipp.JOB).number("job-id")
        if number is None:
            raise DeviceError(Fault.GARBLED, f"{self.place.uri} gives a job no number")
        return number

    def send(self, job: int, pdf: bytes) -> None:
        """The document of a job, out of memory."""
        attributes = [
            _job(job),
            Attribute(ipp.MIME, "document-format", ("application/pdf",)),
            Attribute(ipp.BOOLEAN, "last-document", (True,)),
        ]
        self._asked(SEND_DOCUMENT, attributes, pdf, limit=SEND_LIMIT + self._timeout)

    def job(self, job: int, wanted: Sequence[str]) -> Group:
        return self._asked(JOB_ATTRIBUTES, [_job(job), _wanted(wanted)]).group(ipp.JOB)

    def cancel(self, job: int) -> None:
        """Harmless when it has ended already, or is unknown."""
        try:
            self._asked(CANCEL_JOB, [_job(job)])
        except RefusedError as error:
            if error.status not in (NOT_FOUND, NOT_POSSIBLE):
                raise

    def my_jobs(self) -> list[int]:
        """The jobs of this terminal that have not ended."""
        mine = Attribute(ipp.BOOLEAN, "my-jobs", (True,))
        wanted = [mine, Attribute(ipp.KEYWORD, "which-jobs", ("not-completed",)), _wanted(["job-id"])]
        groups = [one for one in self._asked(JOBS, wanted).groups if one.kind == ipp.JOB]
        return [number for one in groups if (number := one.number("job-id")) is not None]

    def _asked(
        self,
        operation: int,
        attributes: Sequence[Attribute],
        data: bytes = b"",
        *,
        job: Sequence[Attribute] = (),
        limit: float = 0.0,
    ) -> Message:
        """Ask, and understand the answer. Raises DeviceError: NO_DEVICE, NO_ANSWER, GARBLED, and what it refuses."""
        head = [
            Attribute(ipp.CHARSET, "attributes-charset", ("utf-8",)),
            Attribute(ipp.LANGUAGE, "attributes-natural-language", ("en",)),
            Attribute(ipp.URI, "printer-uri", (self.place.uri,)),
            *[one for one in attributes if one.name == "job-id"],
            Attribute(ipp.NAME, "requesting-user-name", (self._user,)),
            *[one for one in attributes if one.name != "job-id"],
        ]
        groups = [(ipp.OPERATION, head), *([(ipp.JOB, job)] if job else [])]
        said = exchanged(self.place, ipp.encoded(operation, next(self._numbers), groups, data), limit or self._timeout)
        try:
            answer = ipp.decoded(said)
        except ipp.NotIppError as error:
            raise DeviceError(Fault.GARBLED, f"{self.place.uri} does not answer in IPP: {error}") from error
        if answer.code >= 0x0100:
            raise self._refusal(answer)
        return answer

    def _refusal(self, answer: Message) -> RefusedError:
        fault, why = _FAULTS.get(answer.code, (Fault.HARDWARE_ERROR, "refuses"))
        told = answer.group(ipp.OPERATION).word("status-message")
        return RefusedError(fault, f"{self.place.uri} {why} ({answer.code:#06x}{told and ' ' + told})", answer.code)


def _job(number: int) -> Attribute:
    return Attribute(ipp.INTEGER, "job-id", (number,))


def _wanted(names: Sequence[str]) -> Attribute:
    return Attribute(ipp.KEYWORD, "requested-attributes", tuple(names))
