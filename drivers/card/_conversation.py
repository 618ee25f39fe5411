"""Question and answer with a SAM module: one request, the reply that belongs to it, and a limit for every silence."""

from collections.abc import Iterator
from time import monotonic

from drivers import DeviceError, Fault
from drivers.ports import Line
from drivers.protocols import sam
from drivers.protocols.sam import Reply
from drivers.protocols.sam_answers import answers

THINK = 0.5  # seconds until a reply has begun and ended, besides its time on the wire …
THINK_READ = 2.0  # … and for a read, during which the module talks to the card
CUT = 0.3  # seconds of silence within a frame, or after a broken one, until it is given up
BITS = 10  # of one byte on the wire: start, eight, stop
_LONGEST = {sam.READ: 1295, sam.READ_WITH_PRINTS: 2321, sam.NEW_ADDRESS: 361}  # bytes of the reply's frame
_SHORT = 64


class Conversation:
    """One request at a time. A late reply of an earlier request, noise and broken frames are passed over."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._frames = sam.FrameReader()
        self._command = b""
        self._until = 0.0  # when the answer is overdue
        self._heard = 0  # bytes since the request

    def open(self) -> None:
        self._line.open()

    def close(self) -> None:
        self._begin()
        self._line.close()

    def wait(self, seconds: float) -> None:
        """What comes unasked is worth nothing; an unplugged wire is noticed."""
        self._line.read(seconds)

    def ask(self, command: bytes) -> Reply:
        """The reply to `command`. Raises DeviceError: NO_ANSWER, GARBLED, NO_DEVICE."""
        self.send(command)
        while (reply := self.answer(self._until)) is None:
            pass
        return reply

    def send(self, command: bytes) -> None:
        """Forget what was said before, and put the question."""
        self.forget()
        self._command = command
        self._until = monotonic() + self._limit(command)
        self._line.write(sam.frame(command))

    def answer(self, until: float) -> Reply | None:
        """The reply to what was sent, or None when it is not there at the time `until` and not yet overdue.

        Raises DeviceError when it is overdue: NO_ANSWER for silence, GARBLED for anything else.
        """
        while True:
            now = monotonic()
            end = min(until, self._until)
            chunk = self._line.read(min(end - now, CUT) if self._spoilt else end - now)
            self._heard += len(chunk)
            for reply in self._replies(chunk):
                if answers(self._command, reply):
                    self._begin()
                    return reply
            cut = not chunk and self._spoilt and monotonic() - now >= CUT
            if cut or monotonic() >= self._until:
                raise self._overdue()
            if monotonic() >= until:
                return None

    @property
    def _spoilt(self) -> bool:
        """Whether an answer has begun or come broken: when nothing follows, nothing will."""
        return self._frames.within_frame or self._frames.broken

    def forget(self) -> None:
        """Keep nothing of what was heard, and nothing that has arrived: it may be half of somebody's card."""
        self._begin()
        self._line.drop_input()

    def _begin(self) -> None:
        self._frames.clear()
        self._heard = 0

    def _replies(self, chunk: bytes) -> Iterator[Reply]:
        for body in self._frames.feed(chunk):
            if (reply := sam.parse_reply(body)) is not None:
                yield reply

    def _overdue(self) -> DeviceError:
        heard = self._heard
        self._begin()
        if heard:
            return DeviceError(Fault.GARBLED, f"{heard} bytes and no answer to {self._command.hex()} among them")
        return DeviceError(Fault.NO_ANSWER, f"nothing after {self._command.hex()}: power, cable, baud rate?")

    def _limit(self, command: bytes) -> float:
        """Seconds until the last byte of the answer must have come."""
        size = _LONGEST.get(command, _SHORT)
        return (THINK_READ if size > _SHORT else THINK) + size * BITS / self._line.baudrate
