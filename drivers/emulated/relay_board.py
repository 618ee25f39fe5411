"""Relay boards made of software: lamps at numbered relays, on a serial wire."""

from abc import abstractmethod
from pathlib import Path

from drivers.emulated.serial_device import SerialDevice
from drivers.protocols import lcus, modbus

LONGEST = 64  # bytes of a half-heard command that are kept


class RelayBoard(SerialDevice):
    """`lamps` is what a person sees: which relays are on."""

    def __init__(self, path: Path, relays: int = 8, baudrate: int | None = None) -> None:
        super().__init__(path, baudrate)
        self.relays = relays
        self.lamps: dict[int, bool] = dict.fromkeys(range(1, relays + 1), False)
        self.stuck: set[int] = set()  # relays that no longer move
        self.switched = 0  # how often any relay has moved
        self._asked = b""

    def power_cut(self) -> None:
        """The board was without power for a moment: every relay falls off."""
        self.lamps = dict.fromkeys(self.lamps, False)

    def _move(self, number: int, *, on: bool) -> None:
        if number in self.lamps and number not in self.stuck and self.lamps[number] != on:
            self.switched += 1
            self.lamps = {**self.lamps, number: on}

    def _hear(self, data: bytes) -> None:
        if not self.trouble.mute:  # a board that is dead moves nothing
            self._asked = self._work(self._asked + data)[-LONGEST:]

    @abstractmethod
    def _work(self, data: bytes) -> bytes:
        """Do what is asked; what may be the beginning of a further command is given back."""


class LcusBoard(RelayBoard):
    """With `answers` it tells how its relays are when it is asked."""

    def __init__(self, path: Path, relays: int = 8, *, answers: bool = False, baudrate: int | None = None) -> None:
        super().__init__(path, relays, baudrate)
        self.answers = answers

    def _work(self, data: bytes) -> bytes:
        before, question, after = data.partition(lcus.QUESTION)
        commands, rest = lcus.commands(before)
        for number, on in commands:
            self._move(number, on=on)
        if not question:
            return rest
        if self.answers:
            self._say(lcus.answer(self.lamps))
        return self._work(after)


class ModbusBoard(RelayBoard):
    """Confirms every command, refuses relays that it does not have, and tells how its relays are."""

    def __init__(self, path: Path, relays: int = 8, *, address: int = 1, baudrate: int | None = None) -> None:
        super().__init__(path, relays, baudrate)
        self.address = address

    def _work(self, data: bytes) -> bytes:
        while len(data) >= 8:
            request, sound = data[:6], modbus.crc(data[:6]) == data[6:8]
            if sound and request[0] == self.address:
                self._say(modbus.frame(self._answer(request)))
            data = data[8:] if sound else data[1:]
        return data

    def _answer(self, request: bytes) -> bytes:
        function, first, value = request[1], int.from_bytes(request[2:4], "big"), int.from_bytes(request[4:6], "big")
        if function == modbus.WRITE_COIL and first < self.relays:
            self._move(first + 1, on=value == 0xFF00)
            return request
        if function == modbus.READ_COILS and first + value <= self.relays:
            data = modbus.coil_bytes([self.lamps[number] for number in range(first + 1, first + value + 1)])
            return bytes((self.address, function, len(data))) + data
        known = function in {modbus.WRITE_COIL, modbus.READ_COILS}
        return bytes((self.address, function | 0x80, 2 if known else 1))
