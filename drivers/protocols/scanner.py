"""What serial code scanners say and understand: where a code ends, and what is an answer or no code at all."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

LONGEST = 4096  # bytes; the largest QR code holds 2953

SUFFIXES: Mapping[str, bytes] = {"cr": b"\r", "lf": b"\n", "crlf": b"\r\n", "none": b""}
_LINE_ENDS = b"\r\n"
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1b\x7f]")  # tab, line ends and the separators 1C…1F stand in codes


@dataclass(frozen=True)
class Language:
    """What a scanner answers to a command: never part of a code."""

    reply: re.Pattern[bytes] | None = None  # a whole reply
    begun: re.Pattern[bytes] | None = None  # the beginning of one, at the end of what has arrived
    refusal: re.Pattern[bytes] | None = None  # what marks a reply that says no


LANGUAGES: Mapping[str, Language] = {
    "none": Language(),
    # Newland's unified commands: 7E 01 "0000" # TAG SUBTAG DATA ; 03. The reply begins with 02 01 "0000" and echoes
    # the command with ACK (06), NAK (15) or ENQ (05) in it.
    "newland": Language(
        reply=re.compile(rb"\x02\x010000[@#][A-Z0-9,]*[\x05\x06\x15]?;\x03"),
        begun=re.compile(rb"\x02(\x01(0{1,4}([@#][A-Z0-9,]*([\x05\x06\x15]?;?)?)?)?)?\Z"),
        refusal=re.compile(rb"[\x05\x15]"),
    ),
    # Honeywell: SYN T CR and SYN U CR. Some answer ACK or NAK, some echo the command before it.
    "honeywell": Language(
        reply=re.compile(rb"\x16[TU]\r[\x06\x15]?|[\x06\x15]"),
        begun=re.compile(rb"\x16[TU]?\Z"),
        refusal=re.compile(rb"\x15"),
    ),
}


def echoing(name: str, commands: Iterable[bytes]) -> Language:
    """The language with the echoes of these commands among its answers.

    A command without a control character has none that could be told from a code.
    """
    language = LANGUAGES[name]
    echoed = [one for one in commands if _NO_TEXT.search(one)]
    if language.reply is None or language.begun is None or not echoed:
        return language
    whole = b"|".join(map(re.escape, echoed))
    parts = b"|".join(re.escape(one[:size]) for one in echoed for size in range(1, len(one) + 1))
    return replace(
        language,
        reply=re.compile(b"(?:" + whole + rb")[\x06\x15]?|" + language.reply.pattern),
        begun=re.compile(b"(?:" + parts + rb")\Z|" + language.begun.pattern),
    )


class Payloads:
    """Takes bytes as they arrive and gives what was scanned, code by code, without suffixes and without replies.

    With a suffix, only the suffix ends a code. Without one, silence does; whoever watches the clock calls `silence`.
    """

    def __init__(self, suffix: bytes, language: Language) -> None:
        self._suffix = suffix
        self._language = language
        self._bytes = bytearray()
        self.heard = False  # something that a scanner says has come: it is alive
        self.refused = False  # the scanner does not do what the trigger asks

    @property
    def begun(self) -> bool:
        """Whether something has come that is not yet a code."""
        return bool(self._bytes)

    @property
    def too_long(self) -> bool:
        return len(self._bytes) > LONGEST

    def clear(self) -> None:
        """Forget what has arrived: it may be half of somebody's code."""
        self._bytes.clear()
        self.refused = False

    def feed(self, data: bytes) -> list[bytes]:
        """The codes that are complete with these bytes."""
        self._bytes += data
        self._take_replies()
        if not self._suffix or self._may_be_reply():
            return []
        *ended, rest = bytes(self._bytes).split(self._suffix)
        self._bytes[:] = rest.lstrip(_LINE_ENDS)  # of a scanner that sends CR LF where CR is set
        self.heard = self.heard or bool(ended)
        return [code for one in ended if (code := one.strip(_LINE_ENDS))]

    def silence(self) -> bytes:
        """What stands there now that nothing follows: a code where there is no suffix, or else the ruins of one."""
        left = bytes(self._bytes).strip(_LINE_ENDS)
        self._bytes.clear()
        self.heard = self.heard or bool(left)
        return left

    def _take_replies(self) -> None:
        pattern, refusal = self._language.reply, self._language.refusal
        if pattern is None or refusal is None:
            return
        for reply in pattern.findall(self._bytes):
            self.heard = True
            self.refused = self.refused or refusal.search(reply) is not None
        self._bytes[:] = pattern.sub(b"", self._bytes)

    def _may_be_reply(self) -> bool:
        begun = self._language.begun
        return begun is not None and begun.search(self._bytes) is not None


def looks_like_text(code: bytes) -> bool:
    """Whether a code has no control characters but those that codes really hold."""
    return _NO_TEXT.search(code) is None
