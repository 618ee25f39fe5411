"""Exchanges the key of what waits on the disk: everything is sealed anew, and the old keys go."""

from pathlib import Path

from kiosk.storage.database import COPY
from kiosk.storage.journal import Journal
from kiosk.storage.outbox import Outbox
from kiosk.storage.seal import Seal, new_key, read_keys, write_keys

JOURNAL, OUTBOX = "journal.db", "outbox.db"


def exchange(folder: Path, file: Path) -> int:
    """How many notes were sealed anew. Nobody else may use the folder. Cut off at any line, all of them still open:
    the old keys go last. Raises OSError, ValueError for a file that holds something else than keys.
    """
    keys = [new_key(), *read_keys(file)]
    seal = Seal(keys)
    write_keys(file, keys)
    sealed = 0
    for book in (Journal(folder / JOURNAL, seal=seal), Outbox(folder / OUTBOX, seal=seal)):
        sealed += book.seal_anew()
        book.close()
    for name in (JOURNAL, OUTBOX):  # a copy would need the old keys; the next start makes another
        (folder / f"{name}{COPY}").unlink(missing_ok=True)
    write_keys(file, keys[:1])
    return sealed
