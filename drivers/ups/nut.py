"""UPS behind a server of Network UPS Tools, on this machine or in the hall's network: whatever model NUT knows."""

import socket
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic

from drivers import About, Battery, DeviceError, Fault, State, Status
from drivers.protocols import nut
from drivers.settings import between, setting
from drivers.tracing import Tap, Tell
from drivers.tracing.nut import Mask
from drivers.ups import Power

LIMIT = 2.0  # seconds for a connection, and for an answer
FULL = 95.0  # percent of charge from which a battery counts as full
_REFUSALS = {
    "UNKNOWN-UPS": (Fault.NO_DEVICE, "the server knows no UPS of that name"),
    "DATA-STALE": (Fault.NO_ANSWER, "NUT hears nothing from the UPS: is its cable in?"),
    "DRIVER-NOT-CONNECTED": (Fault.NO_ANSWER, "NUT's driver for the UPS is not running"),
    "ACCESS-DENIED": (Fault.NOT_PERMITTED, "the server does not let this terminal in"),
}


def _check_name(name: str) -> str | None:
    return None if nut.NAME.fullmatch(name) else "must be a name as it stands in brackets in ups.conf"


@dataclass(frozen=True)
class Settings:
    ups: str = setting(help="its name at the server; `upsc -l` lists them", check=_check_name)
    host: str = setting("127.0.0.1", help="the server's address")
    port: int = setting(nut.PORT, help="its TCP port", check=between(1, 65535))
    enough: int = setting(
        30, help="percent of charge: without mains, and with less, no new visit begins", check=between(0, 100)
    )


class Driver:
    """A `drivers.ups.Ups`. It asks; shutting the machine down in time is upsmon's business."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._name = f"{settings.ups}@{settings.host}:{settings.port}"
        self._connection: socket.socket | None = None
        self._tap: Tap | None = None

    def open(self) -> None:
        """Connect, and have the UPS answer once."""
        if self._connection is not None:
            return
        with self._border():
            self._connection = socket.create_connection((self._settings.host, self._settings.port), timeout=LIMIT)
        if (tap := self._tap) is not None:
            tap.opened(self._name)
        try:
            self._ask()
        except DeviceError:
            self.close()
            raise

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            if (tap := self._tap) is not None:
                tap.closed()
            with suppress(OSError):
                connection.close()

    def status(self) -> Status:
        told = self._ask()
        tokens, battery = nut.tokens(told), self._battery(told)
        if tokens.mains is None:
            return Status(State.STARTING if "WAIT" in tokens.all else State.UNKNOWN, battery=battery)
        if not tokens.mains:
            return Status(State.ONLINE, Fault.ON_BATTERY, "the mains is gone", battery=battery)
        if tokens.broken:
            return Status(State.HARDWARE_ERROR, Fault.HARDWARE_ERROR, tokens.broken, battery=battery)
        return Status(battery=battery)

    def power(self) -> Power:
        """Raises NO_ANSWER while the UPS says neither that the mains is there nor that it is gone."""
        told = self._ask()
        mains = nut.tokens(told).mains
        if mains is None:
            raise DeviceError(Fault.NO_ANSWER, f"{self._name} does not say where its power comes from")
        return Power(mains, nut.number(told, "battery.charge"), nut.number(told, "battery.runtime"))

    def about(self) -> About:
        told = self._ask()
        names = ("mfr", "model", "firmware", "serial")
        return About(*((told.get(f"device.{one}") or told.get(f"ups.{one}", "")).strip() for one in names))

    def trace(self, tell: Tell | None) -> None:
        """Tell what is asked and answered; None: no more. Any thread may call it."""
        self._tap = Tap(Mask, tell) if tell else None

    def _battery(self, told: Mapping[str, str]) -> Battery:
        tokens, charge = nut.tokens(told), nut.number(told, "battery.charge")
        if tokens.ending:
            return Battery.CRITICAL
        if charge is not None and charge < self._settings.enough:
            return Battery.LOW
        if "RB" in tokens.all:
            return Battery.FAILURE
        if charge is None:
            return Battery.UNKNOWN
        return Battery.FULL if charge >= FULL else Battery.OPERATIONAL

    def _ask(self) -> Mapping[str, str]:
        """Every variable of the UPS, by name."""
        if self._connection is None:
            raise DeviceError(Fault.NO_DEVICE, f"{self._name} is not open")
        with self._border():
            question = nut.question(self._settings.ups)
            if (tap := self._tap) is not None:
                tap.sent(question)
            self._connection.sendall(question)
            said = self._answer(self._connection)
        try:
            return nut.variables(self._settings.ups, said)
        except nut.RefusedError as error:
            fault, why = _REFUSALS.get(str(error), (Fault.GARBLED, "the server refuses the question"))
            raise DeviceError(fault, f"{self._name}: {why} ({error})") from error
        except nut.NoAnswerError as error:
            raise DeviceError(Fault.GARBLED, f"{self._name} is no server of NUT, or its answer is spoilt") from error

    def _answer(self, connection: socket.socket) -> bytes:
        end, said = monotonic() + LIMIT, b""
        while not nut.complete(said):
            connection.settimeout(max(0.001, end - monotonic()))
            part = connection.recv(4096)
            if not part:
                raise DeviceError(Fault.NO_DEVICE, f"{self._name}: the server has closed the connection")
            said += part
            if (tap := self._tap) is not None:
                tap.heard(part)
            if len(said) > nut.LONGEST:
                raise DeviceError(Fault.GARBLED, f"{self._name}: an answer without an end")
        return said

    @contextmanager
    def _border(self) -> Generator[None]:
        try:
            yield
        except TimeoutError as error:
            raise DeviceError(Fault.NO_ANSWER, f"{self._name} does not answer") from error
        except OSError as error:
            raise DeviceError(Fault.NO_DEVICE, f"{self._name}: {error}") from error
