"""An ESC/POS host that is not ours: receiptio, from npm. It prints to a printer on port 9100 and says how that went."""

import subprocess
from pathlib import Path

from tests import npm

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "build" / "other_host"
PORT = 9100  # receiptio knows no other
LIMIT = 60  # seconds; it gives up on a mute printer after 12


def install() -> None:
    """Install receiptio (3 MB), once. Raises npm.NotInstalled."""
    npm.install(HERE, FOLDER, "receiptio")


def ask() -> str:
    """What receiptio finds out about the printer on 127.0.0.1: online, coveropen, paperempty, error, offline …"""
    return _run("-q")


def print_slip(text: str) -> str:
    """Print a slip in receiptio's markdown, 42 columns wide, in simplified Chinese: success, or what went wrong."""
    slip = FOLDER / "slip.receipt"
    slip.write_text(text, encoding="utf-8")
    return _run("-c", "42", "-l", "zh-hans", "-t", "8", str(slip))


def _run(*words: str) -> str:
    command = ["node", "node_modules/receiptio/bin/cli.js", "-d", "127.0.0.1", *words]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=LIMIT, check=False)
    return (done.stdout + done.stderr).strip()  # its exit status says the same as a number
