"""A raw TCP server that misbehaves as platforms and networks do."""

import socket
import struct
import threading
from contextlib import contextmanager, suppress

DRIP = 0.02  # seconds between two bytes: each well within any time limit between bytes


class BadPlatform:
    """Answers every connection by `behave(connection, request)`. Counts requests."""

    def __init__(self, behave, tls):
        self.behave, self.requests = behave, []
        self.stopping = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._tls = tls
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self._listening.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept)]
        self._open = []

    def start(self):
        self._threads[0].start()

    def stop(self):
        self.stopping.set()
        with socket.create_connection(self._listening.getsockname()):
            self._threads[0].join(5)
        self._listening.close()
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads[1:]:
            thread.join(5)

    def _accept(self):
        while True:
            connection, _ = self._listening.accept()
            if self.stopping.is_set():
                connection.close()
                return
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._open.append(connection)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection):
        connection.settimeout(5)
        with connection:
            try:
                if self._tls:
                    connection = self._tls.wrap_socket(connection, server_side=True)
                while request := _request(connection):
                    self.requests.append(request)
                    if self.behave(self, connection, request) == "close":
                        return
            except OSError:
                return


@contextmanager
def bad_platform(behave, tls=None):
    platform = BadPlatform(behave, tls)
    platform.start()
    try:
        yield platform
    finally:
        platform.stop()


def answers(status, body, kind="application/json", **headers):
    def behave(_, connection, __):
        connection.sendall(_answer(status, body, kind, headers))

    return behave


def problem(status, code):
    return answers(
        status,
        f'{{"type":"about:blank","title":"x","status":{status},"code":"{code}"}}'.encode(),
        "application/problem+json",
    )


def is_silent(platform, connection, _):
    platform.stopping.wait(30)


def drips_its_headers(platform, connection, _):
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while not platform.stopping.wait(DRIP):
        connection.sendall(b"a: b\r\n")


def drips_one_header(platform, connection, _):
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while not platform.stopping.wait(DRIP):
        connection.sendall(b"x")


def drips_its_body(length):
    def behave(platform, connection, _):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + length + b"\r\n")
        while not platform.stopping.wait(DRIP):
            connection.sendall(b" ")

    return behave


def resets(_, connection, __):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return "close"


def hangs_up(_, __, ___):
    return "close"


def breaks_off(_, connection, __):
    connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"queues":')
    return "close"


def speaks_something_else(_, connection, __):
    connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
    return "close"


def first(behave, then):
    """Misbehaves once, then does something else."""
    seen = []

    def both(platform, connection, request):
        seen.append(1)
        return (behave if len(seen) == 1 else then)(platform, connection, request)

    return both


def _answer(status, body, kind, headers):
    lines = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def _request(connection):
    """One whole request, or nothing when the other side is gone."""
    received = b""
    while b"\r\n\r\n" not in received:
        chunk = connection.recv(65_536)
        if not chunk:
            return b""
        received += chunk
    head, _, body = received.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")), 0
    )
    while len(body) < length:
        body += connection.recv(65_536)
    return head + b"\r\n\r\n" + body
