"""What is wrong with a configuration, in the words of whoever has to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    file: str
    key: str  # "devices.card.port"
    reason: str
    hint: str = ""  # "did you mean …?"

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}" + (f" — {self.hint}" if self.hint else "")


class ConfigError(Exception):
    """The configuration cannot be used; `mistakes` holds everything that is wrong with it."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))
