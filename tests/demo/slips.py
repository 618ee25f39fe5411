"""The slips of the demonstration: what lay in the dock's tray, and what others than our own programs see on them."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import zxingcpp
from PIL import Image

from tests import other_renderer

QUIET = 20  # dots of white put round a slip before its code is looked for
LEAST = 4  # whole slips that the visits bring
TORN = (
    1  # pieces on which a roll has ended: they hold no code, and what an interpreter makes of half a picture is its own
)


@dataclass(frozen=True)
class Slip:
    """One slip: its picture, its bytes, the picture that an interpreter of others makes of them, what its code says."""

    picture: Path
    data: Path
    by_others: Path
    code: str

    @property
    def mistakes(self) -> list[str]:
        """What is not as it should be."""
        if np.array_equal(Image.open(self.picture), Image.open(self.by_others)):
            return []
        return [f"{self.by_others.name} is not what {self.picture.name} is"]


def collected(tray: Path, folder: Path) -> list[Slip]:
    """Copy every slip from the tray, let another interpreter read its bytes, and read its code. Raises NoRenderer."""
    other_renderer.install()
    folder.mkdir(parents=True, exist_ok=True)
    return [_slip(picture, folder) for picture in sorted(tray.glob("*.png"))]


def _slip(picture: Path, folder: Path) -> Slip:
    own, data, others = (folder / f"{picture.stem}{end}" for end in (".png", ".bin", "-by-others.png"))
    shutil.copyfile(picture, own)
    shutil.copyfile(picture.with_suffix(".bin"), data)
    other_renderer.render(data.read_bytes()).save(others)
    return Slip(own, data, others, code_on(others))


def code_on(picture: Path) -> str:
    """What the QR code on a slip says, or "" when none can be read."""
    seen = cv2.imread(str(picture), cv2.IMREAD_GRAYSCALE)
    found = zxingcpp.read_barcodes(cv2.copyMakeBorder(seen, QUIET, QUIET, QUIET, QUIET, cv2.BORDER_CONSTANT, value=255))
    return found[0].text if found else ""


def mistakes(slips: list[Slip]) -> list[str]:
    """What is not as it should be with all of them."""
    whole = [slip for slip in slips if slip.code]
    few = [] if len(whole) >= LEAST else [f"only {len(whole)} slips came out whole"]
    torn = [slip.picture.name for slip in slips if not slip.code]
    many = [f"the codes on {', '.join(torn)} cannot be read"] if len(torn) > TORN else []
    return [*few, *many, *(one for slip in whole for one in slip.mistakes)]
