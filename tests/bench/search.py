"""How long a key stroke takes in a catalogue of ten thousand items, the slips and the nonsense among them."""

import gc
import time
import tracemalloc
from statistics import quantiles

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.glyphs import characters
from kiosk.catalogue.pinyin import sounds
from kiosk.catalogue.stock import Stock, all_terms
from tests.bench.figure import Figure
from tests.bench.synthetic import TYPED, items

SHOWN = 20  # results
ROUNDS = 4
LIMIT = 5.0  # ms, p99
MOST_MIB = 64.0  # of the index; the kiosk runs for months beside a camera and a window
MOST_BUILDING = 3.0  # s, in the background when the catalogue changes, and once at the start


def key_strokes() -> list[str]:
    """Every input as it grows key by key."""
    return [typed[:end] for typed in TYPED for end in range(1, len(typed) + 1)]


def stock() -> Stock:
    every = items()
    return Stock(items={item.task_code: item for item in every}, sounds=sounds(characters(all_terms(every))))


def milliseconds(catalogue: Catalogue) -> list[list[float]]:
    """Of each key stroke, every round."""
    return [[_spent(catalogue, typed) for _ in range(ROUNDS)] for typed in key_strokes()]


def _spent(catalogue: Catalogue, typed: str) -> float:
    begun = time.perf_counter()
    catalogue.search(typed, SHOWN)
    return (time.perf_counter() - begun) * 1000


def index_mib(given: Stock) -> float:
    """What a snapshot adds to the items themselves."""
    gc.collect()
    tracemalloc.start()
    catalogue = Catalogue(given)
    size = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    assert len(catalogue)
    return size


def run() -> list[Figure]:
    begun = time.perf_counter()
    given = stock()
    learning = time.perf_counter() - begun
    begun = time.perf_counter()
    catalogue = Catalogue(given)
    building = time.perf_counter() - begun
    spent = milliseconds(catalogue)
    own = quantiles([min(rounds) for rounds in spent], n=100)  # what other programs took is not the search's
    every = quantiles([one for rounds in spent for one in rounds], n=100)
    return [
        Figure(f"search over {len(catalogue)} items, p50 of {len(spent)} key strokes", own[49], "ms"),
        Figure(f"search over {len(catalogue)} items, p99", own[98], "ms", LIMIT),
        Figure(f"search over {len(catalogue)} items, p99 with whatever else the machine did", every[98], "ms"),
        Figure(f"search over {len(catalogue)} items, slowest of all", max(map(max, spent)), "ms"),
        Figure("search index, memory", index_mib(given), "MiB", MOST_MIB),
        Figure("search index, building", building, "s", MOST_BUILDING),
        Figure("pinyin of all characters, in its own process", learning, "s"),
    ]


if __name__ == "__main__":
    for figure in run():
        print(f"{figure.name}: {figure.value:.2f} {figure.unit} {'' if figure.ok else 'TOO MUCH'}")
