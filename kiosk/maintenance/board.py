"""What hangs at a terminal's door, as small files: the notice that it is closed, what everybody is to read, and
whether the door is shut by now.
"""

import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from kiosk.storage.safely import remove_safely, write_safely

log = logging.getLogger(__name__)

MOST = 120  # characters of a reason
LONGEST = 40  # characters of what everybody is to read: more is not read in passing


class Closing(StrEnum):
    """How far it is, in the words of XFS4IoT (VendorMode.Status)."""

    INACTIVE = "inactive"
    PENDING = "enterPending"  # asked for; the running visit is finished first
    ACTIVE = "active"


@dataclass(frozen=True)
class Notice:
    """Why the terminal is closed: a word that the texts know in every language, or a sentence as somebody wrote it."""

    reason: str = ""
    since: datetime | None = None


class Board:
    def __init__(self, folder: Path) -> None:
        self._notice = folder / "maintenance.json"
        self._shut = folder / "maintenance.active"
        self._bulletin = folder / "bulletin.txt"

    def read(self) -> Notice | None:
        """The notice, or None when the terminal is open. Raises OSError when the folder cannot be asked."""
        try:
            text = self._notice.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except UnicodeDecodeError:
            return Notice()
        return _notice(text)

    def close(self, reason: str) -> Notice:
        """Put the notice up. Raises OSError."""
        notice = Notice(" ".join(reason.split())[:MOST], datetime.now(UTC))
        assert notice.since is not None
        told = {"reason": notice.reason, "since": notice.since.isoformat(timespec="seconds")}
        write_safely(self._notice, json.dumps(told, ensure_ascii=False))
        return notice

    def open(self) -> None:
        """Take the notice down. Raises OSError."""
        remove_safely(self._notice)

    def bulletin(self) -> str:
        """What everybody is to read on the idle screen, in one line; "": nothing. Raises OSError."""
        try:
            return _line(self._bulletin.read_text(encoding="utf-8", errors="replace"))
        except FileNotFoundError:
            return ""

    def put_up(self, text: str) -> str:
        """Have everybody read this; "" takes it down. What they read. Raises OSError."""
        if line := _line(text):
            write_safely(self._bulletin, line)
        else:
            remove_safely(self._bulletin)
        return line

    def say_shut(self, *, shut: bool) -> None:
        """What the running program tells: nobody is being served, or somebody may be. Raises OSError."""
        if shut:
            write_safely(self._shut, "")
        else:
            self._shut.unlink(missing_ok=True)

    @property
    def closing(self) -> Closing:
        """How far it is. Raises OSError."""
        if self.read() is None:
            return Closing.INACTIVE
        return Closing.ACTIVE if self._shut.exists() else Closing.PENDING


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST]


def _notice(text: str) -> Notice:
    """A notice that nobody can read closes the terminal all the same."""
    try:
        told = json.loads(text)
        return Notice(str(told["reason"])[:MOST], datetime.fromisoformat(told["since"]))
    except (ValueError, KeyError, TypeError):
        return Notice()
