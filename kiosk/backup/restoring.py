"""Puts a backup in its place: the state of before is set aside, the configuration of before stays in its history."""

import os
from datetime import datetime
from pathlib import Path

from kiosk.backup.bundle import CONFIG, PINS, STATE, BackupError, Bundle
from kiosk.config import writing
from kiosk.config.loading import understand
from kiosk.storage.lock import taken
from kiosk.storage.safely import settle


def restore(bundle: Bundle, path: Path, now: datetime) -> tuple[Path, Path | None]:
    """The storage folder, filled, and where its content of before is now.

    Raises BackupError, ConfigError, OSError; then nothing has been changed, or the content of before is set aside.
    """
    text = bundle.parts[CONFIG].decode()
    config = understand(text, path)
    folder = Path(config.storage.folder)
    if taken(folder):
        raise BackupError(f"{folder}: the program is running: stop it first (systemctl stop hall-kiosk)")
    aside = _set_aside(folder, now)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in bundle.parts.items():
        if name.startswith(STATE):
            inside = name.removeprefix(STATE)
            _write(config.pins_file if inside == PINS else folder / inside, content)
    settle(folder)
    _configure(path, text)
    return folder, aside


def _set_aside(folder: Path, now: datetime) -> Path | None:
    if not folder.is_dir() or not any(folder.iterdir()):
        return None
    aside = folder.with_name(f"{folder.name}.before-{now:%Y%m%d-%H%M%S}")
    try:
        folder.rename(aside)
    except OSError:  # the folder above belongs to somebody else: then inside
        aside = folder / aside.name
        aside.mkdir()
        for one in [one for one in folder.iterdir() if one != aside]:
            one.rename(aside / one.name)
    return aside


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())


def _configure(path: Path, text: str) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    preview = writing.replace(path, text)
    if not preview.same:
        writing.write(preview)
