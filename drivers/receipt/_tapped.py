"""A printer's wire with an ear on it, whichever of the four it is: with nobody listening, it only passes things on."""

from collections.abc import Callable

from drivers.receipt._wires import Wire
from drivers.tracing import Tap


class TappedWire:
    """A `Wire`. `tap` gives who listens now, or None."""

    def __init__(self, wire: Wire, tap: Callable[[], Tap | None], name: str) -> None:
        self._wire, self._tap, self._name = wire, tap, name
        self.two_way = wire.two_way

    def open(self) -> None:
        self._wire.open()
        self.two_way = self._wire.two_way  # a device file knows it only now
        if (tap := self._tap()) is not None:
            tap.opened(self._name)

    def close(self) -> None:
        if (tap := self._tap()) is not None:
            tap.closed()
        self._wire.close()

    def send(self, data: bytes, seconds: float) -> None:
        if (tap := self._tap()) is not None:
            tap.sent(data)
        self._wire.send(data, seconds)

    def receive(self, seconds: float) -> bytes:
        data = self._wire.receive(seconds)
        if data and (tap := self._tap()) is not None:
            tap.heard(data)
        return data

    def seconds_for(self, count: int) -> float:
        return self._wire.seconds_for(count)
