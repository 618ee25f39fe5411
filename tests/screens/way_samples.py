"""The plan of a hall, usual, crowded and bare. All invented."""

import json
from functools import cache
from pathlib import Path

from drivers import Fate
from kiosk.catalogue.records import hall_from
from kiosk.model.plan import Corner, Directions, Plan, Room, Spot, Stand, directions
from kiosk.steps.way import ShowWay

HALLS = Path(__file__).parents[2] / "assets" / "sample" / "catalogue" / "halls.json"
SQUARE = tuple(Corner(x, y) for x, y in ((0, 0), (30, 0), (30, 30), (0, 30)))
LONG = (
    "进门以后直走到底，经过取号机和咨询台，在楼梯口左转，再走十五米，"
    "在卫生间对面的走廊里右手边的第三个窗口，门上有红色的牌子"
)


@cache
def plan(number):
    """Of one of the sample halls."""
    return hall_from(json.loads(HALLS.read_text(encoding="utf-8"))[number], ignore_unknown=True).plan


def way(*windows, number=0, terminal="HC-DEMO"):
    return directions(plan(number), windows, terminal)


def crowded():
    """Many windows close to each other, most of them to go to, far too long words."""
    spots = tuple(Spot(f"WK{n:04}", 0.2 + 1.2 * n, 29.5 - n % 3, LONG) for n in range(24))
    rooms = (Room(SQUARE), Room(SQUARE[:3], "不动产登记和税务联合办理服务大厅一区"))
    return Directions(Plan(30, 30, rooms, spots, (), (Stand("T", 0, 30),)), spots[:12], Stand("T", 0, 30))


def bare():
    """One window, no word, nobody knows where the terminal is."""
    spot = Spot("1", 0, 0)
    return Directions(Plan(6, 3, (Room((Corner(0, 0), Corner(6, 0), Corner(6, 3))),), (spot,)), (spot,))


def questions():
    yield "show_way", ShowWay(way("A01", "A02"), Fate.CONFIRMED)
    yield "show_way-far", ShowWay(way("E01", "E02"))
    yield "show_way-right", ShowWay(way("J01"))
    yield "show_way-second", ShowWay(way("K01", "K02", number=1, terminal="HC-0003"))
    yield "show_way-crowded", ShowWay(crowded())
    yield "show_way-bare", ShowWay(bare())
