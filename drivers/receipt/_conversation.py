"""Asking a printer how it is, and understanding what comes back: one reader for all, every wait limited."""

from collections import deque
from collections.abc import Callable

from drivers import About, DeviceError, Fault, Paper, State, Status
from drivers.protocols import escpos
from drivers.protocols.escpos import Condition, Profile
from drivers.protocols.escpos_replies import (
    BLOCK_LIMIT,
    IDENTITY,
    Automatic,
    Block,
    Classifier,
    RealTime,
    Reply,
    Single,
)
from drivers.receipt._wires import Wire

ASK_LIMIT = 2.0  # seconds until a question of three bytes must have left
SILENT = Status(State.UNKNOWN, None, "does not answer about its status", Paper.UNKNOWN)


class Conversation:
    """One open connection. `answers` tells whether the last question was answered."""

    def __init__(self, wire: Wire, profile: Profile, timeout: float, clock: Callable[[], float]) -> None:
        self.wire = wire
        self.answers = wire.two_way
        self.can_prove = wire.two_way and (profile.process_id or profile.paper_in_order)
        self._profile = profile
        self._timeout = timeout
        self._clock = clock
        self._classifier = Classifier(profile.fixed_bits)
        self._kept: deque[Reply] = deque(maxlen=64)  # answers that came while another was awaited
        self._owed = 0  # questions whose answers may still come late
        self._automatic = b""  # the newest automatic status
        self._proofs_owed = 0  # GS r carries no number: an answer that comes late must not prove a later slip
        self._proof_came = False
        self._identity_owed = False  # the answer to a GS I may still come

    def begin(self) -> None:
        """First words on a new connection. A printer whose cutter was stuck goes on only after it has been told to."""
        if not self.wire.two_way:
            return
        if self._profile.reports_changes:
            self.wire.send(escpos.REPORT_CHANGES, ASK_LIMIT)
        found = self._conditions(3)
        if self._profile.recovers and found is not None and found & (Condition.CUTTER | Condition.MECHANICAL):
            self.wire.send(escpos.RECOVER, ASK_LIMIT)

    def status(self) -> Status:
        """Asks all four questions; stops at the first that is not answered. Raises GARBLED, NO_DEVICE."""
        self._classifier.reset()
        self._kept.clear()
        found = self._all_conditions() if self.wire.two_way else None
        if found is not None:
            return escpos.status_of(found)
        return escpos.status_of(escpos.automatic(self._automatic)) if self._reported() else SILENT

    def fault(self) -> Fault | None:
        """A short look while printing: one question, the others only when it says "offline".

        A printer that has fallen silent is not asked again: the slip goes on, and its fate will be unknown.
        """
        if not self.answers:
            return self._reported()
        found = self._conditions(1)
        if found is not None and Condition.OFFLINE in found:
            found = self._all_conditions()
        return self._reported() if found is None else escpos.status_of(found).fault

    def about(self) -> About:
        """Asks for one thing after the other, for the answers do not say which they are; stops at the first silence.

        An answer that was owed since an earlier question comes first, and is none to what is asked now.
        """
        told: dict[str, str] = {}
        if not (self.wire.two_way and self._profile.identity) or (self._identity_owed and self._identity() is None):
            return About()
        for name, number in escpos.IDENTITIES.items():
            self.wire.send(escpos.ask_identity(number), ASK_LIMIT)
            text = self._identity()
            self._identity_owed = text is None
            if text is None:
                break
            told[name] = text
        return About(**told)

    def _identity(self) -> str | None:
        """The answer to GS I, passing over whatever else comes; None when it does not come in time."""
        end = self._clock() + self._timeout + self.wire.seconds_for(BLOCK_LIMIT)
        while True:
            for reply in [one for one in self._kept if isinstance(one, Block) and one.header == IDENTITY]:
                self._kept.remove(reply)
                return reply.text.decode("ascii").strip()
            left = end - self._clock()
            if left <= 0:
                return None
            self._gather(left)

    def cause(self, error: DeviceError) -> DeviceError:
        """Why a printer took no more data: what it reported by itself, else the error of the wire."""
        if error.fault is not Fault.NO_ANSWER:
            return error
        self._gather(0)
        fault = self._reported()
        return DeviceError(fault, "in the middle of a slip") if fault else error

    def ask_for_proof(self, number: int) -> bytes:
        """The command whose answer comes only after everything before it has been printed."""
        if not self.wire.two_way:
            return b""
        if self._profile.process_id:
            return escpos.ask_process_id(number)
        if not self._profile.paper_in_order:
            return b""
        self._proofs_owed = 1 if self._proof_came else self._proofs_owed + 1
        self._proof_came = False
        return escpos.ASK_PAPER_IN_ORDER

    def proof(self, number: int, seconds: float) -> bool:
        """Whether that answer comes within `seconds`."""
        end = self._clock() + seconds
        while True:
            while self._kept:
                if self._is_proof(self._kept.popleft(), number):
                    return True
            left = end - self._clock()
            if left <= 0 or not self.wire.two_way:
                return False
            self._gather(left)

    def _is_proof(self, reply: Reply, number: int) -> bool:
        match reply:
            case Block():
                return reply.is_process(escpos.process_id(number))
            case Single():
                self._proof_came = True
                self._proofs_owed -= 1
                return self._proofs_owed == 0
            case _:
                return False

    def _all_conditions(self) -> Condition | None:
        found = escpos.NOTHING
        for number in escpos.QUESTIONS:
            one = self._conditions(number)
            if one is None:
                return None
            found |= one
        return found

    def _conditions(self, number: int) -> Condition | None:
        """The answer to one question, or None. Asks once more when noise came with it: it is worth nothing then."""
        for _ in range(2):
            noise = self._classifier.noise
            answer = self._ask(number)
            self.answers = answer is not None
            if self._classifier.noise == noise:
                return None if answer is None else escpos.real_time(number, answer, self._profile)
        raise DeviceError(Fault.GARBLED, "noise among the answers: baud rate, cable, or another device")

    def _ask(self, number: int) -> int | None:
        self._settle()
        self.wire.send(escpos.question(number), ASK_LIMIT)
        self._owed += 1
        end = self._clock() + self._timeout + self.wire.seconds_for(4)
        while True:
            for reply in list(self._kept):
                if isinstance(reply, RealTime):
                    self._kept.remove(reply)
                    self._owed = 0
                    return reply.byte
            left = end - self._clock()
            if left <= 0:
                return None
            self._gather(left)

    def _settle(self) -> None:
        """Answers to earlier questions that come late must not be taken for the answer to the next."""
        self._gather(self._timeout if self._owed else 0)
        for reply in [reply for reply in self._kept if isinstance(reply, RealTime)]:
            self._kept.remove(reply)

    def _gather(self, seconds: float) -> None:
        for reply in self._classifier.feed(self.wire.receive(seconds)):
            if isinstance(reply, Automatic):
                self._automatic = reply.block
            else:
                self._kept.append(reply)

    def _reported(self) -> Fault | None:
        """The fault that the printer reported unasked, if any."""
        return escpos.status_of(escpos.automatic(self._automatic)).fault if self._automatic else None
