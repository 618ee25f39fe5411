"""Slips read by an ESC/POS interpreter that is not ours: npos, from npm. Needs node and npm; nothing else here does."""

import io
import shutil
import subprocess
from pathlib import Path

from PIL import Image

from tests import npm

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "build" / "other_renderer"  # where it is installed unless said otherwise
RENDER_LIMIT = 30  # seconds


def install(folder: Path = FOLDER) -> None:
    """Install npos below `folder` (6 MB), once. Raises npm.NotInstalled."""
    npm.install(HERE, folder, "npos")


def render(data: bytes, folder: Path = FOLDER) -> Image.Image:
    """The picture that npos, installed below `folder`, sees in a slip's bytes (`Slip.data`, printed as a picture)."""
    shutil.copy(HERE / "render.js", folder)
    done = subprocess.run(
        ["node", "render.js"], cwd=folder, input=data, check=True, capture_output=True, timeout=RENDER_LIMIT
    )
    return Image.open(io.BytesIO(done.stdout)).convert("1")
