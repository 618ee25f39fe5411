"""Writes a small file so that a power cut leaves the old one or the new one, whole, and nothing between."""

import os
from pathlib import Path


def write_safely(file: Path, text: str, mode: int = 0o644) -> None:
    """Beside it, onto the disk, and into its place. Raises OSError."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as written:
            os.fchmod(written.fileno(), mode)
            written.write(text)
            written.flush()
            os.fsync(written.fileno())
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    settle(file.parent)


def remove_safely(file: Path) -> None:
    """Away, and away after a power cut, too. Harmless when it is not there. Raises OSError."""
    file.unlink(missing_ok=True)
    settle(file.parent)


def settle(folder: Path) -> None:
    """Make the names in a folder outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
