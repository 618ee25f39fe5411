"""Page printers that CUPS knows, on this machine or in the hall's network; and printers that speak IPP themselves.

IPP is spoken over a socket with limits of its own, not through libcups: its calls wait for as long as a server likes.
What CUPS calls completed has been handed on; whether it is on paper only the printer knows, and only IPP lets it say.
"""

import re
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from drivers import About, DeviceError, Fate, Fault, State, Status
from drivers.page import _reasons
from drivers.page._job import Job, Limits
from drivers.page._reasons import Condition
from drivers.page._service import BUSY, CREATE_JOB, SEND_DOCUMENT, RefusedError, Service
from drivers.page._wire import Place
from drivers.protocols import ipp
from drivers.protocols.ipp import Attribute, Group
from drivers.settings import between, setting

LOCAL = Path("/run/cups/cups.sock")  # where CUPS listens on this machine; asked there, a sleeping one wakes up
OWN_PATH = "/ipp/print"  # of a printer itself (PWG 5100.14)
NAME = "Hall Kiosk"  # of all jobs: it stands in the server's lists and logs
PDF = "application/pdf"
USUAL = Limits()
WANTED = (
    "printer-state",
    "printer-state-reasons",
    "printer-state-message",
    "printer-is-accepting-jobs",
    "printer-up-time",
    "printer-make-and-model",
    "printer-device-id",
    "printer-firmware-string-version",
    "document-format-supported",
    "operations-supported",
    "device-uri",
)
_ANOTHER_SERVER = ("/printers/", "/classes/")
_ID = re.compile(r"(?:^|;)\s*(MFG|MANUFACTURER|MDL|MODEL|SN|SERN|SERIALNUMBER)\s*:\s*([^;]*)")


@dataclass(frozen=True)
class Settings:
    queue: str = setting("", help="its name in CUPS, as `lpstat -e` lists it; empty: the printer at host itself")
    host: str = setting("", help="address of the CUPS server, or of a printer that speaks IPP; empty: CUPS here")
    port: int = setting(ipp.PORT, help="TCP port of the host", check=between(1, 65535))
    media: str = setting("iso_a4_210x297mm", help="the sheets, as IPP names them (PWG 5101.1)")
    sides: str = setting("one-sided", help="one-sided, or both", choices=("one-sided", "two-sided-long-edge"))
    timeout: float = setting(3.0, help="seconds to wait for an answer", check=between(0.1, 4))
    limit: float = setting(
        90.0, help="seconds until a page must be out, or else is cancelled; lasers warm up", check=between(1, 110)
    )

    def disagreements(self) -> Iterator[tuple[str, str]]:
        if not self.queue and not self.host:
            yield "queue", "is needed where no host is named"


class Driver:
    """A `drivers.page.PagePrinter`. Not for use by several threads at a time."""

    def __init__(self, settings: Settings, limits: Limits = USUAL) -> None:
        self._settings, self._limits = settings, limits
        self._service: Service | None = None  # where jobs go
        self._own: Service | None = None  # the printer itself, where it can be asked
        self._settled = True  # no page of ours can still come out late
        self._numbers = count(1)

    def open(self) -> None:
        """Hear it answer, and cancel what a terminal of this name has left there when it was switched off."""
        if self._service is not None:
            return
        service = self._speaking(self._place())
        told = service.printer(WANTED)
        _check(told, service.place.uri)
        self._own = self._itself(told) if self._settings.queue else service
        self._service, self._settled = service, self._cleared(service)

    def close(self) -> None:
        self._service = self._own = None

    def status(self) -> Status:
        """What the printer says; `unknown` without a fault where CUPS hears of it only while it prints.

        While a page that was cancelled may still come out, it is in use: nobody is to find that page beside their own.
        """
        service = self._opened()
        self._settled = self._settled or self._cleared(service)
        status = self._condition().status
        if status.ok and not self._settled:
            return Status(State.DEVICE_BUSY, Fault.IN_USE, "a page that was cancelled has not left the printer yet")
        return status

    def print(self, pdf: bytes, copies: int = 1) -> Fate:
        """Takes at most `limit`, and a while to send and to cancel."""
        service, status = self._opened(), self.status()
        if status.fault is not None:
            raise DeviceError(status.fault, status.detail)
        number = self._created(service, copies)
        job = Job(number, service, self._while_printing, proves=self._own is not None, limits=self._limits)
        self._settled = False
        try:
            return self._followed(job, service, number, pdf)
        finally:
            self._settled = job.settled

    def about(self) -> About:
        """From the printer itself where it can be asked."""
        told = (self._own or self._opened()).printer(WANTED)
        named = {key.upper(): value.strip() for key, value in _ID.findall(told.word("printer-device-id"))}
        maker = named.get("MFG") or named.get("MANUFACTURER", "")
        serial = named.get("SN") or named.get("SERN") or named.get("SERIALNUMBER", "")
        model = told.word("printer-make-and-model") or named.get("MDL") or named.get("MODEL", "")
        return About(maker, model, told.word("printer-firmware-string-version"), serial)

    def _cleared(self, service: Service) -> bool:
        """Cancel every job of this terminal, at the queue and in the printer; whether there was none left."""
        left = service.my_jobs()
        for job in left:
            service.cancel(job)
        if self._own is not None and self._own is not service:
            try:
                left += self._own.my_jobs()  # CUPS has it cancelled there
            except RefusedError:
                return not left  # it does not tell
            except DeviceError:
                return False
        return not left

    def _created(self, service: Service, copies: int) -> int:
        """A printer that takes one job at a time may have another's before it: that is soon over, or a fault."""
        end = time.monotonic() + self._limits.silence
        name, wishes = f"{NAME} {next(self._numbers)}", self._wishes(copies)
        while True:
            try:
                return service.create(name, wishes)
            except RefusedError as error:
                if error.status != BUSY or time.monotonic() > end:
                    raise
                time.sleep(self._limits.look)

    def _followed(self, job: Job, service: Service, number: int, pdf: bytes) -> Fate:
        try:
            service.send(number, pdf)
        except DeviceError as error:
            return job.given_up(error)
        return job.followed(self._settings.limit)

    def _wishes(self, copies: int) -> list[Attribute]:
        wishes = [
            Attribute(ipp.INTEGER, "copies", (copies,)),
            Attribute(ipp.KEYWORD, "media", (self._settings.media,)),
            Attribute(ipp.KEYWORD, "sides", (self._settings.sides,)),
        ]
        if not self._settings.queue:
            return wishes
        last = round(self._settings.limit) + 60  # seconds after which CUPS gives up by itself, should nobody cancel
        return [
            *wishes,
            Attribute(ipp.NAME, "job-sheets", ("none", "none")),  # no cover page
            Attribute(ipp.INTEGER, "job-cancel-after", (last,)),
        ]

    def _condition(self) -> Condition:
        """How it is between jobs. What a queue says of its printer is then from the last job, and may be long past."""
        service = self._opened()
        if self._own is service:
            return _reasons.condition(service.printer(WANTED))
        stuck = _reasons.blocked(service.printer(WANTED), self._settings.queue)
        if stuck is not None or self._own is None:
            return stuck or Condition(silent=True)
        return _reasons.condition(self._own.printer(WANTED))

    def _while_printing(self) -> Condition:
        """The same, where a queue says what its printer says now."""
        service = self._opened()
        if self._own is not None:
            return self._condition()
        told = service.printer(WANTED)
        return _reasons.blocked(told, self._settings.queue) or _reasons.condition(told)

    def _itself(self, queue: Group) -> Service | None:
        """The printer behind a queue, if plain IPP leads to it, and not to a further server."""
        place = Place.of(queue.word("device-uri"))
        return None if place is None or place.path.startswith(_ANOTHER_SERVER) else self._speaking(place)

    def _place(self) -> Place:
        host, port, queue = self._settings.host, self._settings.port, self._settings.queue
        if not queue:
            return Place(host, port, OWN_PATH)
        return Place.queue(host or (str(LOCAL) if LOCAL.exists() else "127.0.0.1"), port, queue)

    def _speaking(self, place: Place) -> Service:
        return Service(place, f"hall-kiosk@{socket.gethostname()}", self._settings.timeout)

    def _opened(self) -> Service:
        if self._service is None:
            raise DeviceError(Fault.NO_DEVICE, "not open")
        return self._service


def _check(told: Group, uri: str) -> None:
    """Whether it can do what is needed. Raises DRIVER_MISSING: a queue of CUPS can do it for any printer."""
    operations, formats = told.numbers("operations-supported"), told.words("document-format-supported")
    if operations and not {CREATE_JOB, SEND_DOCUMENT} <= set(operations):
        raise DeviceError(Fault.DRIVER_MISSING, f"{uri} takes no jobs in two steps: set up a queue of CUPS for it")
    if formats and PDF not in formats:
        raise DeviceError(Fault.DRIVER_MISSING, f"{uri} takes no PDF: set up a queue of CUPS for it")
