"""How long a key, a stroke and a page of candidates take on the UI thread, and getting ready in the background."""

import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from threading import Event

from kiosk.writing.building import build
from kiosk.writing.draft import Way
from kiosk.writing.librime import Rime
from kiosk.writing.tables import PAGE
from tests.bench.figure import Figure
from tests.writing.by_hand import LONG, SIDE, TIAN, WANG
from tests.writing.ready import writing_in

ROUNDS = 20
KEYS = ("shehuibaoxian", "gongjijin", "wangyan", "chengxiangjuminyanglaobaoxian", "yi")
STROKES = ("hpzpnhhpn", "hhsh", "nnhnphhn")
LIMIT = 5.0  # ms, the slowest of a hundred keys
STROKE_LIMIT = 15.0  # ms, median; a finger was just lifted
PARTS_LIMIT = 20.0  # ms
FIRST, AGAIN = 20.0, 2.0  # s, in the background


def milliseconds(act):
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def key_times(engine, inputs):
    """Each key at its best of some rounds: what other programs took is not the library's."""
    best = {}
    for _ in range(ROUNDS):
        for typed in inputs:
            for at, key in enumerate(typed):
                spent = milliseconds(lambda key=key: engine.press(key))
                best[typed, at] = min(spent, best.get((typed, at), spent))
            engine.clear()
    return quantiles(best.values(), n=100)


def stroke_times(hand):
    spent = []
    for _ in range(ROUNDS):
        for character in (WANG, LONG, TIAN):
            spent += [milliseconds(lambda stroke=stroke: hand.add(stroke, SIDE)) for stroke in character]
            hand.clear()
    return spent


def run():
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "first"
        first, again = (
            milliseconds(lambda: (build(folder, Event()), Rime(folder, PAGE).close())) / 1000 for _ in range(2)
        )
        with writing_in(Path(place)) as ways:
            pinyin, strokes = (
                key_times(ways.engine(way), keys) for way, keys in ((Way.PINYIN, KEYS), (Way.STROKES, STROKES))
            )
            hand = ways.engine(Way.HAND)
            drawn = stroke_times(hand)
            parts = median(milliseconds(lambda: hand.components.made_of(("龙", "天"))) for _ in range(ROUNDS))
    return [
        Figure("writing by pinyin, a key with all its candidates, p50", pinyin[49], "ms"),
        Figure("writing by pinyin, p99", pinyin[98], "ms", LIMIT),
        Figure("writing by strokes, a key, p99", strokes[98], "ms", LIMIT),
        Figure("writing by hand, a stroke, median", median(drawn), "ms", STROKE_LIMIT),
        Figure("writing by hand, a character from its parts", parts, "ms", PARTS_LIMIT),
        Figure("getting ready the first time, with all rare characters", first, "s", FIRST),
        Figure("getting ready again", again, "s", AGAIN),
    ]
