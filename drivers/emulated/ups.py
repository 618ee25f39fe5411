"""A UPS made of software behind a server of Network UPS Tools, on a TCP port of this machine."""

import selectors
import socket
import struct

from drivers.emulated.device import TICK, EmulatedDevice
from drivers.protocols import nut

CHUNK = 4096
ABOUT = {"mfr": "Emulated", "model": 'Hall "1500"', "serial": "SAMPLE-1"}
NOISE = b"\x00\xff?\n"


class Ups(EmulatedDevice):
    """`pull_mains` and `mains_back` are a person's hand; `values` is all that the server tells."""

    def __init__(self, name: str = "hall", port: int = 0) -> None:
        super().__init__()
        self.name, self.port = name, port
        self.values = {
            **{f"device.{name}": told for name, told in ABOUT.items()},
            "ups.firmware": "1.0",
            "ups.status": "OL",
            "battery.charge": "100",
            "battery.runtime": "1800",
        }
        self.refusal = ""  # the word of an error that answers every question, such as DATA-STALE
        self._server: socket.socket | None = None
        self._clients: dict[socket.socket, bytes] = {}  # and what each has begun to ask

    def pull_mains(self, charge: int = 100) -> None:
        self.tell("OB DISCHRG", charge)

    def mains_back(self, charge: int = 100) -> None:
        self.tell("OL CHRG", charge)

    def tell(self, status: str, charge: int) -> None:
        self.values = {
            **self.values,
            "ups.status": status,
            "battery.charge": str(charge),
            "battery.runtime": str(18 * charge),
        }

    def _appear(self) -> None:
        if self._server is None:
            self._server = socket.create_server(("127.0.0.1", self.port))
            self.port = self._server.getsockname()[1]

    def _vanish(self) -> None:
        """No more port, and a reset for whoever is connected."""
        server, clients = self._server, list(self._clients)
        self._server = None
        self._clients.clear()
        if server is not None:
            server.close()
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

    def _serve(self) -> None:
        """Wait a tick for whoever asks, or comes."""
        assert self._server is not None
        with selectors.DefaultSelector() as waiting:
            for one in (self._server, *self._clients):
                waiting.register(one, selectors.EVENT_READ)
            ready = [key.fileobj for key, _ in waiting.select(TICK)]
        for one in ready:
            if one is self._server:
                self._clients[self._server.accept()[0]] = b""
            elif isinstance(one, socket.socket):
                self._hear(one)

    def _hear(self, client: socket.socket) -> None:
        try:
            data = client.recv(CHUNK)
            *lines, self._clients[client] = (self._clients[client] + data).split(b"\n")
            for line in lines:
                self._say(client, self._answer(line.decode(errors="replace").split()))
        except OSError:
            data = b""
        if not data:
            del self._clients[client]
            client.close()

    def _answer(self, words: list[str]) -> bytes:
        if self.refusal:
            return f"ERR {self.refusal}\n".encode()
        match words:
            case ["LIST", "UPS"]:
                return f'BEGIN LIST UPS\nUPS {self.name} "Emulated UPS"\nEND LIST UPS\n'.encode()
            case ["LIST", "VAR", self.name]:
                return nut.listed(self.name, self.values)
            case ["LIST", "VAR", _]:
                return b"ERR UNKNOWN-UPS\n"
            case _:
                return b"ERR UNKNOWN-COMMAND\n"

    def _say(self, client: socket.socket, answer: bytes) -> None:
        self._stopping.wait(self.trouble.slow)
        if self.trouble.mute:
            return
        if self.trouble.half:
            answer = answer[: len(answer) // 2]
        client.sendall(NOISE + answer if self.trouble.garbage else answer)
