"""The log: JSON lines, rotated. It tells what happened, never to whom: names of steps and devices, no objects."""

import json
import logging
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

ROOMS = ("kiosk", "drivers", "screens")
_MEGABYTE = 1024 * 1024


class JsonLines(logging.Formatter):
    """One JSON object per record. Exceptions give their type and frames, never their message: it may hold a name."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "thread": record.threadName,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=False)


def start_logging(file: Path, level: str, megabytes: int, files: int) -> None:
    """Send every record of this program to a file; libraries only speak up when something is wrong."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(file, maxBytes=megabytes * _MEGABYTE, backupCount=files, encoding="utf-8")
    handler.setFormatter(JsonLines())
    handler.addFilter(_ours_or_wrong)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for room in ROOMS:
        logging.getLogger(room).setLevel(level.upper())


def _ours_or_wrong(record: logging.LogRecord) -> bool:
    """Some libraries set their own level; what they say beside warnings concerns nobody here."""
    return record.levelno >= logging.WARNING or record.name.split(".")[0] in ROOMS
