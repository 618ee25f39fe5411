"""What an emulated page printer answers in IPP: as the printer itself, and as the queue of a CUPS before it."""

from collections.abc import Callable, Sequence

from drivers.emulated.page_machine import PRINTING, STOPPED, Job, PageMachine
from drivers.protocols import ipp
from drivers.protocols.ipp import Attribute, Message

OK, BAD_REQUEST, NOT_POSSIBLE, NOT_FOUND, NOT_SUPPORTED, BUSY = 0x0000, 0x0400, 0x0404, 0x0406, 0x0501, 0x0507
OPERATIONS = (0x0005, 0x0006, 0x0008, 0x0009, 0x000A, 0x000B)
CUPS_PRINTERS = 0x4002
REASONS = "printer-state-reasons"
OWN_PATH = "/ipp/print"
Groups = list[tuple[int, Sequence[Attribute]]]
EVERYTHING = frozenset({"all", "printer-description", "job-template", "job-description"})


class Answers:
    """To whatever it is asked. `refusal` is an IPP status that answers everything; `device_uri` is the queue's."""

    def __init__(self, queue: str, machine: PageMachine) -> None:
        self.queue, self.machine = queue, machine
        self.device_uri = self.address = ""
        self.paused = False
        self.refusal = 0
        self.busy = 0  # so many jobs are refused, for there is another's
        self._operations: dict[int, Callable[[Message], tuple[int, Groups]]] = {
            0x0005: self._create,
            0x0006: self._send,
            0x0008: self._cancel,
            0x0009: self._job,
            0x000A: self._jobs,
            0x000B: self._printer,
            CUPS_PRINTERS: self._printer,
        }

    def __call__(self, path: str, said: bytes) -> bytes:
        try:
            asked = ipp.decoded(said)
        except ipp.NotIppError:
            return self._answer(BAD_REQUEST, 0, [])
        known = path in (OWN_PATH, f"/printers/{self.queue}") or asked.code == CUPS_PRINTERS or path == "/"
        if self.refusal or not known:
            return self._answer(self.refusal or NOT_FOUND, asked.number, [])
        answer = self._operations.get(asked.code)
        with self.machine.lock:
            status, groups = answer(asked) if answer else (NOT_SUPPORTED, [])
        if path != OWN_PATH:
            groups = [(kind, self._queued(rest) if kind == ipp.PRINTER else rest) for kind, rest in groups]
        return self._answer(status, asked.number, _chosen(groups, asked))

    def _answer(self, status: int, number: int, groups: Groups) -> bytes:
        head = [
            Attribute(ipp.CHARSET, "attributes-charset", ("utf-8",)),
            Attribute(ipp.LANGUAGE, "attributes-natural-language", ("en",)),
        ]
        return ipp.encoded(status, number, [(ipp.OPERATION, head), *groups])

    def _queued(self, printer: Sequence[Attribute]) -> list[Attribute]:
        """What CUPS says of it: a queue works on, whatever the matter is with its printer, until somebody stops it."""
        own = [one for one in printer if one.name != "printer-state" and (self.paused, one.name) != (True, REASONS)]
        state = STOPPED if self.paused else min(self.machine.state, PRINTING)
        paused = [Attribute(ipp.KEYWORD, REASONS, ("paused",))] if self.paused else []
        uri = Attribute(ipp.URI, "device-uri", (self.device_uri,))
        return [*own, Attribute(ipp.ENUM, "printer-state", (state,)), *paused, uri]

    def _printer(self, _: Message) -> tuple[int, Groups]:
        machine = self.machine
        words = {
            "printer-make-and-model": "Hall Emulated A4 10",
            "printer-info": "Emulated page printer",
            "printer-location": "",
            "printer-state-message": "",
            "printer-device-id": "MFG:Emulated;MDL:A4 10;SN:SAMPLE-1;CMD:PDF;",
            "printer-firmware-string-version": "1.0",
        }
        attributes = [
            Attribute(ipp.URI, "printer-uri-supported", (f"ipp://{self.address}{OWN_PATH}",)),
            Attribute(ipp.NAME, "printer-name", (self.queue,)),
            *(Attribute(ipp.TEXT, name, (word,)) for name, word in words.items()),
            Attribute(ipp.ENUM, "printer-state", (machine.state,)),
            Attribute(ipp.KEYWORD, REASONS, machine.reasons),
            Attribute(ipp.ENUM, "printer-type", (0x0004,)),
            Attribute(ipp.BOOLEAN, "printer-is-accepting-jobs", (True,)),
            Attribute(ipp.INTEGER, "printer-up-time", (machine.up_time,)),
            Attribute(ipp.ENUM, "operations-supported", OPERATIONS),
            Attribute(ipp.MIME, "document-format-supported", ("application/octet-stream", "application/pdf")),
        ]
        return OK, [(ipp.PRINTER, attributes)]

    def _create(self, asked: Message) -> tuple[int, Groups]:
        if self.busy:
            self.busy -= 1
            return BUSY, []
        head = asked.group(ipp.OPERATION)
        copies = asked.group(ipp.JOB).number("copies") or 1
        job = self.machine.create(head.word("job-name"), head.word("requesting-user-name"), copies)
        return OK, [(ipp.JOB, self._about(job))]

    def _send(self, asked: Message) -> tuple[int, Groups]:
        job = self._named(asked)
        if job is None or job.pdf or job.ended:
            return (NOT_FOUND if job is None else NOT_POSSIBLE), []
        self.machine.load(job, asked.data)
        return OK, [(ipp.JOB, self._about(job))]

    def _cancel(self, asked: Message) -> tuple[int, Groups]:
        job = self._named(asked)
        if job is None or job.ended:
            return (NOT_FOUND if job is None else NOT_POSSIBLE), []
        self.machine.cancel(job)
        return OK, []

    def _job(self, asked: Message) -> tuple[int, Groups]:
        job = self._named(asked)
        return (NOT_FOUND, []) if job is None else (OK, [(ipp.JOB, self._about(job))])

    def _jobs(self, asked: Message) -> tuple[int, Groups]:
        user = asked.group(ipp.OPERATION).word("requesting-user-name")
        mine = [job for job in self.machine.jobs.values() if not job.ended and job.user == user]
        return OK, [(ipp.JOB, self._about(job)) for job in mine]

    def _named(self, asked: Message) -> Job | None:
        head = asked.group(ipp.OPERATION)
        number = head.number("job-id")
        if number is None:
            number = int(head.word("job-uri").rpartition("/")[2] or 0)
        return self.machine.jobs.get(number)

    def _about(self, job: Job) -> list[Attribute]:
        return [
            Attribute(ipp.INTEGER, "job-id", (job.number,)),
            Attribute(ipp.URI, "job-uri", (f"ipp://{self.address}/jobs/{job.number}",)),
            Attribute(ipp.NAME, "job-name", (job.name,)),
            Attribute(ipp.NAME, "job-originating-user-name", (job.user,)),
            Attribute(ipp.ENUM, "job-state", (job.state,)),
            Attribute(ipp.KEYWORD, "job-state-reasons", (job.reason,)),
            Attribute(ipp.INTEGER, "job-impressions-completed", (job.done,)),
            Attribute(ipp.KEYWORD, "job-printer-state-reasons", self.machine.reasons),
        ]


def _chosen(groups: Groups, asked: Message) -> Groups:
    """Only what was asked for, where a client says what it wants."""
    wanted = set(asked.group(ipp.OPERATION).words("requested-attributes"))
    if not wanted or wanted & EVERYTHING:
        return groups
    return [(kind, [one for one in attributes if one.name in wanted]) for kind, attributes in groups]
