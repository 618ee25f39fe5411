"""One measured number and the limit it is held against."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`limit` is the most that is allowed, or with `at_least` the least; None where nothing is promised."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    at_least: bool = False

    @property
    def ok(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit
