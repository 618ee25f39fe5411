"""What writing needs of the machine: libraries and data, and the Debian packages that bring them."""

import ctypes
from pathlib import Path

RIME = "librime.so.1"
RIME_DATA = Path("/usr/share/rime-data")
SOUNDS = RIME_DATA / "pinyin_simp.dict.yaml"
STROKES = RIME_DATA / "stroke.dict.yaml"
ZINNIA = "libzinnia.so.0"
MODEL = Path("/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model")
PACKAGES: dict[str | Path, str] = {
    RIME: "librime1",
    SOUNDS: "rime-data-pinyin-simp",
    STROKES: "rime-data-stroke",
    ZINNIA: "libzinnia0",
    MODEL: "tegaki-zinnia-simplified-chinese",
}


class Lacking(Exception):  # noqa: N818 - it says what is the matter, as the troubles do
    """A library or its data is not there; the message names the Debian package."""


def library(name: str) -> ctypes.CDLL:
    """Raises Lacking when it is not installed."""
    try:
        return ctypes.CDLL(name)
    except OSError as error:
        raise lack(name) from error


def data(file: Path) -> Path:
    """Raises Lacking when the file is not there."""
    if not file.is_file():
        raise lack(file)
    return file


def lack(what: str | Path) -> Lacking:
    return Lacking(f"{what} is missing: install the package {PACKAGES.get(what, 'that brings it')}")


def missing() -> tuple[str, ...]:
    """All that is not there, in words that name the packages. Looks at the disk; to be called seldom."""
    found: list[str] = []
    for what in PACKAGES:
        try:
            library(what) if isinstance(what, str) else data(what)
        except Lacking as error:
            found.append(str(error))
    return tuple(found)
