"""After a restart: final jobs whose end is unknown are repeated with the same key, or put before staff."""

import logging
import threading
from collections.abc import Mapping
from typing import Any

from kiosk.platform.troubles import Refused, Trouble
from kiosk.step import FinalJob, Scene
from kiosk.storage.journal import Ending, Journal, Record
from kiosk.texts import words

log = logging.getLogger(__name__)


class Settlement:
    """What the last run of the program left unfinished, and how it comes to an end.

    The same key makes the platform answer what it answered before, if it did; a visit's token is short-lived, so
    that a job which never arrived is refused and not done for somebody who has long left.
    """

    def __init__(self, journal: Journal, kinds: Mapping[str, type[FinalJob[Any]]]) -> None:
        """To be made before anything new begins."""
        self._journal, self._kinds = journal, kinds
        self._left = journal.unfinished()
        self._busy = threading.Lock()

    @property
    def due(self) -> bool:
        return bool(self._left)

    def settle(self, resources: Mapping[str, Any]) -> None:
        """End what can be ended; what the platform cannot be asked about now stays for the next time.

        `resources` are those that jobs work on, by the name of their hand.
        """
        if self._busy.acquire(blocking=False):
            try:
                self._left = tuple(record for record in self._left if not self._settled(record, resources))
            finally:
                self._busy.release()

    def _settled(self, record: Record, resources: Mapping[str, Any]) -> bool:
        try:
            ending = self._ending(record, resources)
        except Trouble as trouble:
            log.info("%s stays unfinished: %s", record.kind, trouble.word)
            return False
        self._journal.end(record.key, ending)
        log.warning("%s was unfinished and is %s", record.kind, ending)
        return True

    def _ending(self, record: Record, resources: Mapping[str, Any]) -> Ending:
        if not record.repeatable or record.kind not in self._kinds:
            return Ending.UNKNOWN
        kind = self._kinds[record.kind]
        try:
            kind(**record.note).run(resources[kind.to], Scene(words(), record.key))
        except Refused:
            return Ending.NOT_DONE
        return Ending.DONE
