"""USB relay boards of the LCUS family: four bytes switch a relay, and some boards tell how their relays are.

A command is `A0 | relay, from 1 | 00 off or 01 on | sum of the three`, so `A0 01 01 A2` switches relay 1 on (LC
Technology's own description, repeated by many sellers; relays 1 to 8, 9600 8N1). A single FF asks; boards with more
than one relay often answer with a line for each, `CH1: ON ` or `CH1: OFF`, others with nothing (as the authors of
lcus_relay saw it on an LCUS_X2).
"""

import re

QUESTION = b"\xff"
MOST = 8  # relays of the largest board
_START = 0xA0
_LINE = re.compile(rb"CH(?P<number>\d): *(?P<state>ON|OFF)")


def command(number: int, *, on: bool) -> bytes:
    """What switches relay `number`."""
    return bytes((_START, number, on, (_START + number + on) & 0xFF))


def commands(data: bytes) -> tuple[list[tuple[int, bool]], bytes]:
    """Every sound command in what a board has received, and what may be the beginning of one: for emulated devices."""
    found: list[tuple[int, bool]] = []
    while len(data) >= 4:
        number, on = data[1], data[2]
        if data[0] == _START and on in (0, 1) and data[:4] == command(number, on=bool(on)):
            found.append((number, bool(on)))
            data = data[4:]
        else:
            data = data[1:]
    return found, data


def answer(states: dict[int, bool]) -> bytes:
    """What a board says that can be asked: for emulated devices."""
    return b"".join(b"CH%d: %s\r\n" % (number, b"ON " if on else b"OFF") for number, on in states.items())


def states(said: bytes) -> dict[int, bool]:
    """How each relay is, by what a board has said; a relay that it did not name whole is left out."""
    return {int(one["number"]): one["state"] == b"ON" for one in _LINE.finditer(said)}
