"""Pictures somebody has looked at and accepted, and how those of today differ from them."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

NOTICED = 24  # of 255: a smaller difference of a pixel is that of a renderer


@dataclass(frozen=True)
class Change:
    """How a picture differs from the accepted one. `share` of its pixels, None where none was accepted."""

    share: float | None
    marked: str = ""  # the file, beside the pictures, that shows where


def changes(folder: Path, accepted: Path) -> dict[str, Change]:
    """Of every picture in the folder, by its name."""
    return {one.name: change(one, accepted / one.name) for one in sorted(folder.glob("*.png"))}


def change(today: Path, then: Path) -> Change:
    if not then.is_file():
        return Change(None)
    new, old = (np.asarray(Image.open(one).convert("RGB")).astype(int) for one in (today, then))
    if new.shape != old.shape:
        return Change(1.0)
    other = np.abs(new - old).max(axis=2) > NOTICED
    if not other.any():
        return Change(0.0)
    marked = new // 2 + 127
    marked[other] = (208, 0, 96)
    name = f"changed/{today.name}"
    (today.parent / "changed").mkdir(exist_ok=True)
    Image.fromarray(marked.astype(np.uint8)).save(today.parent / name, compress_level=1)
    return Change(float(other.mean()), name)


def accept(folder: Path, accepted: Path) -> int:
    """The pictures of today are the accepted ones from now on. How many there are."""
    shutil.rmtree(accepted, ignore_errors=True)
    accepted.mkdir(parents=True)
    pictures = list(folder.glob("*.png"))
    for one in pictures:
        shutil.copy(one, accepted / one.name)
    return len(pictures)
