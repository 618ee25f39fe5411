"""An ESC/POS printer without its cable: buffer, mechanism, sensors. Bytes go in, answers and slips come out."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from drivers.emulated.escpos_commands import Action, Cut, Interpreter, Report, Rows
from drivers.emulated.paper import Roll, Slip
from drivers.emulated.real_time import RealTimeScanner

BUFFER = 64 * 1024  # bytes; a full printer takes no more until it has printed some


@dataclass(frozen=True)
class Model:
    """What a model can do."""

    width: int = 576
    process_id: bool = False  # GS ( H
    paper_in_order: bool = True  # GS r
    reports_changes: bool = False  # GS a
    identity: bool = True  # GS I
    slip_waiting: bool = False  # bit 7 of DLE EOT 1 while a slip hangs out
    rows_per_second: float | None = None  # None: at once


class Machine:
    """One printer. Any thread may touch it; `changed` is notified after everything that happens."""

    def __init__(self, model: Model, answer: Callable[[bytes], None]) -> None:
        self.model = model
        self.changed = threading.Condition(threading.RLock())
        self.roll = Roll(model.width)
        self.near_end = False
        self.cover_open = False
        self.cutter_error = self.cutter_stuck = False
        self.unknown_real_time: list[bytes] = []
        self._answer = answer
        self._interpreter = Interpreter(model.width)
        self._scanner = RealTimeScanner()
        self._to_do: deque[Action] = deque()
        self._events: list[tuple[int, Callable[[], None]]] = []
        self._reporting = 0
        self._reported = b""
        self._last_row = 0.0

    # --- what comes over the wire

    @property
    def full(self) -> bool:
        return self._interpreter.waiting > BUFFER

    def receive(self, data: bytes) -> None:
        """Bytes from the host: real-time commands are obeyed at once, wherever they stand; the rest is printed."""
        with self.changed:
            plain, commands = self._scanner.scan(data)
            self._interpreter.feed(plain)
            for command in commands:
                self._obey(command)
            self.work()

    def hang_up(self) -> None:
        """The host has gone: a command in mid-word is completed by whoever comes next, as in real printers."""
        with self.changed:
            self._scanner = RealTimeScanner()
            self._reporting = 0

    def work(self) -> None:
        """Go on printing as far as paper, cover and speed allow."""
        with self.changed:
            while not self.offline and (self._to_do or self._parse()) and self._do(self._to_do[0]):
                self._to_do.popleft()
            self._report_changes()
            self.changed.notify_all()

    def _parse(self) -> bool:
        """The next command that has something to do. An overlong one that will never be complete is thrown away."""
        while (found := self._interpreter.next()) is not None:
            actions, command = found
            if command.strip(
                b"\0"
            ):  # zeros between commands print nothing, and other readers of a slip stumble over them
                self.roll.remember(command)
            self._to_do.extend(actions)
            if self._to_do:
                return True
        if self.full:
            self._interpreter.clear()
        return False

    def _do(self, action: Action) -> bool:
        """Whether it could be finished; what is left of it waits at the head of the line."""
        match action:
            case Rows():
                return self._burn(action)
            case Cut():
                if self.cutter_stuck:
                    self.cutter_error = True
                    return False
                self.roll.cut()
            case Report():
                self._answer_report(action)
        return True

    def _burn(self, action: Rows) -> bool:
        for number, row in enumerate(action.rows):
            if self.offline or not self._head_ready():
                self._to_do[0] = Rows(action.rows[number:])
                return False
            self.roll.burn(row)
            self._happen()
        return True

    def _head_ready(self) -> bool:
        if self.model.rows_per_second is None:
            return True
        now = time.monotonic()
        self._last_row = max(self._last_row, now - 0.05)  # the head does not save up rows while it waits
        if self._last_row + 1 / self.model.rows_per_second > now:
            return False
        self._last_row += 1 / self.model.rows_per_second
        return True

    def _happen(self) -> None:
        due = [event for event in self._events if event[0] <= self.roll.burnt]
        for event in due:
            self._events.remove(event)
            event[1]()

    # --- what people do

    def after(self, lines: int, what: Callable[[], None]) -> None:
        """Let something happen when so many more dot lines have been printed."""
        with self.changed:
            self._events.append((self.roll.burnt + lines, what))

    def load_roll(self, lines: int | None = None) -> None:
        """A new roll of so many dot lines (None: endless). What hung out of the printer stays in front of it."""
        with self.changed:
            self.roll.left, self.near_end, self.cover_open = lines, False, False
            self.work()

    def open_cover(self) -> None:
        with self.changed:
            self.cover_open = True
            self.work()

    def close_cover(self) -> None:
        with self.changed:
            self.cover_open = False
            self.work()

    def free_cutter(self) -> None:
        """Take out what blocks it. The error stays until DLE ENQ or a restart, as on real printers."""
        with self.changed:
            self.cutter_stuck = False

    def take(self) -> Image.Image | None:
        """Tear off the oldest slip; None when there is none."""
        with self.changed:
            slip = self.roll.slips.popleft() if self.roll.slips else None
            self.work()
            return slip.picture if slip else None

    @property
    def slips(self) -> tuple[Slip, ...]:
        with self.changed:
            return tuple(self.roll.slips)

    @property
    def unknown(self) -> list[bytes]:
        """Commands that the printer does not know."""
        return self._interpreter.unknown

    # --- what it says of itself

    @property
    def paper_out(self) -> bool:
        return self.roll.out

    @property
    def offline(self) -> bool:
        return self.cover_open or self.roll.out or self.cutter_error

    def _obey(self, command: bytes) -> None:
        match command[1], command[2]:
            case 0x04, 1 | 2 | 3 | 4 as number:
                self._answer(bytes((self._real_time(number),)))
            case 0x05, 1 | 2 as number if self.cutter_error and not self.cutter_stuck:
                self.cutter_error = False
                if number == 2:
                    self._clear()
            case 0x14, 8:
                self._clear()
            case _:
                self.unknown_real_time.append(command)

    def _clear(self) -> None:
        self._interpreter.clear()
        self._to_do.clear()

    def _real_time(self, number: int) -> int:
        low = self.near_end or self.roll.low
        bits = {
            1: 0x08 * self.offline | 0x80 * (self.model.slip_waiting and bool(self.roll.slips)),
            2: 0x04 * self.cover_open | 0x20 * self.roll.out | 0x40 * self.cutter_error,
            3: 0x08 * self.cutter_error,
            4: 0x0C * low | 0x60 * self.roll.out,
        }
        return 0x12 | bits[number]

    def _automatic(self) -> bytes:
        low = self.near_end or self.roll.low
        first = 0x10 | 0x08 * self.offline | 0x20 * self.cover_open
        return bytes((first, 0x08 * self.cutter_error, 0x03 * low | 0x0C * self.roll.out, 0))

    def _report_changes(self) -> None:
        now = self._automatic()
        if self._reporting and now != self._reported:
            self._reported = now
            self._answer(now)

    def _answer_report(self, report: Report) -> None:
        match report.about:
            case "paper" if self.model.paper_in_order:
                self._answer(bytes((0x03 * (self.near_end or self.roll.low) | 0x0C * self.roll.out,)))
            case "process" if self.model.process_id:
                self._answer(b"\x37\x22" + report.value + b"\0")
            case "identity" if self.model.identity:
                self._answer(_identity(report.value[0]))
            case "changes" if self.model.reports_changes:
                self._reporting, self._reported = report.value[0], b""
                self._report_changes()
            case _:
                return


def _identity(number: int) -> bytes:
    """GS I: one byte for model, type and version; a block of text for the maker and the like."""
    texts = {65: b"1.0", 66: b"EMULATED", 67: b"HALL-80", 68: b"SAMPLE0001", 69: b"CHINA GB18030"}
    return b"\x5f" + texts[number] + b"\0" if number in texts else b"\x02"
