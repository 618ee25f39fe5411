"""The state machine of every reader with a SAM module: find, select, read, and the check of the number.

How the module is reached (a serial line, a maker's library) is for the `Talk` to know. The photo stays the card's own
1024 bytes; fingerprints are never asked for.
"""

from contextlib import suppress
from enum import Enum
from time import monotonic
from typing import Protocol

from drivers import About, DeviceError, Fault, Status
from drivers.card import Card, CardKind
from drivers.protocols import sam, sam_text
from drivers.protocols.gb11643 import valid_number, valid_old_foreigner_number
from drivers.protocols.sam import Reply
from drivers.protocols.sam_answers import CARD_FOUND, NOT_FOUND, OK, meaning, module_id, split

FIND_EVERY = 0.3  # seconds between two looks for a card
MISSES = 3  # unanswered questions in a row until the reader counts as gone: one may be a spark on the wire
READ_TRIES = 3
READ_PATIENCE = 3.0  # seconds after which no further try begins
_AGAIN = {Fault.INVALID_MEDIA, Fault.GARBLED, Fault.NO_ANSWER}  # a second try may help


class Lying(Enum):
    """What is known of the card in the field."""

    NEW = "new"  # none, or one that nobody has looked at
    FAILED = "failed"  # could not be read: left alone until it is lifted or somebody asks anew
    READ = "read"  # has been read: left alone until it is lifted, whoever asks


class Talk(Protocol):
    """One request at a time to a SAM module. Every method may raise DeviceError: NO_DEVICE when the module is gone."""

    def open(self) -> None: ...
    def close(self) -> None:
        """Let go of every handle; never raises."""
        ...

    def send(self, command: bytes) -> None:
        """Forget what was said before, and put the question."""
        ...

    def answer(self, until: float) -> Reply | None:
        """The reply to what was sent; None when it is not there at the time `until` and not yet overdue."""
        ...

    def ask(self, command: bytes) -> Reply:
        """The reply to `command`. Raises NO_ANSWER, GARBLED when it is overdue."""
        ...

    def wait(self, seconds: float) -> None:
        """A wait that notices when the module goes away, where that can be noticed."""
        ...

    def forget(self) -> None:
        """Keep nothing of what was heard, and nothing that has arrived: it may be half of somebody's card."""
        ...


class Module:
    """A `drivers.card.CardReader`, whichever way its module is reached.

    A card is read once for each time it is laid down. Most modules hide a card they have read, as is asked right
    after the read: whatever they find later, while they have power, is another one. For those that go on finding it,
    it counts as lifted when they have said once that there is none. A read, once begun, is finished even when the
    slice of `poll` is over: the limits are those of the conversation.
    """

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._lying = Lying.NEW  # outlives close(): a card may lie there while the reader is plugged in again
        self._hidden = False  # the module does not find the card that was read
        self._finding = False  # a find is under way
        self._next_find = 0.0
        self._misses = 0

    def open(self) -> None:
        """Reach the module and hear it say that it is well."""
        self._talk.open()
        self._hidden = False  # a module that was without power finds the card again
        try:
            self._well(self._first_reply())
        except DeviceError:
            self.close()
            raise
        self._misses = 0

    def close(self) -> None:
        self._finding = False
        self._talk.close()

    def status(self) -> Status:
        """Within 2 × MISSES × THINK seconds. Looks, too, whether a card that was read is still lying there."""
        self._finding = False
        try:
            self._well(self._patiently(sam.STATUS))
            if self._lying is Lying.READ:
                self._note(self._patiently(sam.FIND))
        except DeviceError as error:
            if error.fault is Fault.NO_DEVICE:
                raise
            return Status.of(error)
        return Status()

    def about(self) -> About:
        """The module's number as it stands on its label, as the serial number. Within MISSES × THINK seconds."""
        self._finding = False
        try:
            reply = self._patiently(sam.MODULE_ID)
        except DeviceError as error:
            if error.fault is Fault.NO_DEVICE:
                raise
            return About()
        return About(serial=module_id(reply.data)) if reply.sw3 == OK else About()

    def arm(self) -> None:
        """A card that was laid down early is read now; one that has been read is not, until it is lifted."""
        self._talk.forget()
        self._finding = False
        self._next_find = 0.0
        if self._lying is Lying.FAILED:
            self._lying = Lying.NEW

    def disarm(self) -> None:
        """The module has no lamp and no trigger: it is only no longer asked."""
        self._finding = False

    def forget(self) -> None:
        """A card that lies there now counts as read."""
        self._finding = False
        if self._note(self._patiently(sam.FIND)):
            self._lying, self._hidden = Lying.READ, False

    def poll(self, seconds: float) -> Card | None:
        end = monotonic() + seconds
        while True:
            if self._finding or monotonic() >= self._next_find:
                if self._found(end):
                    return self._read()
            else:
                self._talk.wait(min(end, self._next_find) - monotonic())
            if monotonic() >= end:
                return None

    def _found(self, end: float) -> bool:
        """Whether a card is there to be read. False, too, when the slice ends before the module has answered."""
        if not self._finding:
            self._talk.send(sam.FIND)
            self._finding, self._next_find = True, monotonic() + FIND_EVERY
        try:
            reply = self._talk.answer(end)
            if reply is None:
                return False
            found = self._note(reply)
        except DeviceError as error:
            self._missed(error)
            return False
        self._finding, self._misses = False, 0
        return found and (self._lying is Lying.NEW or self._hidden)

    def _missed(self, error: DeviceError) -> None:
        self._finding = False
        self._misses += 1
        if error.fault not in _AGAIN or self._misses >= MISSES:
            raise error

    def _note(self, reply: Reply) -> bool:
        """Whether a find has found a card; when it says that there is none, the next one is a new one."""
        if reply.sw3 == NOT_FOUND:
            if not self._hidden:
                self._lying = Lying.NEW
        elif reply.sw3 != CARD_FOUND and meaning(reply.sw3).fault is not Fault.INVALID_MEDIA:
            raise _refusal(reply)
        return reply.sw3 == CARD_FOUND

    def _read(self) -> Card:
        self._lying, self._hidden = Lying.FAILED, False
        data = self._data()
        self._lying = Lying.READ
        with suppress(DeviceError):  # the card has been read, whatever happens now
            self._hidden = self._talk.ask(sam.FIND).sw3 == NOT_FOUND
        content = split(sam.READ, data)
        assert content is not None  # the conversation takes nothing else for an answer
        return _checked(_decoded(content.text, content.photo))

    def _data(self) -> bytes:
        """What the card holds, tried anew as long as it lies there.

        When an answer was lost on the wire, the module may already count the card as read and no longer find it, yet
        read it again: so one more read is tried before the card counts as gone. The check of a frame is a mere XOR:
        where the wire has spoilt one, it may spoil another so that it passes; from then on the card is believed when
        it says the same twice.
        """
        found, end = True, monotonic() + READ_PATIENCE
        doubted: bytes | None = None  # what came last over a wire that has spoilt a frame; None: it has spoilt none
        for left in reversed(range(READ_TRIES)):
            try:
                if found:
                    self._done(sam.SELECT)
                data = self._done(sam.READ)
                if doubted in {None, data}:
                    return data
                doubted = data
            except DeviceError as error:
                if not found and error.fault is Fault.INVALID_MEDIA:
                    self._lying = Lying.NEW
                    raise DeviceError(Fault.MEDIA_REMOVED, "lifted before it was read") from error
                if error.fault not in _AGAIN or not left or monotonic() >= end:
                    raise
                if error.fault is Fault.GARBLED:
                    doubted = doubted or b""
            found = self._talk.ask(sam.FIND).sw3 == CARD_FOUND
        raise DeviceError(Fault.GARBLED, "the wire spoils what the card says: no two reads are alike")

    def _done(self, command: bytes) -> bytes:
        reply = self._talk.ask(command)
        if reply.sw3 != OK:
            raise _refusal(reply)
        return reply.data

    def _patiently(self, command: bytes) -> Reply:
        for _ in range(MISSES - 1):
            try:
                return self._talk.ask(command)
            except DeviceError as error:
                if error.fault is Fault.NO_DEVICE:
                    raise
        return self._talk.ask(command)

    def _first_reply(self) -> Reply:
        """The module's status, on a connection that has just been opened."""
        return self._patiently(sam.STATUS)

    @staticmethod
    def _well(reply: Reply) -> None:
        if reply.sw3 != OK:
            raise DeviceError(Fault.HARDWARE_ERROR, f"{meaning(reply.sw3).words} (SW3 {reply.sw3:02X})")


def _refusal(reply: Reply) -> DeviceError:
    why = meaning(reply.sw3)
    codes = f"SW3 {reply.sw3:02X}, card {reply.sw1:02X}{reply.sw2:02X}"
    return DeviceError(why.fault or Fault.GARBLED, f"{why.words} ({codes})")


def _decoded(text: bytes, photo: bytes) -> Card:
    try:
        return sam_text.decode(text, photo)
    except sam_text.UnknownKindError as error:
        raise DeviceError(Fault.UNSUPPORTED_MEDIA, str(error)) from error
    except sam_text.UnreadableTextError as error:
        raise DeviceError(Fault.INVALID_MEDIA, str(error)) from error


def _checked(card: Card) -> Card:
    """The card, when the check character of its number is right."""
    valid = valid_old_foreigner_number if card.kind is CardKind.FOREIGNER_2017 else valid_number
    if not valid(card.number):
        raise DeviceError(Fault.INVALID_MEDIA, f"the number's check character is wrong ({card.kind})")
    return card
