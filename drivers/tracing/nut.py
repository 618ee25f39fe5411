"""What may be seen of a UPS server: questions, names of variables, states and figures; other values are lengths.

A server may tell, too, who is to be called: `device.contact` is somebody's name.
"""

import re
from collections.abc import Iterator

from drivers.protocols import nut
from drivers.tracing import Told, heard, hidden, joined, sent

_REFUSAL = re.compile(r"ERR [A-Z-]{1,40}")
_VARIABLE = re.compile(
    r"(?P<name>(ambient|battery|device|driver|input|outlet|output|server|ups)(\.[a-z]{1,24}|\.\d{1,2}){1,4}) "
    r"(?P<value>\".*\")"
)
_FIGURE = re.compile(r"(battery|input|output|ups)\.(?!id|serial|mfr|model|contact|location)[a-z.]+")
_HARMLESS = re.compile(r"\"-?\d{1,6}(\.\d{1,3})?\"")
_STATES = re.compile(r"\"[A-Z]{2,7}( [A-Z]{2,7}){0,5}\"")
_LONGEST_LINE = 512


class Mask:
    """A line is looked at when it has come to its end."""

    def __init__(self) -> None:
        self._line = b""
        self._ups = ""  # the one that was asked about

    def sent(self, data: bytes) -> Iterator[Told]:
        words = data.decode("ascii", errors="replace").split()
        name = words[-1] if words else ""
        if nut.NAME.fullmatch(name) and data == nut.question(name):
            self._ups = name
            yield sent(" ".join(words))
        else:
            yield sent(hidden(len(data)), "an unknown question")

    def heard(self, data: bytes) -> Iterator[Told]:
        *lines, self._line = (self._line + data).split(b"\n")
        for line in lines:
            yield heard(self._shown(line))
        if len(self._line) > _LONGEST_LINE:
            yield heard(hidden(len(self._line)), "a line without an end")
            self._line = b""

    def _shown(self, line: bytes) -> str:
        text = line.decode("ascii", errors="replace").rstrip("\r")
        frames = {f"{word} LIST VAR {self._ups}" for word in ("BEGIN", "END")}
        if text in frames or _REFUSAL.fullmatch(text):
            return text
        head = f"VAR {self._ups} "
        variable = _VARIABLE.fullmatch(text.removeprefix(head)) if text.startswith(head) else None
        if variable is None:
            return hidden(len(line)) or "(an empty line)"
        name, value = variable["name"], variable["value"]
        return text if _may_be_seen(name, value) else joined(head + name, hidden(len(line) - len(head + name) - 1))


def _may_be_seen(name: str, value: str) -> bool:
    if name == "ups.status":
        return _STATES.fullmatch(value) is not None
    return _FIGURE.fullmatch(name) is not None and _HARMLESS.fullmatch(value) is not None
