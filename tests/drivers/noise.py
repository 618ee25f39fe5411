"""What a bad wire makes of a frame: bytes changed, lost, doubled, come from nowhere."""


def spoilt(frame, chance, most=4):
    """The frame after one to `most` accidents, as `chance` (random.Random) has it."""
    data = bytearray(frame)
    for _ in range(chance.randint(1, most)):
        at = chance.randrange(len(data))
        match chance.randrange(6):
            case 0:
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                data[at] = chance.randrange(256)
            case 2:
                del data[at : at + chance.randint(1, 3)]
            case 3:
                data[at:at] = chance.randbytes(chance.randint(1, 3))
            case 4:
                data[at:at] = data[at : at + chance.randint(1, 40)]
            case _:
                del data[at:]
        if not data:
            break
    return bytes(data)
