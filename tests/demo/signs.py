"""What is written on the screens, read from assets/texts: words, and nothing of the program."""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "assets" / "texts"


class Signs:
    """The words of one language: `signs("dock.receipt.tear")`, `signs("language.name")`."""

    def __init__(self, language: str) -> None:
        self._tables = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))

    def __call__(self, key: str, **values: object) -> str:
        found = self._tables
        for part in key.split("."):
            found = found[part]
        return found.format(**values)
