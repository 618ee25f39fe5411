"""The text protocol of Network UPS Tools (RFC 9271, TCP 3493): the question for all variables, and its answer.

`LIST VAR hall` is answered with `BEGIN LIST VAR hall`, a line `VAR hall ups.status "OL"` for each variable, and `END
LIST VAR hall`; or with `ERR` and a word. In quotes, quotes and backslashes are escaped with a backslash.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

PORT = 3493
LONGEST = 64 * 1024  # bytes of an answer; a real one has 2 to 4 thousand
NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")

_VARIABLE = re.compile(r'VAR (?P<ups>\S+) (?P<name>\S+) "(?P<value>(?:[^"\\]|\\.)*)"')
_REFUSAL = re.compile(r"ERR +(?P<word>\S+)")
_ESCAPE = re.compile(r"\\(.)")


class RefusedError(Exception):
    """The server answers with an error; the text is its word, such as UNKNOWN-UPS."""


class NoAnswerError(Exception):
    """What came is no answer of this protocol."""


@dataclass(frozen=True)
class Tokens:
    """The words of `ups.status` (RFC 9271, 5.1) that mean something here."""

    all: frozenset[str]

    @property
    def mains(self) -> bool | None:
        """None when the UPS says neither."""
        if "OB" in self.all:
            return False
        return True if "OL" in self.all else None

    @property
    def ending(self) -> bool:
        """The battery is about to end, or a shutdown has been ordered."""
        return bool({"LB", "FSD"} & self.all)

    @property
    def broken(self) -> str:
        """Why a UPS would not carry the terminal over a power cut, though the mains is there; "" when it would."""
        return next((why for token, why in _BROKEN.items() if token in self.all), "")


_BROKEN = {
    "RB": "the battery has to be replaced (RB)",
    "OVER": "more hangs at the UPS than it can carry (OVER)",
    "BYPASS": "the UPS is bridged: no battery stands behind it (BYPASS)",
    "OFF": "the UPS gives no power (OFF)",
}


def question(ups: str) -> bytes:
    return f"LIST VAR {ups}\n".encode("ascii")


def complete(said: bytes) -> bool:
    """Whether the answer to a question is whole."""
    lines = said.split(b"\n")
    return len(lines) > 1 and (not lines[0].startswith(b"BEGIN LIST") or lines[-2].startswith(b"END LIST"))


def variables(ups: str, said: bytes) -> Mapping[str, str]:
    """Name → value. Raises RefusedError, NoAnswerError."""
    lines = said.decode("utf-8", errors="replace").splitlines()
    if lines and (refusal := _REFUSAL.match(lines[0])):
        raise RefusedError(refusal["word"])
    if not lines or lines[0] != f"BEGIN LIST VAR {ups}" or lines[-1] != f"END LIST VAR {ups}":
        raise NoAnswerError(ups)
    found = [_VARIABLE.fullmatch(line) for line in lines[1:-1]]
    return {one["name"]: _ESCAPE.sub(r"\1", one["value"]) for one in found if one is not None and one["ups"] == ups}


def listed(ups: str, values: Mapping[str, str]) -> bytes:
    """The answer as a server gives it: for emulated devices."""
    escaped = {name: value.replace("\\", "\\\\").replace('"', '\\"') for name, value in values.items()}
    lines = [f'VAR {ups} {name} "{value}"' for name, value in escaped.items()]
    return "\n".join([f"BEGIN LIST VAR {ups}", *lines, f"END LIST VAR {ups}", ""]).encode()


def tokens(values: Mapping[str, str]) -> Tokens:
    return Tokens(frozenset(values.get("ups.status", "").split()))


def number(values: Mapping[str, str], name: str) -> float | None:
    """A variable as a number; None when it is not there, or none."""
    try:
        told = float(values.get(name, ""))
    except ValueError:
        return None
    return told if 0 <= told < float("inf") else None
