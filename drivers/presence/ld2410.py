"""The radar module HLK-LD2410: sees people by their movement and their breath, without a picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from drivers import About, DeviceError, Fault, Status
from drivers.ports import Line, check_port
from drivers.presence import told
from drivers.protocols import ld2410
from drivers.settings import between, setting
from drivers.tracing import Tap, Tell
from drivers.tracing.ld2410 import Mask

SILENCE = 1.0  # seconds without a report after which the radar counts as silent: it reports ten times in that
ANSWER = 0.5  # seconds for the answer to a command


@dataclass(frozen=True)
class Settings:
    port: str = setting(help="/dev/serial/by-id/… path, device node, or USB vid:pid[:serial]", check=check_port)
    baudrate: int = setting(256000, help="bits per second, as the module is set", choices=ld2410.BAUDRATES)
    reach_cm: int = setting(150, help="nobody farther away than that counts, in centimetres", check=between(20, 600))


class Driver:
    """A `drivers.presence.Presence`. The radar itself holds a person for five seconds after the last sign of life."""

    def __init__(self, settings: Settings) -> None:
        self._line = Line(settings.port, settings.baudrate)
        self._frames = ld2410.Frames()
        self._reach = settings.reach_cm
        self._heard = False  # anything at all, since the last question

    def open(self) -> None:
        """Open the line and hear the radar report."""
        self._line.open()
        try:
            self.present()
        except DeviceError:
            self.close()
            raise

    def close(self) -> None:
        self._frames.clear()
        self._line.close()

    def status(self) -> Status:
        return Status(detail=told(self.present()))

    def present(self) -> bool | None:
        """By the next report: what waits in the line is old. None while the radar measures its surroundings."""
        self._forget()
        for content in self._contents(ld2410.REPORT, SILENCE):
            if report := ld2410.parse_report(content):
                return report.within(self._reach)
        if self._heard:
            raise DeviceError(Fault.GARBLED, "bytes that are no reports: look at the baud rate")
        raise DeviceError(Fault.NO_ANSWER, f"no report within {SILENCE:g} s")

    def about(self) -> About:
        """The radar is asked for its firmware; it may be deaf (a cable with three wires) and work all the same."""
        self._forget()
        version = ""
        if self._asked(ld2410.CONFIGURE):
            version = ld2410.firmware(self._asked(ld2410.FIRMWARE))
        self._line.write(ld2410.command(ld2410.LEAVE))
        return About("Hi-Link", "HLK-LD2410", version)

    def trace(self, tell: Tell | None) -> None:
        """Tell what goes over the line; None: no more. Any thread may call it."""
        self._line.tap = Tap(Mask, tell) if tell else None

    def _asked(self, command: bytes) -> bytes:
        """What the radar acknowledges a command with; empty when it does not."""
        self._line.write(ld2410.command(command))
        answers = self._contents(ld2410.COMMAND, ANSWER)
        return next((content for content in answers if ld2410.acknowledges(content, command)), b"")

    def _forget(self) -> None:
        self._line.drop_input()
        self._frames.clear()
        self._heard = False

    def _contents(self, header: bytes, seconds: float) -> Iterator[bytes]:
        """What frames of a kind hold, as they come, until time is over."""
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0:
            chunk = self._line.read(left)
            self._heard |= bool(chunk)
            yield from (content for kind, content in self._frames.feed(chunk) if kind == header)
