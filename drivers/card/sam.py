"""ID-card readers with a SAM module on a serial line (GA/T 467): every brand's module speaks this protocol."""

from dataclasses import dataclass

from drivers import DeviceError, Fault
from drivers.card._conversation import Conversation
from drivers.card._module import Module
from drivers.ports import Line, check_port
from drivers.protocols import sam
from drivers.protocols.sam import Reply
from drivers.settings import setting
from drivers.tracing import Tap, Tell
from drivers.tracing.sam import Mask

SPEEDS = (*sam.BAUDRATES, 230400)  # in the order in which they are tried, the usual ones first


@dataclass(frozen=True)
class Settings:
    port: str = setting(help="/dev/serial/by-id/… path, device node, or USB vid:pid[:serial]", check=check_port)
    baudrate: int = setting(
        115200,
        help="bits per second, as the module is set; 0: found by trying each of them",
        choices=(0, 230400, *sam.BAUDRATES),
    )


class Driver(Module):
    """A `drivers.card.CardReader` on a serial line."""

    def __init__(self, settings: Settings) -> None:
        self._any_speed = settings.baudrate == 0
        self._line = Line(settings.port, settings.baudrate or SPEEDS[0])
        super().__init__(Conversation(self._line))

    def trace(self, tell: Tell | None) -> None:
        """Tell what goes over the line, without anything of a resident; None: no more. Any thread may call it."""
        self._line.tap = Tap(Mask, tell) if tell else None

    def _first_reply(self) -> Reply:
        """The module's status; at the first speed at which it is understood where none is set, last time's first."""
        if not self._any_speed:
            return super()._first_reply()
        for speed in sorted(SPEEDS, key=lambda speed: speed != self._line.baudrate):
            self._line.close()
            self._line.baudrate = speed
            try:
                self._line.open()
                return self._talk.ask(sam.STATUS)
            except DeviceError as error:
                if error.fault is Fault.NO_DEVICE:
                    raise
        raise DeviceError(Fault.NO_ANSWER, f"at none of {', '.join(map(str, SPEEDS))} baud: power, cable?")
