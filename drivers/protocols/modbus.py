"""Modbus RTU as far as relay boards need it: write one coil, read coils (Modbus Application Protocol V1.1b3, 6.1, 6.5).

A frame is `address | function | data | CRC-16, low byte first`. Coils count from 0, relays from 1. `01 05 00 00 FF 00
8C 3A` switches relay 1 of board 1 on, and the board echoes it.
"""

from dataclasses import dataclass

READ_COILS, WRITE_COIL = 0x01, 0x05
_REFUSED = 0x80  # added to the function of a request that is refused
_ON, _OFF = b"\xff\x00", b"\x00\x00"
REFUSALS = {  # section 7
    1: "does not know the function",
    2: "has no such relay",
    3: "does not take the value",
    4: "is broken",
    6: "is busy",
}


@dataclass(frozen=True)
class Answer:
    """What a board answers: its data, or why it refuses."""

    data: bytes = b""
    refusal: int = 0


def crc(data: bytes) -> bytes:
    """CRC-16 with the reflected polynomial A001 and the start value FFFF, as it goes over the wire."""
    rest = 0xFFFF
    for byte in data:
        rest ^= byte
        for _ in range(8):
            rest = rest >> 1 ^ (0xA001 if rest & 1 else 0)
    return rest.to_bytes(2, "little")


def frame(body: bytes) -> bytes:
    return body + crc(body)


def write_coil(address: int, number: int, *, on: bool) -> bytes:
    """Switches relay `number`."""
    return frame(bytes((address, WRITE_COIL)) + (number - 1).to_bytes(2, "big") + (_ON if on else _OFF))


def read_coils(address: int, count: int) -> bytes:
    """Asks for relays 1 to `count`."""
    return frame(bytes((address, READ_COILS)) + bytes(2) + count.to_bytes(2, "big"))


def answer_to(request: bytes, heard: bytes) -> Answer | None:
    """The answer to a request in what was heard, whatever lies before it; None when it is not there, or not yet."""
    for start in range(len(heard)):
        if heard[start] == request[0] and (found := _answer(request, heard[start:])):
            return found
    return None


def _answer(request: bytes, heard: bytes) -> Answer | None:
    function = request[1]
    if len(heard) > 1 and heard[1] == function | _REFUSED:
        body = _sound(heard, 5)
        return Answer(refusal=body[2]) if body else None
    if len(heard) < 3 or heard[1] != function:
        return None
    if function == WRITE_COIL:
        return Answer(request[2:6]) if _sound(heard, 8) == request[:6] else None
    count = -(-int.from_bytes(request[4:6], "big") // 8)  # bytes of so many bits
    body = _sound(heard, 5 + count) if heard[2] == count else None
    return Answer(body[3:]) if body else None


def _sound(heard: bytes, size: int) -> bytes | None:
    """The first frame of so many bytes without its check; None when it is too short or the check is wrong."""
    body = heard[: size - 2]
    return body if len(heard) >= size and crc(body) == heard[size - 2 : size] else None


def coils(data: bytes, count: int) -> dict[int, bool]:
    """Relay → on or off, by the data of an answer: the first relay is the lowest bit of the first byte."""
    return {number: bool(data[(number - 1) // 8] >> (number - 1) % 8 & 1) for number in range(1, count + 1)}


def coil_bytes(states: list[bool]) -> bytes:
    """The other way round: for emulated devices."""
    packed = sum(on << place for place, on in enumerate(states))
    return packed.to_bytes(-(-len(states) // 8), "little")
