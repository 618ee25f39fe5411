"""The program that calls the PC/SC service: a process of its own, because a call lasts as long as a reader hangs.

It reads one request a line (JSON: name, arguments), writes one answer a line (JSON: result code, value), and ends
when its input ends, whatever the service is doing. It must never know more than readers, commands and bytes.
"""

import json
import os
import queue
import sys
import threading
from typing import Any

MISSING = 3  # exit status: the library of the service, or its binding, is not installed
MASK = 0xFFFFFFFF
DISPOSITION_UNPOWER, LEAVE = 2, 0
ANY_PROTOCOL = 3  # T=0 or T=1
NO_PROTOCOL = 0
EXCLUSIVE, DIRECT = 1, 3
_ATTRIBUTES = {"maker": 0x00010100, "model": 0x00010101, "version": 0x00010102, "serial": 0x00010103}


class Calls:
    """The calls of PC/SC that a reader of cards needs, by name; each gives (result code, value)."""

    def __init__(self, scard: Any) -> None:
        self._scard = scard
        self._context: Any = None
        self._card: Any = None
        self._protocol = NO_PROTOCOL

    def readers(self) -> tuple[int, Any]:
        """The names of the readers there are, from a service that is asked anew."""
        if self._context is not None:
            self._scard.SCardReleaseContext(self._context)
        code, self._context = self._scard.SCardEstablishContext(self._scard.SCARD_SCOPE_SYSTEM)
        if code:
            self._context = None
            return code, []
        return self._scard.SCardListReaders(self._context, [])

    def wait(self, reader: str, known: int, milliseconds: int) -> tuple[int, Any]:
        """The state of a reader as soon as it is not the known one."""
        code, states = self._scard.SCardGetStatusChange(self._context, milliseconds, [(reader, known)])
        return code, states[0][1] & MASK if states else known

    def connect(self, reader: str) -> tuple[int, Any]:
        """Have the card to oneself."""
        code, self._card, self._protocol = self._scard.SCardConnect(self._context, reader, EXCLUSIVE, ANY_PROTOCOL)
        return code, None

    def transmit(self, command: str) -> tuple[int, Any]:
        """What the card answers."""
        scard = self._scard
        header = scard.SCARD_PCI_T1 if self._protocol == scard.SCARD_PROTOCOL_T1 else scard.SCARD_PCI_T0
        code, answer = scard.SCardTransmit(self._card, header, list(bytes.fromhex(command)))
        return code, bytes(byte & 0xFF for byte in answer).hex() if not code else ""

    def disconnect(self) -> tuple[int, Any]:
        """Let the card go, without power: what it had opened is closed."""
        return self._scard.SCardDisconnect(self._card, DISPOSITION_UNPOWER), None

    def about(self, reader: str) -> tuple[int, Any]:
        """What the reader says of itself. It must answer for that: a reader that hangs does not."""
        scard = self._scard
        code, handle, _ = scard.SCardConnect(self._context, reader, DIRECT, NO_PROTOCOL)
        if code:
            return code, {}
        told: dict[str, str] = {}
        for name, attribute in _ATTRIBUTES.items():
            code, value = scard.SCardGetAttrib(handle, attribute)
            if not code:
                told[name] = bytes(byte & 0xFF for byte in value).hex()
        scard.SCardDisconnect(handle, LEAVE)
        return 0, told


def main() -> int:
    requests: queue.SimpleQueue[list[Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    try:
        from smartcard import scard
    except ImportError:
        return MISSING
    calls = Calls(scard)
    while True:
        name, *arguments = requests.get()
        code, value = getattr(calls, name)(*arguments)
        sys.stdout.write(json.dumps([code & MASK, value]) + "\n")
        sys.stdout.flush()


def _listen(requests: "queue.SimpleQueue[list[Any]]") -> None:
    """Pass the requests on, and end the process with its input even while the service holds the main thread."""
    for line in sys.stdin:
        requests.put(json.loads(line))
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
