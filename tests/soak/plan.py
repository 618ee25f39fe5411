"""How long a soak is, and how hard."""

from dataclasses import dataclass


@dataclass
class Plan:
    visits: int
    terminals: int = 3
    days: int = 10
    faults: float = 0.3  # the share of visits with a fault
    cuts: float = 0.01  # … with a power cut, at all terminals but the first: it shows how the program ages
    seed: int = 1
    only: str = ""  # the faults whose names begin so
