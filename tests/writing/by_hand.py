"""How a finger writes some characters, in a square of 300."""

from itertools import pairwise

SIDE = 300


def line(*corners, steps=12):
    """A stroke along these corners, with points as dense as a touch panel gives them."""
    points = [corners[0]]
    for (left, top), (right, low) in pairwise(corners):
        points += [
            (round(left + (right - left) * at / steps), round(top + (low - top) * at / steps))
            for at in range(1, steps + 1)
        ]
    return tuple(points)


WANG = (
    line((60, 70), (240, 66)),
    line((80, 150), (225, 146)),
    line((150, 70), (150, 235)),
    line((40, 238), (262, 232)),
)
LONG = (
    line((50, 100), (240, 85)),
    line((130, 40), (125, 110), (95, 190), (50, 250)),
    line((150, 95), (150, 200), (160, 240), (240, 240), (245, 200)),
    line((215, 120), (180, 170), (120, 215)),
    line((175, 40), (205, 65)),
)
TIAN = (
    line((80, 60), (220, 58)),
    line((50, 130), (250, 126)),
    line((148, 60), (135, 150), (95, 220), (40, 262)),
    line((150, 132), (200, 215), (262, 258)),
)
