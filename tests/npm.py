"""Programs from npm that tests work with: installed below build/ from a lock file, once. Needs node and npm."""

import shutil
import subprocess
from pathlib import Path

INSTALL_LIMIT = 180  # seconds


class NotInstalled(Exception):  # noqa: N818 - it says what is missing
    """A program is not installed and cannot be; the message says why."""


def install(here: Path, folder: Path, name: str) -> None:
    """Install what package.json and package-lock.json in `here` ask for below `folder`. Raises NotInstalled."""
    if (folder / "node_modules" / name).is_dir():
        return
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise NotInstalled("node and npm are missing: install the packages nodejs and npm")
    folder.mkdir(parents=True, exist_ok=True)
    for file in ("package.json", "package-lock.json"):
        shutil.copy(here / file, folder)
    command = ["npm", "ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund"]
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=INSTALL_LIMIT)
    except (subprocess.SubprocessError, OSError) as error:
        shutil.rmtree(folder / "node_modules", ignore_errors=True)
        raise NotInstalled(f"npm could not install {name}: {type(error).__name__}") from error
