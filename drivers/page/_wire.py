"""The wire to whoever speaks IPP: HTTP over TCP or a socket of this machine, one limit for the whole of an exchange."""

import http.client
import socket
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import quote, urlsplit

from drivers import DeviceError, Fault
from drivers.protocols import ipp

_REFUSALS = {401: Fault.NOT_PERMITTED, 403: Fault.NOT_PERMITTED, 426: Fault.NOT_PERMITTED, 404: Fault.NO_DEVICE}


@dataclass(frozen=True)
class Place:
    """Where it is. A host that begins with "/" is a socket of this machine."""

    host: str
    port: int
    path: str

    @property
    def uri(self) -> str:
        host = "localhost" if self.host.startswith("/") else self.host
        return f"ipp://{f'[{host}]' if ':' in host else host}:{self.port}{self.path}"

    @staticmethod
    def queue(host: str, port: int, name: str) -> "Place":
        return Place(host, port, f"/printers/{quote(name, safe='')}")

    @staticmethod
    def of(uri: str) -> "Place | None":
        """Where an address leads; None where it is none of plain IPP."""
        said = urlsplit(uri)
        if said.scheme != "ipp" or not said.hostname:
            return None
        return Place(said.hostname, said.port or ipp.PORT, said.path or "/")


def exchanged(place: Place, said: bytes, seconds: float) -> bytes:
    """What is answered within so many seconds. Raises DeviceError: NO_DEVICE, NO_ANSWER, GARBLED, NOT_PERMITTED."""
    with _border(place.uri), closing(_Connection(place, monotonic() + seconds)) as connection:
        connection.request("POST", place.path, said, {"Content-Type": ipp.TYPE})
        answer = connection.getresponse()
        if answer.status != http.client.OK:
            fault = _REFUSALS.get(answer.status, Fault.GARBLED)
            raise DeviceError(fault, f"{place.uri} answers HTTP {answer.status}")
        return answer.read(ipp.LONGEST)


@contextmanager
def _border(uri: str) -> Generator[None]:
    try:
        yield
    except TimeoutError as error:
        raise DeviceError(Fault.NO_ANSWER, f"{uri} does not answer") from error
    except PermissionError as error:
        raise DeviceError(Fault.NOT_PERMITTED, f"{uri}: {error.strerror}") from error
    except (http.client.HTTPException, ValueError) as error:
        if isinstance(error, http.client.RemoteDisconnected):
            raise DeviceError(Fault.NO_DEVICE, f"{uri} has closed the connection") from error
        raise DeviceError(Fault.GARBLED, f"{uri} does not speak HTTP: {type(error).__name__}") from error
    except OSError as error:
        raise DeviceError(Fault.NO_DEVICE, f"{uri}: {error.strerror or error}") from error


class _Limited(socket.socket):
    """Every wait on it ends at one and the same moment, however slowly the other end goes on talking."""

    until = 0.0

    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
        self._limit()
        return super().recv_into(buffer, nbytes, flags)

    def sendall(self, data: Any, flags: int = 0) -> None:
        self._limit()
        super().sendall(data, flags)

    def _limit(self) -> None:
        if (left := self.until - monotonic()) <= 0:
            raise TimeoutError
        self.settimeout(left)


class _Connection(http.client.HTTPConnection):
    def __init__(self, place: Place, until: float) -> None:
        super().__init__("localhost" if place.host.startswith("/") else place.host, place.port)
        self._place, self._until = place, until

    def connect(self) -> None:
        left = max(0.001, self._until - monotonic())
        if self._place.host.startswith("/"):
            self.sock = _Limited(socket.AF_UNIX)
            self.sock.settimeout(left)
            self.sock.connect(self._place.host)
        else:
            plain = socket.create_connection((self._place.host, self._place.port), left)
            self.sock = _Limited(fileno=plain.detach())
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock.until = self._until
