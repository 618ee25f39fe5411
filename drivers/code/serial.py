"""Code scanners in serial mode (RS-232 or USB-CDC): a code and its suffix come in, the light goes on and off."""

from dataclasses import dataclass, replace
from time import monotonic

from drivers import About, DeviceError, Fault, State, Status
from drivers.code import Code
from drivers.code._codes import Latest
from drivers.finding import lines
from drivers.ports import Line, check_port
from drivers.protocols.scanner import LONGEST, SUFFIXES, Payloads, echoing
from drivers.protocols.scanner_identity import LONGEST_ANSWER, QUESTIONS, Question, about
from drivers.protocols.scanner_profiles import PLAIN, PROFILES, RATES, Profile, check, named
from drivers.settings import between, setting
from drivers.tracing import Tap, Tell
from drivers.tracing.scanner import Mask

CUT = 0.3  # seconds of silence after which the suffix of a code will not come
TRIGGER_AGAIN = 3.0  # seconds; scanners switch themselves off after a code or a time of their own
ANSWER = 0.5  # seconds until a scanner that can be asked about itself has answered, beside the time on the wire
BITS = 10  # of one byte on the wire
TRIGGERS = {"none": PROFILES[PLAIN], **{name: one for name, one in PROFILES.items() if one.on}}


@dataclass(frozen=True)
class Settings:
    port: str = setting(help="/dev/serial/by-id/… path, device node, or USB vid:pid[:serial]", check=check_port)
    profile: str = setting(
        PLAIN, help=f"whose scanner it is: {', '.join(PROFILES)}, or the path of a file of your own", check=check
    )
    baudrate: int | None = setting(
        None, help="bits per second, if not the profile's; USB scanners ignore it", choices=RATES
    )
    suffix: str | None = setting(
        None, help="what the scanner sends after a code; none: silence ends a code", choices=tuple(SUFFIXES)
    )
    gap_ms: int | None = setting(None, help="silence that ends a code without a suffix", check=between(5, 1000))
    trigger: str | None = setting(
        None, help="how the light is switched; none: the scanner looks by itself", choices=tuple(TRIGGERS)
    )

    def as_set(self) -> Profile:
        """The profile, with what is written beside it. Raises ValueError when there is no such profile."""
        profile = named(self.profile)
        if self.trigger == "none":
            profile = replace(profile, on=b"", off=b"", begin=())
        elif self.trigger is not None:
            one = TRIGGERS[self.trigger]
            profile = replace(profile, on=one.on, off=one.off, language=one.language, maker=one.maker)
        beside = {"baudrate": self.baudrate, "suffix": self.suffix, "gap_ms": self.gap_ms}
        return replace(profile, **{name: value for name, value in beside.items() if value is not None})


class Driver:
    """A `drivers.code.CodeReader`. What cannot be text is INVALID_MEDIA: the resident may show the code again."""

    def __init__(self, settings: Settings) -> None:
        self._profile = profile = settings.as_set()
        self._line = Line(settings.port, profile.baudrate)
        self._payloads = Payloads(SUFFIXES[profile.suffix], echoing(profile.language, profile.commands))
        self._ends_by_silence = profile.suffix == "none"
        self._gap = profile.gap_ms / 1000 if self._ends_by_silence else CUT
        self._last_byte = 0.0
        self._waiting: list[bytes] = []  # codes that came together
        self._latest = Latest()
        self._next_trigger = 0.0

    def open(self) -> None:
        """Open the line, and set the modes that a scanner forgets without power."""
        self._line.open()
        try:
            for command in self._profile.begin:
                self._line.write(command)
        except DeviceError:
            self.close()
            raise

    def close(self) -> None:
        self._forget()
        self._payloads.heard = False
        self._line.close()

    def status(self) -> Status:
        """Online once it has said anything since it was opened; before, unknown: a scanner cannot be asked."""
        self._line.check()
        if self._payloads.refused:
            return Status.of(_refused())
        return Status(State.ONLINE if self._payloads.heard else State.UNKNOWN)

    def about(self) -> About:
        """What it says of itself, where its language has a question for that. What is shown meanwhile is lost."""
        self._line.check()
        self.forget()
        told: dict[str, bytes] = {}
        for question in QUESTIONS.get(self._profile.language, ()):
            answers = self._told(question)
            if answers is None:
                break
            self._payloads.heard = True
            told |= answers
        return about(self._profile.maker, told)

    def _told(self, question: Question) -> dict[str, bytes] | None:
        """What one answer names; None when it does not come."""
        heard = bytearray()

        def understand(data: bytes) -> dict[str, bytes] | None:
            heard.extend(data[: LONGEST_ANSWER - len(heard)])
            found = question.answer.search(heard)
            return {name: text for name, text in found.groupdict().items() if text} if found else None

        limit = ANSWER + LONGEST_ANSWER * BITS / self._line.baudrate
        return lines.ask(self._line.write, self._line.read, question.ask, understand, limit)

    def trace(self, tell: Tell | None) -> None:
        """Tell what goes over the line, without anything of a resident; None: no more. Any thread may call it."""
        self._line.tap = Tap(lambda: Mask(self._profile), tell) if tell else None

    def arm(self) -> None:
        """Forget what was shown, and light up."""
        self._forget()
        self._line.drop_input()
        self._next_trigger = 0.0
        self._light_up()

    def disarm(self) -> None:
        """Light off."""
        self._forget()
        if self._profile.off:
            self._line.write(self._profile.off)

    def forget(self) -> None:
        """What has come in so far is gone: a scanner sends a code once, and keeps none."""
        self._forget()
        self._line.drop_input()

    def poll(self, seconds: float) -> Code | None:
        end = monotonic() + seconds
        while True:
            self._light_up()
            if code := self._next_code(end):
                return code
            if monotonic() >= end:
                return None

    def _next_code(self, end: float) -> Code | None:
        """One look at the line. What has begun when the slice ends is kept for the next."""
        if not self._waiting:
            self._listen(min(end, self._last_byte + self._gap) if self._payloads.begun else end)
        return self._new(self._waiting.pop(0)) if self._waiting else None

    def _listen(self, until: float) -> None:
        if chunk := self._line.read(until - monotonic()):
            self._last_byte = monotonic()
            self._waiting += self._payloads.feed(chunk)
        elif self._payloads.begun and monotonic() >= self._last_byte + self._gap:
            self._end_by_silence()
        if self._payloads.refused:
            raise _refused()
        if self._payloads.too_long:
            self._payloads.clear()
            raise DeviceError(Fault.INVALID_MEDIA, f"more than {LONGEST} bytes without an end")

    def _end_by_silence(self) -> None:
        left = self._payloads.silence()
        if left and not self._ends_by_silence:
            raise DeviceError(Fault.INVALID_MEDIA, f"{len(left)} bytes without the suffix that was set")
        self._waiting += [left] if left else []

    def _new(self, data: bytes) -> Code | None:
        """The code, unless it is the one returned last and has not been out of sight since."""
        self._next_trigger = 0.0  # having read, the scanner has switched itself off
        return self._latest.new(data)

    def _light_up(self) -> None:
        if self._profile.on and monotonic() >= self._next_trigger:
            self._line.write(self._profile.on)
            self._next_trigger = monotonic() + TRIGGER_AGAIN

    def _forget(self) -> None:
        self._payloads.clear()
        self._waiting.clear()
        self._latest.forget()


def _refused() -> DeviceError:
    return DeviceError(Fault.GARBLED, "the scanner refuses the trigger command: is it set to another one?")
