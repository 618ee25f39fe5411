"""What staff do to the running program: look how it is, ask the platform at once, change settings, end it."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from drivers import Status
from kiosk.catalogue.follower import Follower
from kiosk.config import adjusting, exchange, writing
from kiosk.config.adjusting import Adjustable
from kiosk.config.mistakes import ConfigError, Mistake
from kiosk.config.tables import Value
from kiosk.config.writing import Preview, Written
from kiosk.health.software import program
from kiosk.model.terminal import Terminal
from kiosk.numbers.desk import NumberDesk
from kiosk.platform_health import platform_status
from kiosk.room.connection import Bench
from kiosk.room.loose_ends import LooseEnds
from kiosk.room.sticks import sticks
from kiosk.storage.journal import Ending, Journal
from kiosk.storage.outbox import Outbox
from kiosk.storage.safely import settle

SYNC_SECONDS = 20.0  # in which the platform is to have been asked
MACHINE_SECONDS = 15.0  # in which the system is to have taken the order


class End(StrEnum):
    """How the program can be ended."""

    PROGRAM = "program"  # and it comes up again
    TRAINING = "training"  # and it comes up again with pretend people and devices
    RESTART = "restart"  # the machine
    OFF = "off"  # the machine


_ORDERS = {End.RESTART: ("systemctl", "reboot"), End.OFF: ("systemctl", "poweroff")}


@dataclass(frozen=True)
class Running:
    """How the program is."""

    version: str
    begun: datetime  # when it came up
    catalogue: datetime | None  # as of when what is shown of items and halls is; None: there is nothing
    waiting: int = 0  # letters and given numbers to the platform that have not been sent
    refused: int = 0  # letters and given numbers that it did not take
    put_by: int = 0  # numbers that can be given today while the platform is away
    unsure: int = 0  # final jobs, above all slips, of which nobody knows how they ended
    platform: Status = field(default_factory=Status)
    training: bool = False


class Operations:
    """Any thread may call. `end` is told how the program is to end: whoever started it brings it."""

    def __init__(
        self,
        file: Path,
        where: Terminal,
        follower: Follower,
        journal: Journal,
        outbox: Outbox,
        *,
        numbers: NumberDesk,
        loose_ends: LooseEnds,
        now: Callable[[], datetime],
        training: bool = False,
        find_sticks: Callable[[], tuple[Path, ...]] = sticks,
    ) -> None:
        self.file, self.where, self.follower, self.journal, self.outbox = file, where, follower, journal, outbox
        self.numbers, self.loose_ends, self.bench = numbers, loose_ends, Bench(file)
        self.begun, self.find_sticks = now(), find_sticks
        self.stop: Callable[[], None] = lambda: None  # ends the window
        self.training = training
        self.ending: End | None = None  # how somebody wants the program to end

    def running(self) -> Running:
        return Running(
            program(),
            self.begun,
            self.follower.current.fetched,
            len(self.outbox.waiting()) + self.numbers.unsent,
            len(self.outbox.refused()) + self.numbers.refused,
            self.numbers.left,
            self.journal.count(Ending.UNKNOWN),
            platform_status(self.follower.trouble),
            self.training,
        )

    def sync(self) -> Running:
        """Ask the platform now, and send what waits. Raises TimeoutError when it has not been asked in time."""
        if not self.follower.ask_now(SYNC_SECONDS):
            raise TimeoutError
        return self.running()

    def end(self, how: End) -> bool:
        """End the program, or have the machine restart or go off. False: the system does not let this program do it."""
        if how in _ORDERS:
            return not self.training and _ordered(*_ORDERS[how])
        self.ending = how
        self.stop()
        return True

    def settings(self) -> tuple[tuple[Adjustable, ...], tuple[Mistake, ...]]:
        """What can be changed; else what is wrong with the file."""
        try:
            return adjusting.adjustables(self.file), ()
        except ConfigError as error:
            return (), error.mistakes

    def sticks(self) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
        """Those that are plugged in, and those of them on which a configuration lies."""
        found = self.find_sticks()
        return found, tuple(one for one in found if (one / exchange.NAME).is_file())

    def export(self, folder: Path) -> Path:
        """The file that was written. Raises OSError; one that is not right is not carried further, either."""
        file = folder / exchange.NAME
        try:
            exchange.export(self.file, file)
        except ConfigError as error:
            raise OSError(str(error)) from error
        settle(folder)
        return file

    def adjusted(self, table: str, name: str, value: Value) -> Preview:
        return adjusting.adjusted(self.file, table, name, value)

    def imported(self, folder: Path) -> Preview:
        """What another terminal has, with this one's name and place."""
        try:
            return exchange.imported(self.file, folder / exchange.NAME, self.where.id, self.where.hall)
        except ConfigError as error:
            return Preview(self.file, "", "", error.mistakes)

    def write(self, preview: Preview) -> Written:
        return writing.written(preview)


def _ordered(*command: str) -> bool:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=MACHINE_SECONDS, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return False
    return True
