"""What may be seen of relay boards: their commands and states, as long as they are sound."""

import re
from collections.abc import Iterator

from drivers.protocols import lcus, modbus
from drivers.tracing import Told, heard, hidden, octets, sent

_STATES = re.compile(rb"CH\d: *(ON|OFF) *\r?\n")
_LONGEST_LINE = 16
_SHORTEST = 4  # bytes of a Modbus frame


class LcusMask:
    def __init__(self) -> None:
        self._line = b""
        self._commands = {lcus.QUESTION: "how are the relays?"}
        for number in range(1, lcus.MOST + 1):
            for on, word in ((True, "on"), (False, "off")):
                self._commands[lcus.command(number, on=on)] = f"relay {number} {word}"

    def sent(self, data: bytes) -> Iterator[Told]:
        words = self._commands.get(data)
        yield sent(hidden(len(data)), "an unknown command") if words is None else sent(octets(data), words)

    def heard(self, data: bytes) -> Iterator[Told]:
        *lines, self._line = (self._line + data).split(b"\n")
        for line in lines:
            whole = line + b"\n"
            known = _STATES.fullmatch(whole)
            yield heard(octets(whole), line.decode("ascii").strip()) if known else heard(hidden(len(whole)))
        if len(self._line) > _LONGEST_LINE:
            yield heard(hidden(len(self._line)), "no state of a relay")
            self._line = b""


class ModbusMask:
    def __init__(self) -> None:
        self._request = b""
        self._heard = b""

    def sent(self, data: bytes) -> Iterator[Told]:
        yield from self._given_up()
        sound = len(data) > _SHORTEST and modbus.frame(data[:-2]) == data
        self._request = data if sound else b""
        yield sent(octets(data), _asked(data)) if sound else sent(hidden(len(data)), "an unknown request")

    def heard(self, data: bytes) -> Iterator[Told]:
        self._heard += data
        whole = self._heard
        answer = modbus.answer_to(self._request, whole) if self._request else None
        if answer is None:
            if len(whole) > 4 * len(self._request):
                yield from self._given_up()
        elif modbus.frame(whole[:-2]) == whole:
            refusal = modbus.REFUSALS.get(answer.refusal, "refuses")
            yield heard(octets(whole), f"the board {refusal}" if answer.refusal else "done")
            self._heard = b""
        else:
            yield heard(hidden(len(whole)), "an answer with noise around it")
            self._heard = b""

    def _given_up(self) -> Iterator[Told]:
        if self._heard:
            yield heard(hidden(len(self._heard)), "no answer")
            self._heard = b""


def _asked(request: bytes) -> str:
    if request[1] == modbus.WRITE_COIL:
        return f"relay {int.from_bytes(request[2:4], 'big') + 1} {'on' if request[4] else 'off'}"
    return "how are the relays?" if request[1] == modbus.READ_COILS else ""
