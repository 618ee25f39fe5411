"""A page printer made of software on a TCP port: it speaks IPP as the printer itself, and as a CUPS with one queue.

Its own address is ipp://127.0.0.1:PORT/ipp/print; the queue is /printers/NAME, and leads to that address unless
`device_uri` says otherwise.
"""

import selectors
import socket
import struct

from drivers.emulated.device import TICK, EmulatedDevice
from drivers.emulated.http_requests import CONTINUE, Requests, answered
from drivers.emulated.ipp_answers import OWN_PATH, Answers
from drivers.emulated.page_machine import PageMachine, Printed
from drivers.protocols import ipp

CHUNK = 65536
NOISE = b"\x00\xff?\r\n"


class PagePrinter(EmulatedDevice):
    """`machine` is its inside, and what a person's hands do to it; `answers` is what it says, and how it may refuse."""

    def __init__(
        self, queue: str = "A4", port: int = 0, *, seconds_per_sheet: float = 0.02, device_uri: str = ""
    ) -> None:
        super().__init__()
        self.queue, self.port = queue, port
        self.machine = PageMachine(seconds_per_sheet)
        self.answers = Answers(queue, self.machine)
        self._device_uri = device_uri
        self._server: socket.socket | None = None
        self._clients: dict[socket.socket, Requests] = {}

    @property
    def pages(self) -> tuple[Printed, ...]:
        """What lies in the tray, oldest first."""
        return self.machine.pages

    def _appear(self) -> None:
        if self._server is None:
            self._server = socket.create_server(("127.0.0.1", self.port))
            self.port = self._server.getsockname()[1]
            self.answers.address = f"127.0.0.1:{self.port}"
            self.answers.device_uri = self._device_uri or f"ipp://{self.answers.address}{OWN_PATH}"

    def _vanish(self) -> None:
        """No more port, a reset for whoever is connected, and an empty memory."""
        server, clients = self._server, list(self._clients)
        self._server = None
        self._clients.clear()
        if server is not None:
            server.close()
            self.machine.switch_off()
        for client in clients:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            if self.trouble.unplugged:
                self._vanish()
                self._stopping.wait(TICK)
            else:
                self._appear()
                self._serve()
                self.machine.work()

    def _serve(self) -> None:
        """Wait a tick for whoever asks, or comes."""
        assert self._server is not None
        with selectors.DefaultSelector() as waiting:
            for one in (self._server, *self._clients):
                waiting.register(one, selectors.EVENT_READ)
            ready = [key.fileobj for key, _ in waiting.select(TICK)]
        for one in ready:
            if one is self._server:
                self._clients[self._server.accept()[0]] = Requests()
            elif isinstance(one, socket.socket):
                self._hear(one, self._clients[one])

    def _hear(self, client: socket.socket, requests: Requests) -> None:
        try:
            data = client.recv(CHUNK)
            for path, body in () if self.trouble.mute else requests.feed(data):  # a server that hangs acts on nothing
                self._say(client, answered(self.answers(path, body), ipp.TYPE))
            if requests.waits and not self.trouble.mute:
                self._say(client, CONTINUE)
        except (OSError, ValueError):
            data = b""
        if not data:
            del self._clients[client]
            client.close()

    def _say(self, client: socket.socket, answer: bytes) -> None:
        self._stopping.wait(self.trouble.slow)
        if self.trouble.half:
            client.sendall(answer[: len(answer) // 2])
            client.shutdown(socket.SHUT_WR)
            return
        client.sendall(NOISE + answer if self.trouble.garbage else answer)
