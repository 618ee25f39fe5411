"""How long reading a card takes, against the time that its bytes need on the wire at that baud rate."""

import tempfile
import time
from pathlib import Path
from statistics import median

from drivers.card import sam
from drivers.emulated.card_reader import CardReader
from drivers.emulated.sample_cards import CITIZEN
from drivers.emulated.wire import BITS
from tests.bench.figure import Figure

REQUEST = 10  # bytes of each of the three frames that ask …
REPLIES = 15 + 19 + 1295  # … and of the three that answer: found, selected, text and photo
BYTES = 3 * REQUEST + REPLIES
MOST = 1.15  # times the wire's own minimum
RUNS = {115200: 9, 9600: 3}


def read_seconds(baudrate: int) -> float:
    """From the first request to the card in the hand, over a wire with the pace of `baudrate`."""
    with tempfile.TemporaryDirectory() as folder, CardReader(Path(folder) / "card", baudrate) as reader:
        driver = sam.Driver(sam.Settings(port=str(reader.wire.path), baudrate=baudrate))
        driver.open()
        reader.insert(CITIZEN)
        driver.arm()
        begun = time.perf_counter()
        card = driver.poll(1.0)
        spent = time.perf_counter() - begun
        driver.close()
    assert card == CITIZEN
    return spent


def run() -> list[Figure]:
    figures = []
    for baudrate, runs in RUNS.items():
        spent, least = median(read_seconds(baudrate) for _ in range(runs)), BYTES * BITS / baudrate
        figures += [
            Figure(f"card read at {baudrate} baud", spent * 1000, "ms"),
            Figure(f"card read at {baudrate} baud, times the wire's own minimum", spent / least, "x", MOST),
        ]
    return figures


if __name__ == "__main__":
    for figure in run():
        print(f"{figure.name}: {figure.value:.3f} {figure.unit} {'' if figure.ok else 'TOO MUCH'}")
