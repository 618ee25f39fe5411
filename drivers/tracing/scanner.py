"""What may be seen of a code scanner: trigger commands, their exact answers, line ends; of a code only its length."""

import re
from collections.abc import Iterator

from drivers.protocols.scanner import echoing, looks_like_text
from drivers.protocols.scanner_identity import QUESTIONS
from drivers.protocols.scanner_profiles import Profile
from drivers.tracing import Told, heard, hidden, joined, octets, sent

_MARKS = (b"", b"\x06", b"\x15", b"\x05")  # ACK, NAK, ENQ
_LINE_END = re.compile(rb"\r\n|\r|\n")


class Mask:
    """An answer that comes in pieces is held back until it is whole: so far it is a known beginning, and nobody's."""

    def __init__(self, profile: Profile) -> None:
        self._commands = {question.ask: "what are you?" for question in QUESTIONS.get(profile.language, ())}
        self._commands |= dict.fromkeys(profile.begin, "mode")
        self._commands |= {profile.on: "light on", profile.off: "light off"}
        self._refusal = echoing(profile.language, profile.commands).refusal
        self._replies = sorted(_replies(profile), key=len, reverse=True)
        self._known = re.compile(b"|".join([*map(re.escape, self._replies), _LINE_END.pattern]))
        self._held = b""

    def sent(self, data: bytes) -> Iterator[Told]:
        if self._held:
            yield heard(hidden(len(self._held)))
            self._held = b""
        words = self._commands.get(data)
        yield sent(hidden(len(data)), "an unknown command") if words is None else sent(octets(data), words)

    def heard(self, data: bytes) -> Iterator[Told]:
        data, self._held = self._parted(self._held + data)
        at, shown, words = 0, [], []
        for found in self._known.finditer(data):
            shown += [hidden(found.start() - at), octets(found[0])]
            words.append(self._meaning(found[0]))
            at = found.end()
        shown.append(hidden(len(data) - at))
        if told := joined(*shown):
            yield heard(told, ", ".join(words))

    def _meaning(self, known: bytes) -> str:
        if _LINE_END.fullmatch(known):
            return "end of a code"
        return "refused" if self._refusal is not None and self._refusal.search(known) else "command heard"

    def _parted(self, data: bytes) -> tuple[bytes, bytes]:
        """What can be told now, and an end that may become an answer: never one that may be a code's."""
        for size in range(min(len(data), max(map(len, self._replies), default=0)), 0, -1):
            end = data[-size:]
            if looks_like_text(end) or end in self._replies:
                continue
            if any(reply.startswith(end) for reply in self._replies):
                return data[:-size], end
        return data, b""


def _replies(profile: Profile) -> set[bytes]:
    """Every exact answer to the profile's commands: a pattern would take in what somebody's code may say."""
    pattern = echoing(profile.language, profile.commands).reply
    if pattern is None:
        return set()
    echoes = {b""}
    for command in profile.commands:
        echoed = b"\x02" + command[1:-2]  # of commands that begin with 7E and end with `;` ETX
        echoes |= {command, echoed, echoed.replace(b"#", b"@")}
    whole = {echo + mark + end for echo in echoes for mark in _MARKS for end in (b"", b";\x03")}
    return {one for one in whole if one and pattern.fullmatch(one)}
