"""A person who does not exist, drawn before a grey wall: a head on shoulders, as outlines of people are looked for."""

import cv2
import numpy as np

WALL, SHIRT, NECK, SKIN, HAIR = (200,) * 3, (70, 60, 50), (110, 130, 165), (170, 190, 225), (25, 25, 30)
SOCKET, BROW, CHEEK, BRIDGE, NOSE, MOUTH = (
    (85, 100, 130), (40, 40, 50), (190, 210, 240), (195, 215, 245), (110, 125, 160), (80, 80, 140)
)  # fmt: skip


def wall(width=640, height=480):
    return np.full((height, width, 3), WALL, np.uint8)


def person(x=320, width=640, height=480):
    """Somebody whose nose is `x` pixels from the left."""
    picture, y = wall(width, height), height // 2 - 20

    def oval(centre, axes, colour, begin=0):
        cv2.ellipse(picture, centre, axes, 0, begin, 360, colour, -1)

    oval((x, height + 60), (175, 185), SHIRT, 180)
    cv2.rectangle(picture, (x - 34, y + 60), (x + 34, y + 140), NECK, -1)
    oval((x, y), (74, 98), SKIN)
    oval((x, y - 60), (78, 62), HAIR, 180)
    for side in (-1, 1):
        oval((x + side * 32, y - 22), (25, 15), SOCKET)
        oval((x + side * 32, y - 38), (25, 6), BROW)
        oval((x + side * 32, y - 21), (9, 9), HAIR)
        oval((x + side * 38, y + 18), (24, 20), CHEEK)
    cv2.rectangle(picture, (x - 8, y - 30), (x + 8, y + 20), BRIDGE, -1)
    oval((x, y + 26), (16, 7), NOSE)
    oval((x, y + 56), (30, 10), MOUTH)
    return cv2.GaussianBlur(picture, (0, 0), 4)
