"""Chip-card readers that the system's PC/SC service knows (pcscd): every CCID reader, with contacts or without."""

from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from time import monotonic

from drivers import About, DeviceError, Fault, State, Status
from drivers.protocols import social_card_layout
from drivers.settings import setting
from drivers.smartcard import SocialCard, _reading
from drivers.smartcard._service import BrokenOffError, LostServiceError, Service
from drivers.tracing import Tap, Tell
from drivers.tracing.apdu import Mask

READ_TRIES = 3
READ_PATIENCE = 6.0  # seconds after which no further try begins
REMOVAL_SEEN = 1.0  # seconds until the service has noticed a card that was pulled out: it looks every 0.4 s
CHECK_EVERY = 2.0  # seconds between two questions whether the reader is well, while nothing happens

_UNKNOWN, _UNAVAILABLE, _EMPTY, _PRESENT = 0x0004, 0x0008, 0x0010, 0x0020  # of a reader's state
_NUMBER = 16  # bits: above them the service counts cards put in and taken out


@dataclass(frozen=True)
class Settings:
    reader: str = setting("", help="part of the reader's name, as find-devices lists it; empty: the first one")
    layout: str = setting(
        "", help="file with the layout of the cards here; empty: the usual one", check=social_card_layout.complaint
    )
    socket: str = setting("", help="where pcscd is reached; empty: as the system has it")


class Lying(Enum):
    """What is known of the card in the reader."""

    NEW = "new"  # none, or one that nobody has looked at
    FAILED = "failed"  # could not be read: left alone until it is taken out or somebody asks anew
    READ = "read"  # has been read, or is of another kind: left alone until it is taken out, whoever asks


class Driver:
    """A `drivers.smartcard.SmartcardReader`.

    A card is read once for each time it is put in: the service counts, so that one swapped while nobody looked is
    another one. A read, once begun, is finished even when the slice of `poll` is over: every call has its own limit.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._layout = social_card_layout.Layout(b"", {})
        self._service = Service(settings.socket)
        self._open = False
        self._reader = ""  # its whole name; empty: to be looked for
        self._state = 0  # as the service told it last; 0: not yet
        self._number: int | None = None  # how many cards were put in and taken out; None: not known yet
        self._lying = Lying.NEW  # outlives close(): a card may stay in while the reader is plugged in again
        self._next_check = 0.0

    def open(self) -> None:
        """Find the reader and hear it answer."""
        if self._open:
            return
        self._open = True
        try:
            self._layout = social_card_layout.load(Path(self._settings.layout or social_card_layout.USUAL))
            self._find()
            self._look(0.0)
            self._check()
        except ValueError as error:
            self.close()
            raise DeviceError(Fault.DRIVER_MISSING, f"the layout of the cards: {error}") from error
        except DeviceError:
            self.close()
            raise

    def close(self) -> None:
        self._open, self._reader = False, ""
        self._service.close()

    def status(self) -> Status:
        """Ask the service for the reader and the reader for an answer, within seconds even where one of them hangs."""
        if not self._open:
            return Status(State.UNKNOWN, Fault.NO_ANSWER, "not open")
        self._state = 0
        try:
            self._look(0.0)
            self._check()
        except DeviceError as error:
            if error.fault is Fault.NO_DEVICE:
                raise
            return Status.of(error)
        return Status()

    def about(self) -> About:
        """What the reader tells. The service tells its name; a card's answer to reset is nobody's serial number."""
        self._look(0.0)
        told = self._service.about(self._reader)
        version = told.get("version", b"")[::-1].hex(".") if any(told.get("version", b"")) else ""
        return About(_text(told, "maker"), _text(told, "model") or self._reader, version, _text(told, "serial"))

    def trace(self, tell: Tell | None) -> None:
        """Tell what is said between reader and card, without anything of a resident; None: no more. For any thread."""
        self._service.tap = Tap(Mask, tell) if tell else None

    def arm(self) -> None:
        """A card that was put in early is read now; one that has been read is not, until it is taken out."""
        if self._lying is Lying.FAILED:
            self._lying = Lying.NEW

    def disarm(self) -> None:
        """The reader has no lamp and no trigger: it is only no longer asked."""

    def forget(self) -> None:
        """A card that is in the reader now counts as read."""
        if self._look(0.0) & _PRESENT:
            self._lying = Lying.READ

    def poll(self, seconds: float) -> SocialCard | None:
        end = monotonic() + seconds
        self._state = 0  # what the service told long ago may not hold any more
        while True:
            state = self._look(max(0.0, min(end, self._next_check) - monotonic()) if self._state else 0.0)
            if state & _PRESENT and self._lying is Lying.NEW:
                return self._read()
            if monotonic() >= self._next_check:
                self._check()
            if monotonic() >= end:
                return None

    def _find(self) -> None:
        """Ask the service for the reader by its name."""
        self._reader, self._state, self._number = "", 0, None
        names = self._service.readers()
        self._reader = next((name for name in names if self._settings.reader.lower() in name.lower()), "")
        if not self._reader:
            wanted = f'none of {len(names)} is called "{self._settings.reader}"' if names else "there is none"
            raise DeviceError(Fault.NO_DEVICE, f"no reader at the PC/SC service: {wanted}")

    def _look(self, seconds: float) -> int:
        """The reader's state as soon as it changes, or after `seconds`; from a service that began anew at once."""
        if not self._open:
            raise DeviceError(Fault.NO_ANSWER, "not open")
        try:
            if not self._reader:
                self._find()
            state = self._service.state(self._reader, self._state, seconds)
        except LostServiceError:
            self._find()
            state = self._service.state(self._reader, 0, 0.0)
        except DeviceError as error:
            if error.fault is Fault.NO_DEVICE:
                self._reader = ""
            raise
        return self._noted(state)

    def _noted(self, state: int) -> int:
        if state & (_UNKNOWN | _UNAVAILABLE):
            self._reader = ""
            raise DeviceError(Fault.NO_DEVICE, "the reader is gone")
        number = state >> _NUMBER
        if state & _EMPTY or (self._number is not None and number != self._number):
            self._lying = Lying.NEW
        self._state, self._number = state, number
        return state

    def _check(self) -> None:
        """Hear the reader answer. Raises DeviceError: NO_ANSWER when it hangs."""
        self._service.about(self._reader)
        self._next_check = monotonic() + CHECK_EVERY

    def _read(self) -> SocialCard:
        """The card, tried anew as long as it stays in."""
        self._lying = Lying.FAILED
        end = monotonic() + READ_PATIENCE
        for left in reversed(range(READ_TRIES)):
            try:
                card = self._read_once()
            except DeviceError as error:
                self._judge(error)
                if not left or monotonic() >= end:
                    raise
            else:
                self._lying = Lying.READ
                return card
        raise AssertionError("the last try returns or raises")

    def _read_once(self) -> SocialCard:
        self._service.connect(self._reader)
        try:
            return _reading.read(self._service.transmit, self._layout)
        finally:
            with suppress(DeviceError):  # it has been read, or the reason why not is on its way
                self._service.disconnect()

    def _judge(self, error: DeviceError) -> None:
        """Raise what ended a read for good; return when a further try may help."""
        if isinstance(error, LostServiceError):
            self._find()
            self._look(0.0)
            return
        if error.fault is Fault.MEDIA_REMOVED or (isinstance(error, BrokenOffError) and self._pulled()):
            self._lying = Lying.NEW
            raise DeviceError(Fault.MEDIA_REMOVED, "pulled out while it was read") from error
        if error.fault is Fault.UNSUPPORTED_MEDIA:
            self._lying = Lying.READ
        if error.fault is not Fault.INVALID_MEDIA:
            raise error

    def _pulled(self) -> bool:
        """Whether the card is not the one any more that was there when the read began."""
        number, end = self._number, monotonic() + REMOVAL_SEEN
        while (left := end - monotonic()) > 0:
            state = self._look(left)
            if state & _EMPTY or self._number != number:
                return True
        return False


def _text(told: dict[str, bytes], name: str) -> str:
    return told.get(name, b"").split(b"\0")[0].decode("ascii", errors="ignore").strip()
