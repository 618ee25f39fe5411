"""HTTP with limits that hold: a call ends in time and within its size, however slowly the other side drips.

A socket's time limit counts from byte to byte, so that one byte a second would hang a call for hours. Here a deadline
cuts the socket itself.
"""

import logging
import socket
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from typing import Any, TypeVar
from weakref import WeakSet

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from kiosk.platform.troubles import BadAnswer, Offline, Refused, Slow, Trouble

CONNECT = 3.05  # seconds until a connection stands; a little over TCP's first repetition after 3 s (RFC 6298)
AGAIN = 0.05  # seconds between two cuts, for a socket that opens just then
CHUNK = 65_536

# Below ERROR it tells addresses, and an address may name an appointment.
logging.getLogger("urllib3").setLevel(logging.ERROR)

_Connection = TypeVar("_Connection", HTTPConnection, HTTPSConnection)


@dataclass(frozen=True)
class Limits:
    """What one call may take: seconds for all of it, bytes of its answer once unpacked."""

    seconds: float
    size: int = 1 << 20


@dataclass(frozen=True)
class Received:
    status: int
    kind: str  # media type
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)


class Wire:
    """The connections of one thread to one platform."""

    def __init__(self, ca_file: str = "") -> None:
        self._sockets: WeakSet[socket.socket] = WeakSet()
        self._session = requests.Session()
        self._session.trust_env = False  # no proxy, password or certificate from somebody's environment
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))  # nothing outlives a visit
        if ca_file:
            self._session.verify = ca_file
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, _adapter(self._sockets))

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes, limits: Limits) -> Received:
        """One request, once. Raises Offline, Slow or BadAnswer."""
        with self._deadline(limits.seconds) as passed:
            try:
                received = self._exchange(method, url, headers, body, limits)
                if not passed.is_set():  # a cut can look like the end of an answer
                    return received
                trouble: Trouble = Slow()
            except requests.exceptions.SSLError:
                trouble = Slow() if passed.is_set() else Offline("the certificate is not trusted, or TLS fails")
            except requests.Timeout:
                trouble = Slow()
            except requests.exceptions.ContentDecodingError:
                trouble = BadAnswer("cannot be unpacked")
            except (requests.exceptions.InvalidURL, requests.exceptions.InvalidHeader, UnicodeError):
                trouble = Refused("cannot be sent")
            except (requests.RequestException, OSError):
                trouble = Slow() if passed.is_set() else Offline()
        raise trouble  # outside, so that it does not carry the library's error, which holds the request

    def close(self) -> None:
        self._session.close()

    def _exchange(self, method: str, url: str, headers: Mapping[str, str], body: bytes, limits: Limits) -> Received:
        wait = (min(CONNECT, limits.seconds), limits.seconds)
        with self._session.request(
            method, url, headers=dict(headers), data=body or None, timeout=wait, allow_redirects=False, stream=True
        ) as response:
            received = bytearray()
            for chunk in response.iter_content(CHUNK):
                received += chunk
                if len(received) > limits.size:
                    raise BadAnswer("larger than the contract allows")
            kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            return Received(response.status_code, kind, bytes(received), response.headers)

    @contextmanager
    def _deadline(self, seconds: float) -> Generator[threading.Event]:
        """Cut every socket after so many seconds. The event says whether that has happened."""
        done, passed = threading.Event(), threading.Event()

        def watch() -> None:
            if not done.wait(seconds):
                passed.set()
                self._cut()
                while not done.wait(AGAIN):
                    self._cut()

        watcher = threading.Thread(target=watch, name="platform-deadline", daemon=True)
        watcher.start()
        try:
            yield passed
        finally:
            done.set()
            watcher.join()

    def _cut(self) -> None:
        for one in list(self._sockets):
            with suppress(OSError):  # closed already
                socket.socket.shutdown(one, socket.SHUT_RDWR)  # the plain one: TLS must not be spoken from this thread


def _adapter(sockets: "WeakSet[socket.socket]") -> HTTPAdapter:
    """An adapter that knows the sockets it opens. It repeats nothing by itself."""
    plain = type("Pool", (HTTPConnectionPool,), {"ConnectionCls": _watched(HTTPConnection, sockets)})
    secure = type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": _watched(HTTPSConnection, sockets)})
    adapter = HTTPAdapter(pool_connections=1, pool_maxsize=1, max_retries=0)
    pools: dict[str, Any] = {"http": plain, "https": secure}
    adapter.poolmanager.pool_classes_by_scheme = pools
    return adapter


def _watched(base: type[_Connection], sockets: "WeakSet[socket.socket]") -> type[_Connection]:
    def connect(self: Any) -> None:
        base.connect(self)
        sockets.add(self.sock)

    return type("Watched", (base,), {"connect": connect})
